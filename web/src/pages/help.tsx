// SPDX-License-Identifier: Apache-2.0
// What people ask most, by the rules that hold here, and the way to a person.
import { useQuery } from '@tanstack/react-query';
import { queries } from '../api/queries';
import type { Settings } from '../api/types';
import { usePlace } from '../app/router';
import { useBrand } from '../app/settings';
import { t } from '../texts';
import { Loaded } from '../ui/loaded';
import { Contacts } from './help/contacts';
import { SupportForm } from './help/support-form';

export function HelpPage() {
  const settings = useQuery(queries.settings);
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{t.help.title}</h1>
          <p className="lead">{t.help.lead}</p>
        </div>
      </header>
      <Loaded query={settings} shape="rows">
        {(known) => <Help settings={known} />}
      </Loaded>
    </>
  );
}

function Help({ settings }: { settings: Settings }) {
  const brand = useBrand();
  const { query } = usePlace();
  const { data: account } = useQuery(queries.account);
  return (
    <div className="help">
      <section className="card panel" aria-labelledby="questions">
        <h2 id="questions">{t.help.questions}</h2>
        {answers(settings).map(([question, answer]) => (
          <details key={question}>
            <summary>{question}</summary>
            <p>{answer}</p>
          </details>
        ))}
      </section>
      <section className="card panel" aria-labelledby="contact">
        <h2 id="contact">{t.help.contact}</h2>
        {settings.support.form && <SupportForm lease={query.get('lease')} />}
        <Contacts
          subject={t.help.subject(brand)}
          message={t.help.greeting(brand, account?.public_id ?? '')}
        />
      </section>
    </div>
  );
}

function answers(settings: Settings): [string, string][] {
  const minutes = Math.round(settings.lease_window_seconds / 60);
  const kept = Math.round(settings.content_seconds / 60);
  return [
    [t.help.noCode, t.help.noCodeAnswer(minutes)],
    [t.help.cancel, t.help.cancelAnswer(settings.cancel_after_seconds)],
    [t.help.afterCode, t.help.afterCodeAnswer],
    [t.help.wrongService, t.help.wrongServiceAnswer],
    [t.help.kept, t.help.keptAnswer(kept)],
    [t.help.allowed, t.help.allowedAnswer],
  ];
}
