// SPDX-License-Identifier: Apache-2.0
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { queries } from '../api/queries';
import { dismissClosed } from '../live/leases';
import { t } from '../texts';
import { ButtonLink, IconButton } from '../ui/button';
import { Empty, Failed, Skeleton } from '../ui/states';
import { LeaseCard } from './lease/lease-card';
import { AlertSettings } from './numbers/alert-settings';

export function NumbersPage() {
  return (
    <>
      <header className="page-head with-act">
        <h1>{t.numbers.title}</h1>
        <div className="head-acts">
          <AlertSettings />
          <ButtonLink href="/" icon="plus">
            {t.nav.getNumber}
          </ButtonLink>
        </div>
      </header>
      <Cards />
    </>
  );
}

function Cards() {
  const client = useQueryClient();
  const live = useQuery(queries.liveLeases);
  if (live.isPending) return <Skeleton shape="cards" />;
  if (live.data === undefined) {
    return <Failed error={live.error} onRetry={() => void live.refetch()} />;
  }
  const { open, closed } = live.data;
  const dismiss = (id: string): void => {
    client.setQueryData(queries.liveLeases.queryKey, (held) => held && dismissClosed(held, id));
  };
  return (
    <>
      {open.length === 0 && (
        <Empty icon="signal" title={t.numbers.none} hint={t.numbers.noneHint}>
          <ButtonLink href="/" look="primary">
            {t.nav.getNumber}
          </ButtonLink>
        </Empty>
      )}
      <div className="cards">
        {open.map((lease) => (
          <LeaseCard key={lease.id} lease={lease} />
        ))}
      </div>
      {closed.length > 0 && (
        <section>
          <h2 className="section-title">{t.numbers.closed}</h2>
          <div className="cards">
            {closed.map((lease) => (
              <LeaseCard key={lease.id} lease={lease}>
                <IconButton
                  icon="close"
                  label={t.numbers.dismiss}
                  onClick={() => dismiss(lease.id)}
                />
              </LeaseCard>
            ))}
          </div>
        </section>
      )}
    </>
  );
}
