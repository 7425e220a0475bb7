// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { queries } from '../api/queries';
import { Link, usePlace } from '../app/router';
import { moneyText } from '../format/money';
import { t } from '../texts';
import { Icon } from '../ui/icon';
import { Moment } from '../ui/moment';
import { Failed, Skeleton } from '../ui/states';
import { LeaseCard } from './lease/lease-card';

export function LeasePage() {
  const { path } = usePlace();
  const id = decodeURIComponent(path.slice('/leases/'.length));
  const lease = useQuery(queries.lease(id));
  return (
    <>
      <header className="page-head">
        <Link className="back" href="/history">
          <Icon name="back" />
          {t.lease.backToHistory}
        </Link>
        <h1>{t.lease.id}</h1>
        <p className="lead">
          <code>{id}</code>
        </p>
      </header>
      {lease.isPending && <Skeleton shape="cards" />}
      {lease.isError && <Failed error={lease.error} onRetry={() => void lease.refetch()} />}
      {lease.data !== undefined && (
        <div className="lease-page">
          <LeaseCard lease={lease.data} />
          <dl className="facts card">
            <div>
              <dt>{t.lease.price}</dt>
              <dd>{moneyText(lease.data.price)}</dd>
            </div>
            <div>
              <dt>{t.lease.opened}</dt>
              <dd>
                <Moment time={lease.data.opened_at} />
              </dd>
            </div>
            {lease.data.closed_at !== null && (
              <div>
                <dt>{t.lease.closed}</dt>
                <dd>
                  <Moment time={lease.data.closed_at} />
                </dd>
              </div>
            )}
            {lease.data.switched_from !== null && (
              <div>
                <dt>{t.lease.switchedFrom}</dt>
                <dd>
                  <Link href={`/leases/${lease.data.switched_from}`}>{lease.data.switched_from}</Link>
                </dd>
              </div>
            )}
          </dl>
        </div>
      )}
    </>
  );
}
