// SPDX-License-Identifier: Apache-2.0
// L1: service first, then the country, with everything a person decides on shown before confirming.
// `?service=` is the chosen service; `?switch=` is the lease that the new number replaces.
import { useQuery } from '@tanstack/react-query';
import { queries } from '../api/queries';
import { pathWith } from '../api/client';
import { go, usePlace } from '../app/router';
import { countryText } from '../format/text';
import { t } from '../texts';
import { Button } from '../ui/button';
import { Failed, Note, Skeleton } from '../ui/states';
import { Offers } from './get-number/offers';
import { ServicePicker } from './get-number/service-picker';

export function GetNumberPage() {
  const { query } = usePlace();
  const slug = query.get('service');
  const switched = query.get('switch');
  const services = useQuery(queries.services);

  if (services.isPending) return <Skeleton shape="tiles" />;
  if (services.isError) {
    return <Failed error={services.error} onRetry={() => void services.refetch()} />;
  }
  const service = services.data.find((candidate) => candidate.allowed && candidate.slug === slug);
  const choose = (next: string | null): void =>
    go(pathWith('/', { service: next, switch: switched }));
  return (
    <>
      {switched !== null && <SwitchNote id={switched} />}
      {service === undefined ? (
        <ServicePicker services={services.data} onChoose={(chosen) => choose(chosen.slug)} />
      ) : (
        <Offers
          key={service.slug}
          service={service}
          switched={switched}
          onBack={() => choose(null)}
        />
      )}
    </>
  );
}

function SwitchNote({ id }: { id: string }) {
  const { data: live } = useQuery(queries.liveLeases);
  const lease = live?.open.find((candidate) => candidate.id === id);
  if (lease === undefined) return null;
  return (
    <Note look="info" title={t.getNumber.switching(lease.service_name, countryText(lease.country, lease.country_name))}>
      <p>{t.getNumber.switchingHint}</p>
      <Button size="small" onClick={() => go('/numbers')}>
        {t.getNumber.stopSwitching}
      </Button>
    </Note>
  );
}
