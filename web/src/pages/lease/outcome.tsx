// SPDX-License-Identifier: Apache-2.0
// How a lease ended and what it cost.
import type { Lease } from '../../api/types';
import { moneyText } from '../../format/money';
import { isOpen } from '../../live/leases';
import { t } from '../../texts';

export function StatusPill({ lease }: { lease: Lease }) {
  return (
    <span className={`pill ${lease.status}`}>
      <span className="dot" aria-hidden="true" />
      {t.lease.statusShort[lease.status]}
    </span>
  );
}

export function moneyOutcome(lease: Lease): string {
  const price = moneyText(lease.price);
  if (lease.refunded) return t.lease.refunded(price);
  return isOpen(lease) && lease.status === 'waiting' ? t.lease.held(price) : t.lease.charged(price);
}

export function reasonText(lease: Lease): string | null {
  if (lease.close_reason === null) return null;
  if (lease.close_reason === 'deadline' && lease.status === 'expired') return t.lease.noCodeInTime;
  return t.lease.reasons[lease.close_reason];
}

export function Outcome({ lease }: { lease: Lease }) {
  const reason = reasonText(lease);
  return (
    <footer className="outcome">
      <p>
        {reason !== null && <>{reason} · </>}
        <strong>{moneyOutcome(lease)}</strong>
      </p>
      {lease.other_service_name !== null && (
        <p className="fine">{t.lease.otherService(lease.other_service_name)}</p>
      )}
    </footer>
  );
}
