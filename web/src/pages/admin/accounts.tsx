// SPDX-License-Identifier: Apache-2.0
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { pathWith } from '../../api/client';
import { queries } from '../../api/queries';
import type { Account } from '../../api/types';
import { go, Link, usePlace } from '../../app/router';
import { dayText } from '../../format/text';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { Search } from '../../ui/field';
import { Empty, Failed, Skeleton } from '../../ui/states';
import { AccountStatus } from './account-status';

const typingPause = 300;

/** The text once nothing was typed for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), typingPause);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}

export function Accounts() {
  const { query } = usePlace();
  const [text, setText] = useState(query.get('search') ?? '');
  const search = useSettled(text.trim());
  useEffect(() => {
    if (search !== (query.get('search') ?? '')) go(pathWith('/admin/accounts', { search }), 'replace');
  }, [search, query]);
  return (
    <div className="admin">
      <Search label={t.admin.search} value={text} onChange={setText} />
      <AccountList search={search} />
    </div>
  );
}

function AccountList({ search }: { search: string }) {
  const accounts = useInfiniteQuery(queries.admin.accounts(search));
  if (accounts.isPending) return <Skeleton shape="rows" />;
  if (accounts.data === undefined) {
    return <Failed error={accounts.error} onRetry={() => void accounts.refetch()} />;
  }
  const items = accounts.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return <Empty icon="search" title={t.admin.none} hint={t.admin.noneHint} />;
  }
  return (
    <>
      <table className="table accounts">
        <thead>
          <tr>
            <th>{t.admin.account}</th>
            <th>{t.admin.email}</th>
            <th>{t.admin.role}</th>
            <th>{t.admin.plan}</th>
            <th>{t.admin.created}</th>
            <th>{t.admin.status}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((account) => (
            <AccountRow key={account.id} account={account} />
          ))}
        </tbody>
      </table>
      {accounts.hasNextPage && (
        <div className="more">
          <Button busy={accounts.isFetchingNextPage} onClick={() => void accounts.fetchNextPage()}>
            {t.common.loadMore}
          </Button>
        </div>
      )}
    </>
  );
}

function AccountRow({ account }: { account: Account }) {
  return (
    <tr>
      <th scope="row">
        <Link href={`/admin/accounts/${account.id}`}>
          <bdi>{account.username}</bdi>
        </Link>
        <code className="block fine">{account.public_id}</code>
      </th>
      <td className="email">
        <bdi>{account.email}</bdi>
      </td>
      <td data-label={t.admin.role}>{t.account.roles[account.role]}</td>
      <td data-label={t.admin.plan}>{account.plan}</td>
      <td className="when-cell" data-label={t.admin.created}>
        {dayText(account.created_at)}
      </td>
      <td className="status-cell">
        <AccountStatus status={account.status} />
      </td>
    </tr>
  );
}
