// SPDX-License-Identifier: Apache-2.0
import { useInfiniteQuery } from '@tanstack/react-query';
import { queries } from '../api/queries';
import type { Lease } from '../api/types';
import { pathWith } from '../api/client';
import { go, Link, usePlace } from '../app/router';
import { countryText } from '../format/text';
import { t } from '../texts';
import { Button, ButtonLink } from '../ui/button';
import { PhoneNumber } from './lease/phone-number';
import { Moment } from '../ui/moment';
import { Empty, Failed, Skeleton } from '../ui/states';
import { CountryTag } from './get-number/offer-table';
import { ServiceMark } from './get-number/service-picker';
import { moneyOutcome, reasonText, StatusPill } from './lease/outcome';

type Filter = keyof typeof t.history.filters;
const filters = Object.keys(t.history.filters) as Filter[];

export function HistoryPage() {
  const { query } = usePlace();
  const asked = query.get('status') as Filter | null;
  const status = asked !== null && filters.includes(asked) ? asked : '';
  return (
    <>
      <header className="page-head">
        <h1>{t.history.title}</h1>
      </header>
      <div className="chips" role="group" aria-label={t.history.filter}>
        {filters.map((value) => (
          <button
            key={value}
            type="button"
            className="chip"
            aria-pressed={status === value}
            onClick={() => go(pathWith('/history', { status: value }), 'replace')}
          >
            {t.history.filters[value]}
          </button>
        ))}
      </div>
      <Leases key={status} status={status} />
    </>
  );
}

function Leases({ status }: { status: Filter }) {
  const leases = useInfiniteQuery(queries.leases(status));
  if (leases.isPending) return <Skeleton shape="rows" />;
  if (leases.data === undefined) {
    return <Failed error={leases.error} onRetry={() => void leases.refetch()} />;
  }
  const items = leases.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return status === '' ? (
      <Empty icon="clock" title={t.history.none} hint={t.history.noneHint}>
        <ButtonLink href="/" look="primary">
          {t.nav.getNumber}
        </ButtonLink>
      </Empty>
    ) : (
      <Empty icon="clock" title={t.history.noneMatch} />
    );
  }
  return (
    <>
      <table className="table history">
        <thead>
          <tr>
            <th>{t.history.service}</th>
            <th>{t.history.number}</th>
            <th>{t.history.status}</th>
            <th className="end">{t.history.money}</th>
            <th className="end">{t.history.when}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((lease) => (
            <LeaseRow key={lease.id} lease={lease} />
          ))}
        </tbody>
      </table>
      {leases.hasNextPage && (
        <div className="more">
          <Button busy={leases.isFetchingNextPage} onClick={() => void leases.fetchNextPage()}>
            {t.common.loadMore}
          </Button>
        </div>
      )}
    </>
  );
}

function LeaseRow({ lease }: { lease: Lease }) {
  const reason = reasonText(lease);
  return (
    <tr>
      <th scope="row">
        <Link className="service-link" href={`/leases/${lease.id}`}>
          <ServiceMark service={lease.service} name={lease.service_name} />
          <span>
            <bdi>{lease.service_name}</bdi>
            <span className="country fine">
              <CountryTag code={lease.country} />
              <bdi>{countryText(lease.country, lease.country_name)}</bdi>
            </span>
          </span>
        </Link>
      </th>
      <td className="tabular number-cell">
        <PhoneNumber lease={lease} />
      </td>
      <td className="status-cell">
        <StatusPill lease={lease} />
        {reason !== null && <span className="fine block">{reason}</span>}
      </td>
      <td className="end money-cell">{moneyOutcome(lease)}</td>
      <td className="end when-cell">
        <Moment time={lease.opened_at} />
      </td>
    </tr>
  );
}
