// SPDX-License-Identifier: Apache-2.0
// One account as an administrator sees it: what is known of it, its devices, what was done to it,
// and what can be done.
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { pathWith } from '../../api/client';
import { queries } from '../../api/queries';
import type { AccountDetail as Detail } from '../../api/types';
import { BackLink } from '../../app/back-link';
import { usePlace } from '../../app/router';
import { moneyText } from '../../format/money';
import { dayText } from '../../format/text';
import { t } from '../../texts';
import { Button, ButtonLink } from '../../ui/button';
import { CopyIcon } from '../../ui/copy';
import { Loaded } from '../../ui/loaded';
import { Moment } from '../../ui/moment';
import { Failed, Note, Skeleton } from '../../ui/states';
import { ActDialog, type Act } from './act-dialog';
import { AccountStatus } from './account-status';
import { AuditTable } from './audit-table';
import { RechargeDialog } from './recharge';

export function AccountDetail() {
  const { path } = usePlace();
  const id = decodeURIComponent(path.slice('/admin/accounts/'.length));
  const detail = useQuery(queries.admin.account(id));
  return (
    <div className="admin">
      <BackLink to="/admin/accounts" label={t.admin.back} />
      <Loaded query={detail} shape="rows">
        {(known) => <Known detail={known} />}
      </Loaded>
    </div>
  );
}

function Known({ detail }: { detail: Detail }) {
  const { account } = detail;
  return (
    <>
      <header className="account-head">
        <h2>
          <bdi>{account.username}</bdi>
        </h2>
        <AccountStatus status={account.status} />
      </header>
      <Acts detail={detail} />
      <Facts detail={detail} />
      <section>
        <h3 className="section-title">{t.admin.sessions}</h3>
        <Sessions id={account.id} />
      </section>
      <section>
        <h3 className="section-title">{t.admin.trail}</h3>
        <AuditTable account={account.id} action="" />
      </section>
    </>
  );
}

function Acts({ detail }: { detail: Detail }) {
  const { data: own } = useQuery(queries.account);
  const [act, setAct] = useState<Act | 'recharge' | null>(null);
  const isOwn = own?.id === detail.account.id;
  const isActive = detail.account.status === 'active';
  const button = (which: Act, label: string): ReactNode => (
    <Button size="small" onClick={() => setAct(which)}>
      {label}
    </Button>
  );
  return (
    <>
      <div className="acts">
        <Button size="small" look="primary" onClick={() => setAct('recharge')}>
          {t.admin.recharge}
        </Button>
        {!isOwn && (isActive ? button('suspend', t.admin.suspend) : button('restore', t.admin.restore))}
        {!isOwn && button('role', t.admin.changeRole)}
        {button('plan', t.admin.changePlan)}
        <ButtonLink size="small" href={pathWith('/admin/leases', { account: detail.account.id })}>
          {t.house.leases.tab}
        </ButtonLink>
        {detail.sessions > 0 && button('end', t.admin.endSessions)}
      </div>
      {isOwn && <Note look="info" title={t.admin.you} />}
      {act === 'recharge' && <RechargeDialog detail={detail} onClose={() => setAct(null)} />}
      {act !== null && act !== 'recharge' && (
        <ActDialog act={act} detail={detail} onClose={() => setAct(null)} />
      )}
    </>
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

function Facts({ detail }: { detail: Detail }) {
  const { account } = detail;
  return (
    <div className="two-columns">
      <dl className="card facts">
        <Fact name={t.account.publicId}>
          <code>{account.public_id}</code>
          <CopyIcon text={account.public_id} label={t.common.copy} />
        </Fact>
        <Fact name={t.admin.email}>
          <bdi>{account.email}</bdi>
        </Fact>
        <Fact name={t.admin.verified}>
          {detail.email_verified_at === null ? t.admin.notVerified : dayText(detail.email_verified_at)}
        </Fact>
        {detail.display_name !== null && (
          <Fact name={t.admin.displayName}>
            <bdi>{detail.display_name}</bdi>
          </Fact>
        )}
        <Fact name={t.admin.created}>{dayText(account.created_at)}</Fact>
      </dl>
      <dl className="card facts">
        <Fact name={t.admin.balance}>{moneyText(detail.balance)}</Fact>
        <Fact name={t.admin.held}>{moneyText(detail.held)}</Fact>
        <Fact name={t.admin.role}>{t.account.roles[account.role]}</Fact>
        <Fact name={t.admin.plan}>{account.plan}</Fact>
        <Fact name={t.admin.secondFactor}>{detail.second_factor ? t.admin.on : t.admin.off}</Fact>
        <Fact name={t.admin.lastSignIn}>
          {detail.last_sign_in_at === null ? (
            t.admin.never
          ) : (
            <Moment time={detail.last_sign_in_at} />
          )}
        </Fact>
      </dl>
    </div>
  );
}

function Sessions({ id }: { id: string }) {
  const sessions = useQuery(queries.admin.sessions(id));
  if (sessions.isPending) return <Skeleton shape="rows" />;
  if (sessions.data === undefined) {
    return <Failed error={sessions.error} onRetry={() => void sessions.refetch()} />;
  }
  if (sessions.data.length === 0) return <p className="fine">{t.admin.noSessions}</p>;
  return (
    <table className="table devices">
      <thead>
        <tr>
          <th>{t.admin.device}</th>
          <th>{t.admin.lastSeen}</th>
        </tr>
      </thead>
      <tbody>
        {sessions.data.map((session) => (
          <tr key={session.id}>
            <th scope="row">
              <bdi>{session.user_agent === '' ? t.admin.unknownDevice : session.user_agent}</bdi>
            </th>
            <td className="when-cell" data-label={t.admin.lastSeen}>
              <Moment time={session.last_seen_at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
