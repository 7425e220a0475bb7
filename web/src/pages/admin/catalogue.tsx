// SPDX-License-Identifier: Apache-2.0
// T1: what is sold. Services and countries are switched on and off here, with their category and
// tier; a service leads to its prices.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { pathWith } from '../../api/client';
import { houseQueries } from '../../api/house';
import type { CatalogCountry, CatalogService } from '../../api/types';
import { go, Link, usePlace } from '../../app/router';
import { t } from '../../texts';
import { Button, ButtonLink } from '../../ui/button';
import { Search } from '../../ui/field';
import { Empty, Failed, Skeleton } from '../../ui/states';
import { CountryTag } from '../get-number/offer-table';
import { CountryDialog, ServiceDialog } from './catalogue-dialogs';
import { More, useShown } from './shown';

const shows = ['services', 'countries'] as const;

export function Catalogue() {
  const { query } = usePlace();
  const show = query.get('show') === 'countries' ? 'countries' : 'services';
  const [text, setText] = useState('');
  return (
    <div className="admin">
      <div className="catalogue-head">
        <div className="chips" role="group" aria-label={t.house.catalogue.tab}>
          {shows.map((value) => (
            <button
              key={value}
              type="button"
              className="chip"
              aria-pressed={show === value}
              onClick={() =>
                go(pathWith('/admin/catalogue', { show: value === 'countries' ? value : '' }), 'replace')
              }
            >
              {t.house.catalogue[value]}
            </button>
          ))}
        </div>
        <ButtonLink href="/admin/prices" size="small">
          {t.prices.title}
        </ButtonLink>
      </div>
      <Search label={t.house.catalogue.search} value={text} onChange={setText} />
      {show === 'services' ? <Services text={text} /> : <Countries text={text} />}
    </div>
  );
}

export function SalePill({ on }: { on: boolean }) {
  return (
    <span className={on ? 'pill completed' : 'pill failed'}>
      {on ? t.house.catalogue.on : t.house.catalogue.off}
    </span>
  );
}

const has = (text: string, words: string[]): boolean =>
  words.some((word) => word.toLowerCase().includes(text.trim().toLowerCase()));

function Services({ text }: { text: string }) {
  const services = useQuery(houseQueries.services);
  const [edited, setEdited] = useState<CatalogService | null>(null);
  const found = (services.data ?? []).filter(({ name, slug, aliases, category }) =>
    has(text, [name, slug, ...aliases, t.category[category] ?? category]),
  );
  const { shown, more, showMore } = useShown(found);
  if (services.isPending) return <Skeleton shape="rows" />;
  if (services.data === undefined) {
    return <Failed error={services.error} onRetry={() => void services.refetch()} />;
  }
  if (found.length === 0) return <Empty icon="search" title={t.house.catalogue.none} />;
  return (
    <>
      <table className="table catalogue">
        <thead>
          <tr>
            <th>{t.house.leases.service}</th>
            <th>{t.house.catalogue.category}</th>
            <th>{t.house.catalogue.tier}</th>
            <th>{t.house.catalogue.sale}</th>
            <th className="act">{t.house.catalogue.acts}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((service) => (
            <ServiceRow key={service.slug} service={service} onEdit={setEdited} />
          ))}
        </tbody>
      </table>
      <More count={more} onClick={showMore} />
      {edited !== null && <ServiceDialog service={edited} onClose={() => setEdited(null)} />}
    </>
  );
}

interface ServiceRowProps {
  service: CatalogService;
  onEdit: (service: CatalogService) => void;
}

function ServiceRow({ service, onEdit }: ServiceRowProps) {
  return (
    <tr>
      <th scope="row">
        <Link href={`/admin/catalogue/${service.slug}`}>
          <bdi>{service.name}</bdi>
        </Link>
        <code className="fine block">{service.slug}</code>
      </th>
      <td data-label={t.house.catalogue.category}>
        {t.category[service.category] ?? service.category}
        {service.sensitive && <span className="fine block">{t.house.catalogue.sensitive}</span>}
      </td>
      <td data-label={t.house.catalogue.tier}>{service.tier}</td>
      <td className="status-cell">
        <SalePill on={service.allowed} />
      </td>
      <td className="act">
        <Button
          size="small"
          aria-label={t.house.catalogue.editOne(service.name)}
          onClick={() => onEdit(service)}
        >
          {t.house.catalogue.edit}
        </Button>
      </td>
    </tr>
  );
}

function Countries({ text }: { text: string }) {
  const countries = useQuery(houseQueries.countries);
  const [edited, setEdited] = useState<CatalogCountry | null>(null);
  const found = (countries.data ?? []).filter(({ name, code }) => has(text, [name, code]));
  const { shown, more, showMore } = useShown(found);
  if (countries.isPending) return <Skeleton shape="rows" />;
  if (countries.data === undefined) {
    return <Failed error={countries.error} onRetry={() => void countries.refetch()} />;
  }
  if (found.length === 0) return <Empty icon="search" title={t.house.catalogue.none} />;
  return (
    <>
      <table className="table catalogue">
        <thead>
          <tr>
            <th>{t.house.leases.country}</th>
            <th>{t.house.catalogue.callingCode}</th>
            <th>{t.house.catalogue.tier}</th>
            <th>{t.house.catalogue.sale}</th>
            <th className="act">{t.house.catalogue.acts}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((country) => (
            <tr key={country.code}>
              <th scope="row">
                <span className="country">
                  <CountryTag code={country.code} />
                  <bdi>{country.name}</bdi>
                </span>
              </th>
              <td data-label={t.house.catalogue.callingCode}>
                <bdi dir="ltr">+{country.calling_code}</bdi>
              </td>
              <td data-label={t.house.catalogue.tier}>{country.tier}</td>
              <td className="status-cell">
                <SalePill on={country.enabled} />
              </td>
              <td className="act">
                <Button
                  size="small"
                  aria-label={t.house.catalogue.editOne(country.name)}
                  onClick={() => setEdited(country)}
                >
                  {t.house.catalogue.edit}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <More count={more} onClick={showMore} />
      {edited !== null && <CountryDialog country={edited} onClose={() => setEdited(null)} />}
    </>
  );
}
