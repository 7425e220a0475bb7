// SPDX-License-Identifier: Apache-2.0
// One lease as an administrator sees it: what it is, what happened, where the money went.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { houseQueries } from '../../api/house';
import type { HouseLeaseDetail, LeaseEvent } from '../../api/types';
import { BackLink } from '../../app/back-link';
import { Link, usePlace } from '../../app/router';
import { moneyText } from '../../format/money';
import { t } from '../../texts';
import { CopyIcon } from '../../ui/copy';
import { Loaded } from '../../ui/loaded';
import { Moment } from '../../ui/moment';
import { LeaseStatusPill } from './leases';
import { TransferTable } from './transfer-table';

export function LeaseDetail() {
  const { path } = usePlace();
  const id = decodeURIComponent(path.slice('/admin/leases/'.length));
  const detail = useQuery(houseQueries.lease(id));
  return (
    <div className="admin">
      <BackLink to="/admin/leases" label={t.house.leases.back} />
      <Loaded query={detail} shape="rows">
        {(known) => <Known detail={known} />}
      </Loaded>
    </div>
  );
}

function Known({ detail }: { detail: HouseLeaseDetail }) {
  const { lease } = detail;
  return (
    <>
      <header className="account-head">
        <h2>
          <bdi>{lease.service_name}</bdi>, <bdi>{lease.country_name}</bdi>
        </h2>
        <LeaseStatusPill status={lease.status} />
      </header>
      <Facts detail={detail} />
      <section>
        <h3 className="section-title">{t.house.leases.timeline}</h3>
        <ol className="timeline">
          {detail.timeline.map((event, index) => (
            <TimelineEntry key={index} event={event} />
          ))}
        </ol>
        <p className="fine">{t.house.leases.noContent}</p>
      </section>
      <section>
        <h3 className="section-title">{t.house.leases.transfers}</h3>
        <TransferTable transfers={detail.transfers} />
      </section>
    </>
  );
}

const looks: Partial<Record<LeaseEvent['what'], string>> = {
  code: 'good',
  completed: 'good',
  failed: 'bad',
  deadline: 'to-come',
};

function TimelineEntry({ event }: { event: LeaseEvent }) {
  return (
    <li className={looks[event.what] ?? ''}>
      <span>{t.house.leases.events[event.what]}</span>
      {event.message_id !== null && <code className="fine">{event.message_id}</code>}
      <Moment time={event.at} />
    </li>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Facts({ detail }: { detail: HouseLeaseDetail }) {
  const { lease } = detail;
  return (
    <div className="two-columns">
      <dl className="card facts">
        <Fact name={t.house.leases.lease}>
          <code>{lease.id}</code>
          <CopyIcon text={lease.id} label={t.common.copy} />
        </Fact>
        <Fact name={t.house.leases.customer}>
          <Link href={`/admin/accounts/${lease.account.id}`}>
            <bdi>{lease.account.username ?? lease.account.id}</bdi>
          </Link>
        </Fact>
        <Fact name={t.house.leases.number}>
          <bdi dir="ltr">{lease.number}</bdi>
        </Fact>
        {lease.supplier_name !== null && (
          <Fact name={t.house.leases.from}>
            <bdi>{lease.supplier_name}</bdi>
          </Fact>
        )}
        <Fact name={t.house.leases.messages}>{lease.messages_count}</Fact>
        {lease.switched_from !== null && (
          <Fact name={t.house.leases.switchedFrom}>
            <Link href={`/admin/leases/${lease.switched_from}`}>
              <code>{lease.switched_from}</code>
            </Link>
          </Fact>
        )}
      </dl>
      <dl className="card facts">
        <Fact name={t.house.leases.price}>
          {moneyText(lease.price)} · {t.house.leases.fees[lease.fee]}
        </Fact>
        <Fact name={t.house.leases.supplierCost}>{moneyText(detail.supplier_cost)}</Fact>
        <Fact name={t.house.leases.operatorShare}>{moneyText(detail.operator_share)}</Fact>
        {lease.close_reason !== null && (
          <Fact name={t.house.leases.reason}>{t.house.leases.reasons[lease.close_reason]}</Fact>
        )}
        {lease.other_service !== null && (
          <Fact name={t.house.leases.otherService}>
            <bdi>{lease.other_service}</bdi>
          </Fact>
        )}
      </dl>
    </div>
  );
}
