// SPDX-License-Identifier: Apache-2.0
// How the operator's numbers do, and what they earned.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { operatorQueries, type Overview as Figures } from '../../api/operator';
import { moneyText } from '../../format/money';
import { countText } from '../../format/text';
import { t } from '../../texts';
import { ButtonLink } from '../../ui/button';
import { Loaded } from '../../ui/loaded';
import { Empty, Failed, Note, Skeleton } from '../../ui/states';
import { EarningsChart } from './earnings-chart';
import { EarningsTable } from './earnings-table';

const spans = [7, 30, 90] as const;

export function Overview() {
  const overview = useQuery(operatorQueries.overview);
  if (overview.isPending) return <Skeleton shape="figures" />;
  if (overview.data === undefined) {
    return <Failed error={overview.error} onRetry={() => void overview.refetch()} />;
  }
  const { numbers, suppliers } = overview.data;
  if (suppliers.length === 0) {
    return <Empty icon="signal" title={t.operator.noConnection} hint={t.operator.noConnectionHint} />;
  }
  if (numbers.active + numbers.paused + numbers.retired === 0) {
    return (
      <Empty icon="signal" title={t.operator.numbers.none} hint={t.operator.numbers.noneHint}>
        <ButtonLink href="/operator/numbers" look="primary">
          {t.operator.tabs.numbers}
        </ButtonLink>
      </Empty>
    );
  }
  return (
    <div className="operator">
      {suppliers
        .filter(({ enabled }) => !enabled)
        .map(({ id, name }) => (
          <Note key={id} look="info" title={t.operator.switchedOff(name)} />
        ))}
      <FigureCards overview={overview.data} />
      <EarningsSection />
    </div>
  );
}

function FigureCards({ overview }: { overview: Figures }) {
  const { numbers } = overview;
  const words = t.operator.overview;
  return (
    <div className="operator-figures">
      <div className="card figure">
        <h2>{words.today}</h2>
        <p className="amount">{moneyText(overview.earned_today)}</p>
        <p className="fine">{words.todayHint}</p>
      </div>
      <div className="card figure">
        <h2>{words.month}</h2>
        <p className="amount">{moneyText(overview.earned_30_days)}</p>
        <p className="fine">{words.codes(overview.codes_30_days)}</p>
      </div>
      <div className="card figure">
        <h2>{words.leasedNow}</h2>
        <p className="amount">{countText(numbers.leased)}</p>
        <p className="fine">{words.stock(numbers.active, numbers.paused)}</p>
      </div>
    </div>
  );
}

function EarningsSection() {
  const [span, setSpan] = useState<number>(30);
  const [asTable, setAsTable] = useState(false);
  const earnings = useQuery(operatorQueries.earnings(span));
  const words = t.operator.earnings;
  return (
    <section className="card earnings" aria-labelledby="earnings-title">
      <header className="earnings-head">
        <h2 id="earnings-title">{words.title}</h2>
        <div className="chips" role="group" aria-label={words.span}>
          {spans.map((days) => (
            <button
              key={days}
              type="button"
              className="chip"
              aria-pressed={days === span}
              onClick={() => setSpan(days)}
            >
              {words.days(days)}
            </button>
          ))}
          <button
            type="button"
            className="chip"
            aria-pressed={asTable}
            onClick={() => setAsTable(!asTable)}
          >
            {words.asTable}
          </button>
        </div>
      </header>
      <Loaded query={earnings} shape="cards">
        {(known) => (
          <>
            <p className="amount">{moneyText(known.total)}</p>
            <p className="fine">
              {t.operator.overview.codes(known.codes)} · {words.utc}
            </p>
            {asTable ? <EarningsTable earnings={known} /> : <EarningsChart earnings={known} />}
          </>
        )}
      </Loaded>
    </section>
  );
}
