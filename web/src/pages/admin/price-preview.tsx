// SPDX-License-Identifier: Apache-2.0
// What a file of prices would change: how many, each with old and new, or what is wrong with it.
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { isProblem } from '../../api/problem';
import type { PricePreview } from '../../api/types';
import { moneyText } from '../../format/money';
import { countText } from '../../format/text';
import { t } from '../../texts';
import { fieldMessages } from '../../texts/explain';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { Note, ProblemNote } from '../../ui/states';
import { CountryTag } from '../get-number/offer-table';
import { More, useShown } from './shown';

type Counts = PricePreview['counts'];
type Change = PricePreview['changes'][number];
type Mistake = PricePreview['mistakes'][number];

const kinds = ['added', 'changed', 'withdrawn', 'returned', 'unchanged'] as const;

export function PriceCounts({ counts }: { counts: Counts }) {
  return (
    <dl className="price-counts">
      {kinds.map((kind) => (
        <div key={kind}>
          <dt>{t.prices.counts[kind]}</dt>
          <dd>{countText(counts[kind])}</dd>
        </div>
      ))}
    </dl>
  );
}

interface PreviewProps {
  name: string;
  plan: PricePreview;
  busy: boolean;
  /** Of the import, if it was tried. */
  error: unknown;
  onImport: (reason: string) => void;
  onAgain: () => void;
  onDiscard: () => void;
}

export function Preview({ name, plan, busy, error, onImport, onAgain, onDiscard }: PreviewProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="price-preview">
      <h4 ref={heading} tabIndex={-1}>
        {t.prices.previewOf(name)}
      </h4>
      {plan.mistakes_total > 0 && <Mistakes plan={plan} />}
      {plan.mistakes_total === 0 && <PriceCounts counts={plan.counts} />}
      {plan.mistakes_total === 0 && plan.changes.length === 0 && (
        <Note look="info" title={t.prices.nothing}>
          <p>{t.prices.nothingHint}</p>
        </Note>
      )}
      {plan.mistakes_total === 0 && plan.changes.length > 0 && (
        <>
          <Changes changes={plan.changes} />
          {error !== null && (
            <ProblemNote error={error}>
              {isProblem(error) && error.code === 'preview_outdated' && (
                <Button size="small" onClick={onAgain}>
                  {t.prices.again}
                </Button>
              )}
            </ProblemNote>
          )}
          <ReasonForm
            count={plan.changes.length}
            busy={busy}
            error={error}
            onImport={onImport}
            onDiscard={onDiscard}
          />
        </>
      )}
    </div>
  );
}

function Changes({ changes }: { changes: Change[] }) {
  const { shown, more, showMore } = useShown(changes);
  return (
    <>
      <table className="table price-changes">
        <thead>
          <tr>
            <th>{t.house.leases.service}</th>
            <th>{t.house.leases.country}</th>
            <th className="end">{t.prices.before}</th>
            <th className="end">{t.prices.after}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((change) => (
            <tr key={change.line}>
              <th scope="row">
                <bdi>{change.service_name}</bdi>
              </th>
              <td>
                <span className="country">
                  <CountryTag code={change.country} />
                  <bdi>{change.country_name}</bdi>
                </span>
              </td>
              <td className="end" data-label={t.prices.before}>
                <OfferPrice {...change.before} />
              </td>
              <td className="end after-cell" data-label={t.prices.after}>
                <OfferPrice {...change.after} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <More count={more} onClick={showMore} />
    </>
  );
}

/** A price, with where it comes from unless it was set. */
function OfferPrice({ source, price }: Change['before']) {
  if (price === null) return <span>{t.house.catalogue.sources[source]}</span>;
  return (
    <>
      <span>{moneyText(price)}</span>
      {source !== 'set' && <span className="fine block">{t.house.catalogue.sources[source]}</span>}
    </>
  );
}

interface ReasonFormProps {
  count: number;
  busy: boolean;
  error: unknown;
  onImport: (reason: string) => void;
  onDiscard: () => void;
}

function ReasonForm({ count, busy, error, onImport, onDiscard }: ReasonFormProps) {
  const [reason, setReason] = useState('');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!busy) onImport(reason);
  };
  return (
    <form className="form" onSubmit={submit}>
      <Field
        label={t.admin.reason}
        hint={t.admin.reasonHint}
        error={fieldMessages(error)['reason']}
        required
        maxLength={500}
        autoComplete="off"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className="dialog-acts">
        <Button onClick={onDiscard}>{t.prices.discard}</Button>
        <Button type="submit" look="primary" busy={busy} disabled={reason.trim() === ''}>
          {t.prices.apply(count)}
        </Button>
      </div>
    </form>
  );
}

function Mistakes({ plan: { mistakes, mistakes_total: total } }: { plan: PricePreview }) {
  return (
    <Note look="problem" title={t.prices.mistakes(total)}>
      <p>{t.prices.mistakesHint}</p>
      <ul className="price-mistakes">
        {mistakes.map((mistake) => (
          <MistakeLine key={`${mistake.line} ${mistake.character} ${mistake.code}`} {...mistake} />
        ))}
      </ul>
      {total > mistakes.length && (
        <p className="fine">{t.prices.moreMistakes(total - mistakes.length)}</p>
      )}
    </Note>
  );
}

function MistakeLine({ line, column, code }: Mistake) {
  return (
    <li>
      <strong>
        {t.prices.line(line)}
        {column !== null && (
          <>
            {' '}
            <code dir="ltr">{column}</code>
          </>
        )}
      </strong>{' '}
      {t.prices.mistake[code]}
    </li>
  );
}
