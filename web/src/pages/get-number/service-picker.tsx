// SPDX-License-Identifier: Apache-2.0
import { useMemo, useState } from 'react';
import type { Service } from '../../api/types';
import { toggleFavourite, useFavourites } from '../../app/favourites';
import { t } from '../../texts';
import { Button, IconButton } from '../../ui/button';
import { Search } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Empty } from '../../ui/states';
import { categoriesOf, matching } from './filter';

const shownAtFirst = 48;

interface PickerProps {
  services: Service[];
  onChoose: (service: Service) => void;
}

export function ServicePicker({ services, onChoose }: PickerProps) {
  const [search, setSearch] = useState('');
  const [category, setCategory] = useState('');
  const [shown, setShown] = useState(shownAtFirst);
  const { favourites, recent } = useFavourites();
  const categories = useMemo(() => categoriesOf(services), [services]);
  const found = useMemo(() => matching(services, search, category), [services, search, category]);
  const yours = [...new Set([...favourites, ...recent])].flatMap(
    (slug) => services.find((service) => service.slug === slug) ?? [],
  );
  const unfiltered = search === '' && category === '';
  const tiles = (list: Service[]) => (
    <ul className="tiles">
      {list.map((service) => (
        <ServiceTile
          key={service.slug}
          service={service}
          favourite={favourites.includes(service.slug)}
          onChoose={onChoose}
        />
      ))}
    </ul>
  );

  return (
    <>
      <header className="page-head">
        <h1>{t.getNumber.title}</h1>
        <p className="lead">{t.getNumber.lead}</p>
      </header>
      <Search
        label={t.getNumber.search}
        value={search}
        onChange={(value) => {
          setSearch(value);
          setShown(shownAtFirst);
        }}
      />
      <div className="chips" role="group" aria-label={t.getNumber.categories}>
        {['', ...categories].map((slug) => (
          <button
            key={slug}
            type="button"
            className="chip"
            aria-pressed={category === slug}
            onClick={() => setCategory(slug)}
          >
            {slug === '' ? t.getNumber.all : (t.category[slug] ?? slug)}
          </button>
        ))}
      </div>
      {unfiltered && yours.length > 0 && (
        <section>
          <h2 className="section-title">{t.getNumber.yours}</h2>
          {tiles(yours)}
        </section>
      )}
      <section>
        {found.length > 0 && (
          <h2 className="section-title">
            {unfiltered ? t.getNumber.allServices : t.getNumber.found(found.length)}
          </h2>
        )}
        {tiles(found.slice(0, shown))}
        {found.length > shown && (
          <div className="more">
            <Button onClick={() => setShown(found.length)}>
              {t.getNumber.showMore(found.length - shown)}
            </Button>
          </div>
        )}
        {found.length === 0 && (
          <Empty icon="search" title={t.getNumber.none(search)} hint={t.getNumber.noneHint}>
            <Button
              onClick={() => {
                setSearch('');
                setCategory('');
              }}
            >
              {t.getNumber.showAll}
            </Button>
          </Empty>
        )}
      </section>
    </>
  );
}

interface TileProps {
  service: Service;
  favourite: boolean;
  onChoose: (service: Service) => void;
}

function ServiceTile({ service, favourite, onChoose }: TileProps) {
  const { name, slug, allowed } = service;
  return (
    <li className="tile" data-allowed={allowed}>
      <button
        type="button"
        className="tile-main"
        disabled={!allowed}
        onClick={() => onChoose(service)}
      >
        <ServiceMark service={slug} name={name} />
        <span className="tile-text">
          <bdi className="tile-name">{name}</bdi>
          <span className="fine">
            {allowed ? (t.category[service.category] ?? service.category) : t.getNumber.notOffered}
          </span>
        </span>
        {!allowed && <Icon name="lock" />}
      </button>
      {allowed && (
        <IconButton
          icon="star"
          className={favourite ? 'star kept' : 'star'}
          label={favourite ? t.getNumber.unfavourite(name) : t.getNumber.favourite(name)}
          aria-pressed={favourite}
          onClick={() => toggleFavourite(slug)}
        />
      )}
    </li>
  );
}

const hues = 8;

/** A monogram in a colour that stays the same for the service: no logos of other companies. */
export function ServiceMark({ service, name }: { service: string; name: string }) {
  const sum = Array.from(service).reduce((total, letter) => total + letter.charCodeAt(0), 0);
  return (
    <span className={`mark hue-${sum % hues}`} aria-hidden="true">
      {Array.from(name)[0]?.toUpperCase()}
    </span>
  );
}
