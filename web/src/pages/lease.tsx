// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { queries } from '../api/queries';
import type { Lease } from '../api/types';
import { Link, usePlace } from '../app/router';
import { t } from '../texts';
import { Icon } from '../ui/icon';
import { Failed, Skeleton } from '../ui/states';
import { LeaseCard } from './lease/lease-card';
import { Timeline } from './lease/timeline';

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
          <div className="lease-side">
            <Timeline lease={lease.data} />
            <Facts lease={lease.data} />
          </div>
        </div>
      )}
    </>
  );
}

function Facts({ lease }: { lease: Lease }) {
  if (lease.switched_from === null) return null;
  return (
    <dl className="facts card">
      <div>
        <dt>{t.lease.switchedFrom}</dt>
        <dd>
          <Link href={`/leases/${lease.switched_from}`}>{lease.switched_from}</Link>
        </dd>
      </div>
    </dl>
  );
}
