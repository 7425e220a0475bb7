// SPDX-License-Identifier: Apache-2.0
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { queries } from '../api/queries';
import type { Lease, Transfer } from '../api/types';
import { Link } from '../app/router';
import { microUnits, moneyText, signedMoneyText } from '../format/money';
import { countryText } from '../format/text';
import { t } from '../texts';
import { Button } from '../ui/button';
import { CopyIcon } from '../ui/copy';
import { Moment } from '../ui/moment';
import { Empty, Failed, Skeleton } from '../ui/states';

export function WalletPage() {
  return (
    <>
      <header className="page-head">
        <h1>{t.wallet.title}</h1>
      </header>
      <Figures />
      <section>
        <h2 className="section-title">{t.wallet.statement}</h2>
        <Statement />
      </section>
    </>
  );
}

function Figures() {
  const wallet = useQuery(queries.wallet);
  const { data: account } = useQuery(queries.account);
  if (wallet.isPending) return <Skeleton shape="figures" />;
  if (wallet.data === undefined) {
    return <Failed error={wallet.error} onRetry={() => void wallet.refetch()} />;
  }
  return (
    <div className="figures">
      <div className="card figure">
        <h2>{t.wallet.balance}</h2>
        <p className="amount">{moneyText(wallet.data.balance)}</p>
        {account && (
          <p className="fine top-up">
            {t.wallet.topUp} <code>{account.public_id}</code>
            <CopyIcon text={account.public_id} label={t.common.copy} />
            <Link href="/recharge">{t.help.toRecharge}</Link>
          </p>
        )}
      </div>
      <div className="card figure">
        <h2>{t.wallet.held}</h2>
        <p className="amount quiet">{moneyText(wallet.data.held)}</p>
        <p className="fine">{t.wallet.heldHint}</p>
      </div>
    </div>
  );
}

/** Transfers name a lease by its id only: as many pages of leases tell what each was for. */
function Statement() {
  const transfers = useInfiniteQuery(queries.transfers);
  const leases = useInfiniteQuery(queries.leases({}));
  if (transfers.isPending) return <Skeleton shape="rows" />;
  if (transfers.data === undefined) {
    return <Failed error={transfers.error} onRetry={() => void transfers.refetch()} />;
  }
  const items = transfers.data.pages.flatMap((page) => page.items);
  const leaseOf = new Map(leases.data?.pages.flatMap((page) => page.items.map((lease) => [lease.id, lease])));
  if (items.length === 0) {
    return <Empty icon="wallet" title={t.wallet.none} hint={t.wallet.noneHint} />;
  }
  return (
    <>
      <table className="table statement">
        <thead>
          <tr>
            <th>{t.wallet.kind}</th>
            <th>{t.wallet.description}</th>
            <th>{t.wallet.when}</th>
            <th className="end">{t.wallet.amount}</th>
            <th className="end">{t.wallet.after}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((transfer) => (
            <TransferRow
              key={transfer.id}
              transfer={transfer}
              lease={leaseOf.get(transfer.lease_id ?? '')}
            />
          ))}
        </tbody>
      </table>
      {transfers.hasNextPage && (
        <div className="more">
          <Button
            busy={transfers.isFetchingNextPage}
            onClick={() => {
              void transfers.fetchNextPage();
              if (leases.hasNextPage) void leases.fetchNextPage();
            }}
          >
            {t.common.loadMore}
          </Button>
        </div>
      )}
    </>
  );
}

function TransferRow({ transfer, lease }: { transfer: Transfer; lease: Lease | undefined }) {
  const gain = (microUnits(transfer.amount.amount) ?? 0n) > 0n;
  return (
    <tr data-kind={transfer.kind}>
      <th scope="row">{t.wallet.kinds[transfer.kind]}</th>
      <td className="description">
        {transfer.lease_id === null ? (
          <bdi>{transfer.description}</bdi>
        ) : (
          <Link href={`/leases/${transfer.lease_id}`}>
            <bdi>{lease === undefined ? transfer.lease_id : t.wallet.leaseOf(lease.service_name, countryText(lease.country, lease.country_name))}</bdi>
          </Link>
        )}
      </td>
      <td className="when-cell">
        <Moment time={transfer.booked_at} />
      </td>
      <td className={gain ? 'end tabular gain' : 'end tabular'}>
        {signedMoneyText(transfer.amount)}
      </td>
      <td className="end tabular after" data-label={t.wallet.after}>
        {moneyText(transfer.balance_after)}
      </td>
    </tr>
  );
}
