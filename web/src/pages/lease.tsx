// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { queries } from '../api/queries';
import type { Lease } from '../api/types';
import { BackLink } from '../app/back-link';
import { Link, usePlace } from '../app/router';
import { t } from '../texts';
import { Loaded } from '../ui/loaded';
import { LeaseCard } from './lease/lease-card';
import { Timeline } from './lease/timeline';

export function LeasePage() {
  const { path } = usePlace();
  const id = decodeURIComponent(path.slice('/leases/'.length));
  const lease = useQuery(queries.lease(id));
  return (
    <>
      <header className="page-head">
        <BackLink to="/history" label={t.lease.backToHistory} />
        <h1>{t.lease.id}</h1>
        <p className="lead">
          <code>{id}</code>
        </p>
      </header>
      <Loaded query={lease} shape="cards">
        {(known) => (
          <div className="lease-page">
            <LeaseCard lease={known} />
            <div className="lease-side">
              <Timeline lease={known} />
              <Facts lease={known} />
            </div>
          </div>
        )}
      </Loaded>
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
