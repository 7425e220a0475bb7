// SPDX-License-Identifier: Apache-2.0
// An answer as it came. It may hold the content of a message, so it leaves the screen when the server
// has deleted that (M6).
import { useEffect, useMemo, useState } from 'react';
import type { Exchange } from '../../api/client';
import { useContentSeconds } from '../../app/settings';
import { t } from '../../texts';
import { CopyButton } from '../../ui/copy';

const shownAtMost = 100_000;

/** JSON laid out; anything else as it is. */
export function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}

export function AnswerView({ answer }: { answer: Exchange }) {
  const seconds = useContentSeconds();
  const [isOver, setOver] = useState(false);
  const text = useMemo(() => readable(answer.body), [answer.body]);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), seconds * 1000);
    return () => clearTimeout(timer);
  }, [seconds]);
  const isGood = answer.status < 400;
  return (
    <section className="card panel answer" aria-label={t.developers.explorer.answer}>
      <header className="panel-head">
        <h3>
          <span className={isGood ? 'status-code good' : 'status-code bad'} role="status">
            {answer.status}
          </span>{' '}
          <span className="fine">{t.developers.explorer.took(Math.round(answer.milliseconds))}</span>
        </h3>
        {!isOver && text !== '' && <CopyButton text={text} label={t.common.copy} />}
      </header>
      {isOver ? (
        <p className="fine">{t.developers.explorer.over}</p>
      ) : (
        <AnswerText text={text} answer={answer} />
      )}
    </section>
  );
}

function AnswerText({ text, answer }: { text: string; answer: Exchange }) {
  return (
    <>
      <pre dir="ltr" tabIndex={0} aria-label={t.developers.explorer.answer}>
        {text === '' ? t.developers.explorer.noBody : text.slice(0, shownAtMost)}
      </pre>
      {text.length > shownAtMost && <p className="fine">{t.developers.explorer.cut}</p>}
      <details>
        <summary className="fine">{t.developers.explorer.headers}</summary>
        <dl className="headers">
          {answer.headers.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}
