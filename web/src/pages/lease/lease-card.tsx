// SPDX-License-Identifier: Apache-2.0
// One lease from its number to its code, and what can be done with it now.
import type { ReactNode } from 'react';
import type { Lease } from '../../api/types';
import { countryText } from '../../format/text';
import { isOpen } from '../../live/leases';
import { t } from '../../texts';
import { CopyIcon } from '../../ui/copy';
import { Countdown } from '../../ui/countdown';
import { CountryTag } from '../get-number/offer-table';
import { ServiceMark } from '../get-number/service-picker';
import { CodePanel } from './code-panel';
import { LeaseActs } from './lease-acts';
import { Outcome, StatusPill } from './outcome';
import { PhoneNumber } from './phone-number';

export function LeaseCard({ lease, children }: { lease: Lease; children?: ReactNode }) {
  const open = isOpen(lease);
  const country = countryText(lease.country, lease.country_name);
  return (
    <article
      className={`card lease ${lease.status}`}
      aria-label={`${lease.service_name}, ${country}`}
      data-lease={lease.id}
    >
      <header className="lease-head">
        <ServiceMark service={lease.service} name={lease.service_name} />
        <div className="lease-title">
          <h3>
            <bdi>{lease.service_name}</bdi>
          </h3>
          <p className="country">
            <CountryTag code={lease.country} />
            <bdi>{country}</bdi>
          </p>
        </div>
        {open ? (
          <Countdown
            opensAt={lease.opened_at}
            closesAt={lease.expires_at}
            name={lease.service_name}
          />
        ) : (
          <StatusPill lease={lease} />
        )}
        {children}
      </header>
      <NumberLine lease={lease} />
      {(open || lease.messages_count > 0) && <CodePanel lease={lease} />}
      {open ? <LeaseActs lease={lease} /> : <Outcome lease={lease} />}
    </article>
  );
}

function NumberLine({ lease }: { lease: Lease }) {
  return (
    <dl className="number">
      <div>
        <dt className="visually-hidden">{t.lease.international}</dt>
        <dd className="number-main">
          <PhoneNumber lease={lease} />
          <CopyIcon text={lease.number} label={t.lease.copyNumber} />
        </dd>
      </div>
      {isOpen(lease) && (
        <div>
          <dt>{t.lease.national}</dt>
          <dd>
            <bdi dir="ltr">{lease.number_national}</bdi>
            <CopyIcon
              text={lease.number_national.replace(/\D/g, '')}
              label={t.lease.copyNational}
            />
          </dd>
        </div>
      )}
    </dl>
  );
}
