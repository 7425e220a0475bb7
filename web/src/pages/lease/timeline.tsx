// SPDX-License-Identifier: Apache-2.0
// What happened to a lease, when, and what each of it did to the wallet.
import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries';
import type { Lease, Transfer } from '../../api/types';
import { moneyText, signedMoneyText } from '../../format/money';
import { isOpen } from '../../live/leases';
import { t } from '../../texts';
import { Moment } from '../../ui/moment';
import { Failed, Skeleton } from '../../ui/states';

export interface Step {
  at: string;
  text: string;
  /** Of the wallet, at this step. */
  transfer: Transfer | null;
  note: string | null;
  /** It has not happened yet. */
  isAhead: boolean;
}

function closeText(lease: Lease): string {
  if (lease.close_reason === null) return t.lease.statusShort[lease.status];
  return t.timeline.closed[lease.close_reason];
}

/** By time; what the server has said twice (a message is a code too) is one step. */
export function stepsOf(lease: Lease, transfers: Transfer[]): Step[] {
  const step = (at: string, text: string, more: Partial<Step> = {}): Step => ({
    at,
    text,
    transfer: null,
    note: null,
    isAhead: false,
    ...more,
  });
  const of = (kind: Transfer['kind']) => transfers.find((transfer) => transfer.kind === kind) ?? null;
  const steps = [step(lease.opened_at, t.timeline.opened, { transfer: of('lease') })];
  if (lease.code_received_at !== null)
    steps.push(step(lease.code_received_at, t.timeline.code, { note: t.timeline.charged }));
  for (const { received_at } of lease.messages)
    if (!isAbout(received_at, lease.code_received_at))
      steps.push(step(received_at, t.timeline.message));
  if (lease.closed_at !== null)
    steps.push(step(lease.closed_at, closeText(lease), { transfer: of('refund') }));
  if (isOpen(lease)) steps.push(step(lease.expires_at, t.timeline.deadline, { isAhead: true }));
  return steps.sort((a, b) => a.at.localeCompare(b.at));
}

/** A message is received a moment before its code is on record. */
function isAbout(moment: string, other: string | null): boolean {
  return other !== null && Math.abs(Date.parse(moment) - Date.parse(other)) < 5_000;
}

export function Timeline({ lease }: { lease: Lease }) {
  const transfers = useQuery(queries.leaseTransfers(lease.id));
  if (transfers.isPending) return <Skeleton shape="rows" />;
  if (transfers.data === undefined)
    return <Failed error={transfers.error} onRetry={() => void transfers.refetch()} />;
  return (
    <section className="card timeline-card" aria-labelledby="timeline-title">
      <h2 id="timeline-title">{t.timeline.title}</h2>
      <ol className="timeline">
        {stepsOf(lease, transfers.data).map((step) => (
          <li key={step.at + step.text} data-ahead={step.isAhead || undefined}>
            <p className="timeline-head">
              <span>{step.text}</span>
              <Moment time={step.at} />
            </p>
            {step.transfer !== null && <Booking transfer={step.transfer} />}
            {step.note !== null && <p className="fine">{step.note}</p>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Booking({ transfer }: { transfer: Transfer }) {
  const isRefund = transfer.kind === 'refund';
  return (
    <p className="fine">
      {isRefund ? t.timeline.refund : t.timeline.fee}{' '}
      <strong className={isRefund ? 'gain' : ''}>{signedMoneyText(transfer.amount)}</strong>{' '}
      · {t.timeline.balanceAfter(moneyText(transfer.balance_after))}
    </p>
  );
}
