// SPDX-License-Identifier: Apache-2.0
// Leases that the operator's numbers served. M7: never what a message said, never whose it was.
import { useInfiniteQuery } from '@tanstack/react-query';
import { operatorQueries, type ServedLease } from '../../api/operator';
import { Link } from '../../app/router';
import { moneyText } from '../../format/money';
import { countryText } from '../../format/text';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { Moment } from '../../ui/moment';
import { Empty, Failed, Skeleton } from '../../ui/states';
import { CountryTag } from '../get-number/offer-table';
import { ServiceMark } from '../get-number/service-picker';

export function ServedLeases() {
  return (
    <div className="operator">
      <p className="lead">{t.operator.leases.lead}</p>
      <LeaseTable number="" />
    </div>
  );
}

/** Of one number, or of all. */
export function LeaseTable({ number }: { number: string }) {
  const leases = useInfiniteQuery(operatorQueries.leases(number));
  const words = t.operator.leases;
  if (leases.isPending) return <Skeleton shape="rows" />;
  if (leases.data === undefined) {
    return <Failed error={leases.error} onRetry={() => void leases.refetch()} />;
  }
  const items = leases.data.pages.flatMap((page) => page.items);
  // Of one number a page may be empty though older ones are not.
  const isMore = leases.hasNextPage && (
    <div className="more">
      <Button busy={leases.isFetchingNextPage} onClick={() => void leases.fetchNextPage()}>
        {items.length === 0 ? words.lookFurther : t.common.loadMore}
      </Button>
    </div>
  );
  if (items.length === 0) {
    return isMore === false ? (
      <Empty icon="inbox" title={words.none} hint={words.noneHint} />
    ) : (
      <>
        <p className="fine">{words.noneAmongNewest}</p>
        {isMore}
      </>
    );
  }
  return (
    <>
      <table className="table served">
        <thead>
          <tr>
            <th>{words.service}</th>
            <th>{t.operator.numbers.number}</th>
            <th>{words.status}</th>
            <th>{words.opened}</th>
            <th className="end">{words.earned}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((lease) => (
            <LeaseRow key={lease.id} lease={lease} />
          ))}
        </tbody>
      </table>
      {isMore}
    </>
  );
}

const looks: Partial<Record<ServedLease['status'], string>> = {
  waiting: 'waiting',
  received: 'received',
  completed: 'completed',
  failed: 'failed',
};

function LeaseRow({ lease }: { lease: ServedLease }) {
  return (
    <tr>
      <th scope="row">
        <span className="service-link">
          <ServiceMark service={lease.service} name={lease.service_name} />
          <span>
            <bdi>{lease.service_name}</bdi>
            <span className="country fine">
              <CountryTag code={lease.country} />
              <bdi>{countryText(lease.country, lease.country_name)}</bdi>
            </span>
          </span>
        </span>
      </th>
      <td className="tabular number-cell">
        <Link href={`/operator/numbers/${lease.number_id}`}>
          <bdi>{lease.number}</bdi>
        </Link>
      </td>
      <td className="status-cell">
        <span className={`pill ${looks[lease.status] ?? ''}`}>
          {t.lease.statusShort[lease.status]}
        </span>
      </td>
      <td className="when-cell">
        <Moment time={lease.opened_at} />
      </td>
      <td className="end tabular earned-cell">
        {lease.earned === null ? <span className="fine">{t.operator.leases.nothing}</span> : moneyText(lease.earned)}
      </td>
    </tr>
  );
}
