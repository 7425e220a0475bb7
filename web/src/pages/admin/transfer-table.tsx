// SPDX-License-Identifier: Apache-2.0
import type { LedgerAccountName, LedgerTransfer } from '../../api/types';
import { Link } from '../../app/router';
import { moneyText } from '../../format/money';
import { t } from '../../texts';
import { Moment } from '../../ui/moment';

export function TransferTable({ transfers }: { transfers: LedgerTransfer[] }) {
  return (
    <table className="table house-transfers">
      <thead>
        <tr>
          <th>{t.house.transfers.kind}</th>
          <th>{t.house.transfers.from}</th>
          <th>{t.house.transfers.to}</th>
          <th className="end">{t.house.transfers.amount}</th>
          <th className="end">{t.house.transfers.booked}</th>
        </tr>
      </thead>
      <tbody>
        {transfers.map((transfer) => (
          <TransferRow key={transfer.id} transfer={transfer} />
        ))}
      </tbody>
    </table>
  );
}

function TransferRow({ transfer }: { transfer: LedgerTransfer }) {
  return (
    <tr>
      <th scope="row">
        {t.house.transfers.kinds[transfer.kind]}
        <code className="fine block">{transfer.id}</code>
      </th>
      <td data-label={t.house.transfers.from}>
        <AccountName account={transfer.debit} />
      </td>
      <td data-label={t.house.transfers.to}>
        <AccountName account={transfer.credit} />
      </td>
      <td className="end money-cell">{moneyText(transfer.amount)}</td>
      <td className="end when-cell">
        <Moment time={transfer.booked_at} />
        {transfer.booked_by !== null && (
          <bdi className="fine block">
            {t.house.transfers.bookedBy(transfer.booked_by.username ?? transfer.booked_by.id)}
          </bdi>
        )}
      </td>
    </tr>
  );
}

/** A ledger account in a few words; those of people lead to them. */
export function AccountName({ account }: { account: LedgerAccountName }) {
  if (account.kind === 'house') return t.house.transfers.accounts[account.id] ?? account.id;
  const name = <bdi>{account.name ?? account.id}</bdi>;
  return (
    <>
      {account.account_id === null ? (
        name
      ) : (
        <Link href={`/admin/accounts/${account.account_id}`}>{name}</Link>
      )}
      <span className="fine block">{t.house.transfers.accountKinds[account.kind]}</span>
    </>
  );
}
