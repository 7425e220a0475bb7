// SPDX-License-Identifier: Apache-2.0
// Suppliers: whether their messages are taken in, how many numbers they have, and how often a code
// came lately.
import { useInfiniteQuery } from '@tanstack/react-query';
import { houseQueries } from '../../api/house';
import type { HouseSupplier } from '../../api/types';
import { Link } from '../../app/router';
import { countText, momentText, shareText } from '../../format/text';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { Moment } from '../../ui/moment';
import { Empty, Failed, Skeleton } from '../../ui/states';

export function Suppliers() {
  const list = useInfiniteQuery(houseQueries.suppliers);
  if (list.isPending) return <Skeleton shape="rows" />;
  if (list.data === undefined) {
    return <Failed error={list.error} onRetry={() => void list.refetch()} />;
  }
  const suppliers = list.data.pages.flatMap(({ items }) => items);
  const newest = list.data.pages.at(-1);
  if (suppliers.length === 0) {
    return <Empty icon="inbox" title={t.suppliers.none} hint={t.suppliers.noneHint} />;
  }
  return (
    <div className="admin">
      <table className="table house-suppliers">
        <thead>
          <tr>
            <th>{t.suppliers.supplier}</th>
            <th>{t.suppliers.state}</th>
            <th className="end">{t.suppliers.numbers}</th>
            <th className="end">{t.suppliers.delivery}</th>
            <th className="end">{t.suppliers.lastMessage}</th>
          </tr>
        </thead>
        <tbody>
          {suppliers.map((supplier) => (
            <Row key={supplier.slug} supplier={supplier} since={newest?.messages_since ?? null} />
          ))}
        </tbody>
      </table>
      {list.hasNextPage && (
        <div className="more">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t.common.loadMore}
          </Button>
        </div>
      )}
      {newest !== undefined && (
        <p className="fine">{t.suppliers.since(momentText(newest.leases_since))}</p>
      )}
    </div>
  );
}

function Row({ supplier, since }: { supplier: HouseSupplier; since: string | null }) {
  const { numbers, operator_account: operator } = supplier;
  return (
    <tr>
      <th scope="row">
        <Link href={`/admin/leases?supplier=${encodeURIComponent(supplier.slug)}`}>
          <bdi>{supplier.name}</bdi>
        </Link>
        <span className="fine block">
          <code>{supplier.slug}</code> · <code>{supplier.kind}</code>
        </span>
        {operator !== null && (
          <span className="fine block">
            {t.suppliers.operator}{' '}
            <Link href={`/admin/accounts/${operator.id}`}>
              <bdi>{operator.username ?? operator.id}</bdi>
            </Link>
          </span>
        )}
      </th>
      <td className="status-cell">
        <StatePill supplier={supplier} />
      </td>
      <td className="end" data-label={t.suppliers.numbers}>
        {t.suppliers.active(countText(numbers.active), numbers.more)}
        {numbers.paused > 0 && <span className="fine block">{t.suppliers.paused(countText(numbers.paused))}</span>}
      </td>
      <td className="end" data-label={t.suppliers.delivery}>
        {supplier.success_rate === null ? '–' : shareText(supplier.success_rate)}
        <span className="fine block">
          {t.suppliers.ofLeases(countText(supplier.delivered), countText(supplier.closed))}
        </span>
      </td>
      <td className="end" data-label={t.suppliers.lastMessage}>
        {supplier.last_message_at !== null ? (
          <Moment time={supplier.last_message_at} />
        ) : (
          <span className="fine">{since === null ? t.suppliers.never : t.suppliers.notSince(momentText(since))}</span>
        )}
      </td>
    </tr>
  );
}

function StatePill({ supplier: { enabled, connected } }: { supplier: HouseSupplier }) {
  if (!enabled) return <span className="pill cancelled">{t.suppliers.disabled}</span>;
  return connected ? (
    <span className="pill completed">{t.suppliers.connected}</span>
  ) : (
    <span className="pill failed">{t.suppliers.disconnected}</span>
  );
}
