// SPDX-License-Identifier: Apache-2.0
import { t } from '../../texts';
import { CopyButton } from '../../ui/copy';

/** Without `signedIn` it is a call for anyone, which needs no key. */
export function Curl({ text, signedIn = true }: { text: string; signedIn?: boolean }) {
  return (
    <section className="card panel curl" aria-label="curl">
      <header className="panel-head">
        <h3>curl</h3>
        <CopyButton text={text} label={t.developers.copyCurl} />
      </header>
      <pre dir="ltr" tabIndex={0} aria-label="curl">
        {text}
      </pre>
      {signedIn && <p className="fine">{t.developers.curlHint}</p>}
    </section>
  );
}
