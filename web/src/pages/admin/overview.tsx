// SPDX-License-Identifier: Apache-2.0
// How the house is doing: what is open now, what leases did in the last hour, day or week, and what
// its nodes have to do. It looks again by itself.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { pathWith } from '../../api/client';
import { houseQueries, overviewRanges, type OverviewRange } from '../../api/house';
import type { Money, Overview as State } from '../../api/types';
import { go, Link, usePlace } from '../../app/router';
import { moneyText } from '../../format/money';
import { countText, periodText, rateText, shareText } from '../../format/text';
import { t } from '../../texts';
import { Chart } from '../../ui/chart';
import { Moment } from '../../ui/moment';
import { Failed, Skeleton } from '../../ui/states';

export function Overview() {
  const { query } = usePlace();
  const range = overviewRanges.find((name) => name === query.get('range')) ?? 'hour';
  const overview = useQuery(houseQueries.overview(range));
  return (
    <div className="admin">
      <div className="chips" role="group" aria-label={t.overview.range}>
        {overviewRanges.map((name) => (
          <button
            key={name}
            type="button"
            className="chip"
            aria-pressed={range === name}
            onClick={() => go(pathWith('/admin/overview', { range: name === 'hour' ? '' : name }), 'replace')}
          >
            {t.overview.ranges[name]}
          </button>
        ))}
      </div>
      {overview.isPending ? (
        <Skeleton shape="figures" />
      ) : overview.data === undefined ? (
        <Failed error={overview.error} onRetry={() => void overview.refetch()} />
      ) : (
        <Shown state={overview.data} range={range} />
      )}
    </div>
  );
}

function Shown({ state, range }: { state: State; range: OverviewRange }) {
  return (
    <>
      <Now state={state} />
      <section className="overview-part">
        <h2 className="section-title">{t.overview.overTime[range]}</h2>
        <Figures state={state} />
        <Charts state={state} range={range} />
        <p className="fine">
          {t.overview.asOf} <Moment time={state.as_of} />
          {range === 'week' && ` · ${t.overview.utcDays}`}
        </p>
      </section>
      <Nodes state={state} />
    </>
  );
}

const sums = (amounts: Money[]): string =>
  amounts.length === 0 ? '–' : amounts.map((money) => moneyText(money)).join(' · ');

function Value({ name, value, children }: { name: string; value: ReactNode; children?: ReactNode }) {
  return (
    <div className="card">
      <dt>{name}</dt>
      <dd className="value">{value}</dd>
      {children !== undefined && <dd className="fine">{children}</dd>}
    </div>
  );
}

function Now({ state: { live, emails_waiting, emails_given_up } }: { state: State }) {
  return (
    <section className="overview-part">
      <h2 className="section-title">{t.overview.now}</h2>
      <dl className="numbers-now">
        <Value name={t.overview.waiting} value={countText(live.waiting)}>
          <Link href="/admin/leases?status=waiting">{t.overview.showThem}</Link>
        </Value>
        <Value name={t.overview.received} value={countText(live.received)}>
          {t.overview.receivedHint}
        </Value>
        <Value name={t.overview.held} value={sums(live.held)}>
          {t.overview.heldHint}
        </Value>
        {emails_waiting !== null && (
          <Value name={t.overview.emails} value={countText(emails_waiting)}>
            {t.overview.givenUp(countText(emails_given_up ?? 0))}
          </Value>
        )}
      </dl>
    </section>
  );
}

function Figures({ state: { totals } }: { state: State }) {
  const tried = totals.delivered + totals.missed + totals.kept;
  return (
    <dl className="numbers-now">
      <Value name={t.overview.perMinute} value={rateText(totals.opened_per_minute)}>
        {t.overview.openedInAll(countText(totals.opened))}
      </Value>
      <Value
        name={t.overview.success}
        value={totals.success_rate === null ? '–' : shareText(totals.success_rate)}
      >
        {tried === 0
          ? t.overview.noneClosed
          : t.overview.successOf(countText(totals.delivered), countText(tried))}
      </Value>
      <Value
        name={t.overview.codeTime}
        value={totals.median_seconds === null ? '–' : t.overview.seconds(countText(totals.median_seconds))}
      >
        {totals.p90_seconds === null ? t.overview.noCode : t.overview.p90Within(countText(totals.p90_seconds))}
      </Value>
      <Value name={t.overview.refunded} value={sums(totals.refunded)}>
        {t.overview.refunds(countText(totals.missed + totals.withdrawn))}
      </Value>
      <Value name={t.overview.earned} value={sums(totals.earned)}>
        {t.overview.earnedHint}
      </Value>
    </dl>
  );
}

function Charts({ state, range }: { state: State; range: OverviewRange }) {
  const { periods } = state;
  const names = periods.map(({ from }) => periodText(from, range));
  const of = (key: 'opened' | 'delivered' | 'refunded' | 'kept' | 'median_seconds' | 'p90_seconds') =>
    periods.map((period) => period[key]);
  return (
    <div className="charts">
      <Chart
        title={t.overview.openedLeases}
        kind="bars"
        periods={names}
        series={[{ name: t.overview.opened, look: 'one', values: of('opened') }]}
        none={t.overview.noneOpened}
      />
      <Chart
        title={t.overview.closedLeases}
        kind="bars"
        periods={names}
        series={[
          { name: t.overview.delivered, look: 'good', values: of('delivered') },
          { name: t.overview.givenBack, look: 'soft', values: of('refunded') },
          { name: t.overview.kept, look: 'two', values: of('kept') },
        ]}
        none={t.overview.noneClosed}
      />
      <Chart
        title={t.overview.codeTimes}
        kind="lines"
        periods={names}
        series={[
          { name: t.overview.median, look: 'one', values: of('median_seconds') },
          { name: t.overview.p90, look: 'two', values: of('p90_seconds') },
        ]}
        text={(value) => t.overview.seconds(countText(value))}
        none={t.overview.noCode}
      />
    </div>
  );
}

function Nodes({ state: { nodes } }: { state: State }) {
  return (
    <section className="overview-part">
      <h2 className="section-title">{t.overview.nodes}</h2>
      <table className="table nodes">
        <thead>
          <tr>
            <th>{t.overview.node}</th>
            <th>{t.overview.version}</th>
            <th>{t.overview.store}</th>
            <th>{t.overview.since}</th>
            <th className="end">{t.overview.writes}</th>
            <th className="end">{t.overview.hashes}</th>
            <th className="end">{t.overview.listeners}</th>
          </tr>
        </thead>
        <tbody>
          {nodes.map((node) => (
            <tr key={node.node}>
              <th scope="row">{t.overview.nodeNumber(node.node)}</th>
              <td data-label={t.overview.version}>
                <bdi dir="ltr">{node.version}</bdi>
              </td>
              <td data-label={t.overview.store}>{engines[node.engine]}</td>
              <td data-label={t.overview.since}>
                <Moment time={node.started_at} />
              </td>
              <td className="end" data-label={t.overview.writes}>
                {countText(node.store_writes_waiting)}
              </td>
              <td className="end" data-label={t.overview.hashes}>
                {countText(node.password_hashes_waiting)}
              </td>
              <td className="end" data-label={t.overview.listeners}>
                {countText(node.listeners)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="fine">{t.overview.nodesHint}</p>
    </section>
  );
}

/** Names of products, the same everywhere. */
const engines = { sqlite: 'SQLite', postgres: 'PostgreSQL' };
