// SPDX-License-Identifier: Apache-2.0
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { queries } from '../api/queries';
import type { Lease } from '../api/types';
import { Link, usePlace } from '../app/router';
import { countryText } from '../format/text';
import { t } from '../texts';
import { Button, ButtonLink } from '../ui/button';
import { PhoneNumber } from './lease/phone-number';
import { Moment } from '../ui/moment';
import { Empty, Failed, Skeleton } from '../ui/states';
import { CountryTag } from './get-number/offer-table';
import { ServiceMark } from './get-number/service-picker';
import { askedBy, filterIn, isNarrow, type HistoryFilter } from './history/filter';
import { ExportButton, Filters } from './history/filters';
import { moneyOutcome, reasonText, StatusPill } from './lease/outcome';

export function HistoryPage() {
  const { query } = usePlace();
  const filter = useMemo(() => filterIn(query), [query]);
  return (
    <>
      <header className="page-head with-act">
        <h1>{t.history.title}</h1>
        <ExportButton filter={filter} />
      </header>
      <Filters filter={filter} />
      <Leases filter={filter} />
    </>
  );
}

function Leases({ filter }: { filter: HistoryFilter }) {
  const leases = useInfiniteQuery({
    ...queries.leases(askedBy(filter)),
    placeholderData: keepPreviousData,
  });
  if (leases.isPending) return <Skeleton shape="rows" />;
  if (leases.data === undefined) {
    return <Failed error={leases.error} onRetry={() => void leases.refetch()} />;
  }
  const items = leases.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return isNarrow(filter) ? (
      <Empty
        icon="search"
        title={t.historyFilters.noneFound}
        hint={t.historyFilters.noneFoundHint}
      />
    ) : (
      <Empty icon="clock" title={t.history.none} hint={t.history.noneHint}>
        <ButtonLink href="/" look="primary">
          {t.nav.getNumber}
        </ButtonLink>
      </Empty>
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
