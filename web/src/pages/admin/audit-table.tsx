// SPDX-License-Identifier: Apache-2.0
import { useInfiniteQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries';
import type { AuditEntry } from '../../api/types';
import { Link } from '../../app/router';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { Moment } from '../../ui/moment';
import { Empty, Failed, Skeleton } from '../../ui/states';

interface AuditTableProps {
  /** Empty: of everybody. */
  account: string;
  /** Empty: all. */
  action: string;
}

export function AuditTable({ account, action }: AuditTableProps) {
  const entries = useInfiniteQuery(queries.admin.audit(account, action));
  if (entries.isPending) return <Skeleton shape="rows" />;
  if (entries.data === undefined) {
    return <Failed error={entries.error} onRetry={() => void entries.refetch()} />;
  }
  const items = entries.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return <Empty icon="inbox" title={t.admin.audit.none} hint={t.admin.audit.noneHint} />;
  }
  return (
    <>
      <table className="table audit">
        <thead>
          <tr>
            <th>{t.admin.audit.action}</th>
            <th>{t.admin.audit.actor}</th>
            <th>{t.admin.audit.object}</th>
            <th>{t.admin.audit.detail}</th>
            <th>{t.admin.audit.when}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((entry) => (
            <AuditRow key={entry.seq} entry={entry} />
          ))}
        </tbody>
      </table>
      {entries.hasNextPage && (
        <div className="more">
          <Button busy={entries.isFetchingNextPage} onClick={() => void entries.fetchNextPage()}>
            {t.common.loadMore}
          </Button>
        </div>
      )}
    </>
  );
}

/** Ids of accounts lead to them; the log knows other things as well. */
function Name({ id }: { id: string }) {
  return id.startsWith('ac_') ? (
    <Link href={`/admin/accounts/${id}`}>
      <code>{id}</code>
    </Link>
  ) : (
    <code>{id}</code>
  );
}

function AuditRow({ entry }: { entry: AuditEntry }) {
  const told = [
    entry.detail,
    entry.email,
    entry.reason,
    entry.ip,
    entry.repeats > 1 ? t.admin.audit.repeats(entry.repeats) : null,
  ].filter((part) => part !== null && part !== '');
  return (
    <tr title={t.admin.audit.seq(entry.seq)}>
      <th scope="row">
        {t.admin.audit.actions[entry.action] ?? entry.action}
        {entry.result !== 'ok' && (
          <span className="fine block error">{t.admin.audit.refused(entry.result)}</span>
        )}
      </th>
      <td data-label={t.admin.audit.actor}>
        <Name id={entry.actor} />
      </td>
      <td data-label={t.admin.audit.object}>{entry.object !== null && <Name id={entry.object} />}</td>
      <td className="told">
        {told.map((part, index) => (
          <bdi key={index}>{part}</bdi>
        ))}
      </td>
      <td className="when-cell">
        <Moment time={entry.at} />
      </td>
    </tr>
  );
}
