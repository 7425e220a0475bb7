// SPDX-License-Identifier: Apache-2.0
// L1: service first, then the country, with everything a person decides on shown before confirming.
// `?service=` is the chosen service; `?switch=` is the lease that the new number replaces.
import { useQuery } from '@tanstack/react-query';
import { useCallback, useDeferredValue } from 'react';
import { queries } from '../api/queries';
import { pathWith } from '../api/client';
import type { Service } from '../api/types';
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
  // A thousand of them, drawn in small steps.
  const known = useDeferredValue(services.data);

  const service = known?.find((candidate) => candidate.allowed && candidate.slug === slug);
  const mayBeOffers = service !== undefined || (slug !== null && known === undefined && !services.isError);
  const choose = useCallback(
    (next: Service | null) => go(pathWith('/', { service: next?.slug ?? null, switch: switched })),
    [switched],
  );
  return (
    <>
      {switched !== null && <SwitchNote id={switched} />}
      {!mayBeOffers && <Head />}
      {known === undefined && !services.isError && <Skeleton shape="tiles" />}
      {services.isError && known === undefined && (
        <Failed error={services.error} onRetry={() => void services.refetch()} />
      )}
      {known !== undefined && service === undefined && (
        <ServicePicker services={known} onChoose={choose} />
      )}
      {service !== undefined && (
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

function Head() {
  return (
    <header className="page-head">
      <h1>{t.getNumber.title}</h1>
      <p className="lead">{t.getNumber.lead}</p>
    </header>
  );
}

export function ArrivingGetNumberPage() {
  const { query } = usePlace();
  return (
    <>
      {!query.has('service') && <Head />}
      <Skeleton shape="tiles" />
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
