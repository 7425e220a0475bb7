// SPDX-License-Identifier: Apache-2.0
// Delivery rate and earnings of each service, and which services all the numbers are closed to.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAttempt } from '../../api/attempt';
import { operatorApi, operatorQueries, type ServiceFigures } from '../../api/operator';
import { queries } from '../../api/queries';
import { moneyText } from '../../format/money';
import { countText, shareText } from '../../format/text';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { Select } from '../../ui/select';
import { Empty, Failed, ProblemNote, Skeleton } from '../../ui/states';
import { toast } from '../../ui/toast';
import { ServiceMark } from '../get-number/service-picker';

export function Services() {
  const services = useQuery(operatorQueries.services);
  const words = t.operator.services;
  if (services.isPending) return <Skeleton shape="rows" />;
  if (services.data === undefined) {
    return <Failed error={services.error} onRetry={() => void services.refetch()} />;
  }
  const { items } = services.data;
  return (
    <div className="operator">
      <p className="lead">{words.lead}</p>
      {items.length === 0 ? (
        <Empty icon="signal" title={words.none} hint={words.noneHint} />
      ) : (
        <ServiceTable items={items} />
      )}
      <CloseAnother listed={items} />
    </div>
  );
}

function useOpening() {
  const client = useQueryClient();
  const attempt = useAttempt();
  return useMutation({
    mutationFn: ({ service, open }: { service: string; name: string; open: boolean }) =>
      attempt(`${service} ${open}`, (key) => operatorApi.openOnAll(service, open, key)),
    onSuccess(_, { name, open }) {
      void client.invalidateQueries({ queryKey: ['operator'] });
      toast('check', open ? t.operator.services.opened(name) : t.operator.services.closed(name));
    },
  });
}

function ServiceTable({ items }: { items: ServiceFigures[] }) {
  const words = t.operator.services;
  return (
    <table className="table operator-services">
      <thead>
        <tr>
          <th>{t.operator.leases.service}</th>
          <th className="end">{words.rate}</th>
          <th className="end">{words.leases}</th>
          <th className="end">{t.operator.leases.earned}</th>
          <th>{words.openingHead}</th>
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <ServiceRow key={item.service} item={item} />
        ))}
      </tbody>
    </table>
  );
}

function ServiceRow({ item }: { item: ServiceFigures }) {
  const words = t.operator.services;
  const set = useOpening();
  const { service, service_name: name, open } = item;
  return (
    <tr>
      <th scope="row">
        <span className="service-link">
          <ServiceMark service={service} name={name} />
          <span>
            <bdi>{name}</bdi>
            {!open && <span className="fine">{words.isClosed}</span>}
          </span>
        </span>
      </th>
      <td className="end tabular" data-label={words.rate}>
        {item.delivery_rate === null ? (
          <span className="fine">{words.unknown}</span>
        ) : (
          <>
            {shareText(item.delivery_rate)}{' '}
            <span className="fine">{words.of(item.delivered, item.counted)}</span>
          </>
        )}
      </td>
      <td className="end tabular" data-label={words.leases}>
        {countText(item.leases)}
      </td>
      <td className="end tabular" data-label={t.operator.leases.earned}>
        {moneyText(item.earned)}
      </td>
      <td className="act">
        <Button
          size="small"
          busy={set.isPending}
          aria-label={open ? words.closeAll(name) : words.openAll(name)}
          onClick={() => set.mutate({ service, name, open: !open })}
        >
          {open ? t.operator.number.close : t.operator.number.open}
        </Button>
        {set.isError && <ProblemNote error={set.error} />}
      </td>
    </tr>
  );
}

/** A service that none of the numbers has served yet. */
function CloseAnother({ listed }: { listed: ServiceFigures[] }) {
  const { data: services = [] } = useQuery(queries.services);
  const [slug, setSlug] = useState('');
  const set = useOpening();
  const words = t.operator.services;
  const known = new Set(listed.map(({ service }) => service));
  const others = services.filter(({ slug: other }) => !known.has(other));
  const chosen = others.find((service) => service.slug === slug);
  if (others.length === 0) return null;
  return (
    <section className="card close-another">
      <h2>{words.another}</h2>
      <p className="fine">{words.anotherHint}</p>
      <div className="close-another-form">
        <Select
          label={t.operator.leases.service}
          value={chosen?.slug ?? ''}
          onChange={(event) => setSlug(event.target.value)}
        >
          <option value="">{words.choose}</option>
          {others.map(({ slug: other, name }) => (
            <option key={other} value={other}>
              {name}
            </option>
          ))}
        </Select>
        <Button
          busy={set.isPending}
          disabled={chosen === undefined}
          onClick={() => {
            if (chosen !== undefined) {
              set.mutate({ service: chosen.slug, name: chosen.name, open: false });
            }
          }}
        >
          {words.closeOnAll}
        </Button>
      </div>
      {set.isError && <ProblemNote error={set.error} />}
    </section>
  );
}
