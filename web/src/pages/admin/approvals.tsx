// SPDX-License-Identifier: Apache-2.0
// SEC-A5: credits that wait for a second administrator, and what became of the others.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { pathWith } from '../../api/client';
import { queries } from '../../api/queries';
import type { CreditApproval } from '../../api/types';
import { go, Link, usePlace } from '../../app/router';
import { moneyText } from '../../format/money';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { Moment } from '../../ui/moment';
import { Empty, Failed, Skeleton } from '../../ui/states';
import { DecideDialog, type Decision } from './decide';

type Filter = keyof typeof t.admin.approvals.filters;
const filters: readonly Filter[] = ['pending', 'all'];

export function Approvals() {
  const { query } = usePlace();
  const filter: Filter = query.get('show') === 'all' ? 'all' : 'pending';
  return (
    <div className="admin">
      <p className="lead">{t.admin.approvals.lead}</p>
      <div className="chips" role="group" aria-label={t.admin.approvals.status}>
        {filters.map((value) => (
          <button
            key={value}
            type="button"
            className="chip"
            aria-pressed={filter === value}
            onClick={() =>
              go(pathWith('/admin/approvals', { show: value === 'all' ? value : '' }), 'replace')
            }
          >
            {t.admin.approvals.filters[value]}
          </button>
        ))}
      </div>
      <ApprovalList key={filter} filter={filter} />
    </div>
  );
}

function ApprovalList({ filter }: { filter: Filter }) {
  const approvals = useInfiniteQuery(queries.admin.approvals(filter === 'pending' ? 'pending_approval' : ''));
  const [deciding, setDeciding] = useState<Decision | null>(null);
  if (approvals.isPending) return <Skeleton shape="rows" />;
  if (approvals.data === undefined) {
    return <Failed error={approvals.error} onRetry={() => void approvals.refetch()} />;
  }
  const items = approvals.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return <Empty icon="check" title={t.admin.approvals.none} hint={t.admin.approvals.noneHint} />;
  }
  return (
    <>
      <table className="table approvals">
        <thead>
          <tr>
            <th>{t.admin.account}</th>
            <th className="end">{t.admin.approvals.amount}</th>
            <th>{t.admin.approvals.reason}</th>
            <th>{t.admin.approvals.askedBy}</th>
            <th>{t.admin.approvals.until}</th>
            <th>{t.admin.approvals.acts}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((approval) => (
            <ApprovalRow key={approval.id} approval={approval} onDecide={setDeciding} />
          ))}
        </tbody>
      </table>
      {approvals.hasNextPage && (
        <div className="more">
          <Button busy={approvals.isFetchingNextPage} onClick={() => void approvals.fetchNextPage()}>
            {t.common.loadMore}
          </Button>
        </div>
      )}
      {deciding !== null && <DecideDialog {...deciding} onClose={() => setDeciding(null)} />}
    </>
  );
}

interface RowProps {
  approval: CreditApproval;
  onDecide: (decision: Decision) => void;
}

function ApprovalRow({ approval, onDecide }: RowProps) {
  const { account, asked_by: by } = approval;
  return (
    <tr>
      <th scope="row">
        <Link href={`/admin/accounts/${account.id}`}>
          <bdi>{account.username ?? account.id}</bdi>
        </Link>
      </th>
      <td className="end tabular">{moneyText(approval.amount)}</td>
      <td className="reason-cell">
        <bdi>{approval.reason}</bdi>
      </td>
      <td data-label={t.admin.approvals.askedBy}>
        <bdi>{by.username ?? by.id}</bdi>
      </td>
      <td className="when-cell" data-label={t.admin.approvals.until}>
        <Moment time={approval.expires_at} />
      </td>
      <td className="act">
        <Outcome approval={approval} onDecide={onDecide} />
      </td>
    </tr>
  );
}

function Outcome({ approval, onDecide }: RowProps) {
  const { data: own } = useQuery(queries.account);
  const { status, decided_by: decider } = approval;
  if (status !== 'pending_approval') {
    const name = decider?.username ?? decider?.id;
    return (
      <>
        <span className={status === 'approved' ? 'pill completed' : 'pill'}>
          {t.admin.approvals.statuses[status]}
        </span>{' '}
        {name !== undefined && <span className="fine">{t.admin.approvals.decidedBy(name)}</span>}
      </>
    );
  }
  if (own?.id === approval.asked_by.id || own?.id === approval.account.id) {
    return <span className="fine">{t.admin.approvals.own}</span>;
  }
  return (
    <div className="acts">
      <Button size="small" look="primary" onClick={() => onDecide({ approval, verdict: 'approve' })}>
        {t.admin.approvals.approve}
      </Button>
      <Button size="small" onClick={() => onDecide({ approval, verdict: 'reject' })}>
        {t.admin.approvals.reject}
      </Button>
    </div>
  );
}
