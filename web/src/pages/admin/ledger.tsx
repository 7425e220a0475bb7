// SPDX-License-Identifier: Apache-2.0
// The ledger: whether it is whole, what its accounts hold, and every transfer.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { houseQueries, type TransferFilter } from '../../api/house';
import type { Ledger as Books, LedgerTransfer, Money } from '../../api/types';
import { Link, usePlace } from '../../app/router';
import { moneyText } from '../../format/money';
import { t } from '../../texts';
import { Field } from '../../ui/field';
import { Moment } from '../../ui/moment';
import { Select } from '../../ui/select';
import { Empty, Failed, Skeleton } from '../../ui/states';
import { CheckCard } from './check-card';
import { dayStart, Filters } from './filters';
import { Further } from './further';
import { AccountName, TransferTable } from './transfer-table';

export function Ledger() {
  return (
    <div className="admin">
      <CheckCard kind="ledger" />
      <section>
        <h2 className="section-title">{t.house.ledger.accounts}</h2>
        <Accounts />
      </section>
      <section className="admin">
        <h2 className="section-title">{t.house.ledger.transfers}</h2>
        <Transfers />
      </section>
    </div>
  );
}

function Accounts() {
  const ledger = useQuery(houseQueries.ledger);
  if (ledger.isPending) return <Skeleton shape="rows" />;
  if (ledger.data === undefined) {
    return <Failed error={ledger.error} onRetry={() => void ledger.refetch()} />;
  }
  if (ledger.data.as_of === null) {
    return <p className="fine">{t.house.ledger.noBalances}</p>;
  }
  return <Balances ledger={ledger.data} asOf={ledger.data.as_of} />;
}

function Balances({ ledger, asOf }: { ledger: Books; asOf: string }) {
  return (
    <>
      <table className="table ledger-accounts">
        <thead>
          <tr>
            <th>{t.house.ledger.account}</th>
            <th className="end">{t.house.ledger.balance}</th>
          </tr>
        </thead>
        <tbody>
          {ledger.wallets.map((money) => (
            <SumRow key={`wallets ${money.currency}`} name={t.house.ledger.wallets} money={money} />
          ))}
          {ledger.accounts.map(({ account, balance }) => (
            <tr key={`${account.id} ${balance.currency}`}>
              <th scope="row">
                <AccountName account={account} />
              </th>
              <td className="end">
                <Link href={`/admin/ledger?account=${account.id}`}>{moneyText(balance)}</Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="fine">
        {t.house.ledger.asOf} <Moment time={asOf} />
      </p>
    </>
  );
}

function SumRow({ name, money }: { name: string; money: Money }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className="end">{moneyText(money)}</td>
    </tr>
  );
}

function Transfers() {
  const { query } = usePlace();
  const of = (name: string): string => query.get(name) ?? '';
  const filter: TransferFilter = {
    account: of('account'),
    kind: of('kind'),
    reference: of('reference'),
    from: dayStart(of('from')),
    until: dayStart(of('until'), 1),
  };
  return (
    <>
      <Filters key={of('account')} path="/admin/ledger">
        <Field
          label={t.house.ledger.filterAccount}
          name="account"
          type="text"
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          defaultValue={filter.account}
        />
        <Select label={t.house.transfers.kind} name="kind" defaultValue={filter.kind}>
          <option value="">{t.house.any}</option>
          {(Object.keys(t.house.transfers.kinds) as LedgerTransfer['kind'][]).map((kind) => (
            <option key={kind} value={kind}>
              {t.house.transfers.kinds[kind]}
            </option>
          ))}
        </Select>
        <Field
          label={t.house.ledger.filterReference}
          name="reference"
          type="text"
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          defaultValue={filter.reference}
        />
        <Field label={t.house.from} name="from" type="date" defaultValue={of('from')} />
        <Field label={t.house.until} name="until" type="date" defaultValue={of('until')} />
      </Filters>
      <TransferList filter={filter} />
    </>
  );
}

function TransferList({ filter }: { filter: TransferFilter }) {
  const transfers = useInfiniteQuery(houseQueries.transfers(filter));
  if (transfers.isPending) return <Skeleton shape="rows" />;
  if (transfers.isError) {
    return <Failed error={transfers.error} onRetry={() => void transfers.refetch()} />;
  }
  const items = transfers.data.pages.flatMap((page) => page.items);
  if (items.length === 0 && !transfers.hasNextPage) {
    return <Empty icon="search" title={t.house.ledger.none} hint={t.house.leases.noneHint} />;
  }
  return (
    <>
      {items.length === 0 ? (
        <Empty icon="search" title={t.house.ledger.noneSoFar} />
      ) : (
        <TransferTable transfers={items} />
      )}
      <Further list={transfers} />
    </>
  );
}
