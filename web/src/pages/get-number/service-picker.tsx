// SPDX-License-Identifier: Apache-2.0
// A thousand services, made pleasant: what can be had now comes first, the rest waits behind a button
// or a search, and what this house refuses is only named when somebody asks for it.
import { memo, useMemo, useState } from 'react';
import type { Service } from '../../api/types';
import {
  favouritesLabel,
  useFavourites,
  useFavouritesOfBefore,
  useRecent,
  useSetFavourite,
} from '../../app/favourites';
import { t } from '../../texts';
import { Button, IconButton } from '../../ui/button';
import { Search } from '../../ui/field';
import { Empty } from '../../ui/states';
import { categoriesOf, matching } from './filter';

const shownAtFirst = 60;

interface PickerProps {
  services: Service[];
  onChoose: (service: Service) => void;
}

/** Hundreds of elements, drawn again only for what changes them. */
export const ServicePicker = memo(function ServicePicker({ services, onChoose }: PickerProps) {
  const [search, setSearch] = useState('');
  const [category, setCategory] = useState('');
  const allowed = useMemo(() => services.filter((service) => service.allowed), [services]);
  const found = useMemo(() => matching(allowed, search, category), [allowed, search, category]);
  const unfiltered = search.trim() === '' && category === '';
  const clear = (): void => {
    setSearch('');
    setCategory('');
  };

  return (
    <>
      <Search label={t.getNumber.search} value={search} onChange={setSearch} />
      <Categories services={allowed} chosen={category} onChoose={setCategory} />
      {unfiltered && <Yours services={allowed} onChoose={onChoose} />}
      {unfiltered && <Everything found={found} onChoose={onChoose} />}
      {!unfiltered && found.length > 0 && (
        <section>
          <h2 className="section-title">{t.getNumber.found(found.length)}</h2>
          <Tiles key={`${category} ${search}`} services={found} onChoose={onChoose} />
        </section>
      )}
      {found.length === 0 && <NoneFound services={services} search={search} onClear={clear} />}
    </>
  );
});

interface CategoriesProps {
  services: Service[];
  chosen: string;
  onChoose: (category: string) => void;
}

function Categories({ services, chosen, onChoose }: CategoriesProps) {
  const slugs = useMemo(() => categoriesOf(services), [services]);
  return (
    <div className="chips" role="group" aria-label={t.getNumber.categories}>
      {['', ...slugs].map((slug) => (
        <button
          key={slug}
          type="button"
          className="chip"
          aria-pressed={chosen === slug}
          onClick={() => onChoose(slug)}
        >
          {slug === '' ? t.getNumber.all : (t.category[slug] ?? slug)}
        </button>
      ))}
    </div>
  );
}

function Yours({ services, onChoose }: PickerProps) {
  useFavouritesOfBefore();
  const favourites = useFavourites();
  const recent = useRecent();
  const yours = [...new Set([...favourites, ...recent])].flatMap(
    (slug) => services.find((service) => service.slug === slug) ?? [],
  );
  if (yours.length === 0) return null;
  return (
    <section>
      <h2 className="section-title">{t.getNumber.yours}</h2>
      <Tiles services={yours} onChoose={onChoose} />
    </section>
  );
}

function Everything({ found, onChoose }: { found: Service[]; onChoose: PickerProps['onChoose'] }) {
  const [withSoldOut, setWithSoldOut] = useState(false);
  const stocked = found.filter((service) => service.in_stock);
  const soldOut = found.filter((service) => !service.in_stock);
  return (
    <>
      {stocked.length > 0 && (
        <section>
          <h2 className="section-title">{t.getNumber.inStock(stocked.length)}</h2>
          <Tiles services={stocked} onChoose={onChoose} />
        </section>
      )}
      {soldOut.length > 0 && (
        <section>
          <h2 className="section-title">{t.getNumber.soldOut(soldOut.length)}</h2>
          {withSoldOut ? (
            <Tiles services={soldOut} onChoose={onChoose} />
          ) : (
            <p className="sold-out-hint">
              {t.getNumber.soldOutHint}
              <Button size="small" onClick={() => setWithSoldOut(true)}>
                {t.getNumber.showSoldOut}
              </Button>
            </p>
          )}
        </section>
      )}
    </>
  );
}

interface NoneFoundProps {
  services: Service[];
  search: string;
  onClear: () => void;
}

function NoneFound({ services, search, onClear }: NoneFoundProps) {
  const refused = matching(
    services.filter((service) => !service.allowed),
    search,
    '',
  )[0];
  const isRefused = search.trim() !== '' && refused !== undefined;
  return (
    <Empty
      icon={isRefused ? 'lock' : 'search'}
      title={isRefused ? t.getNumber.refused(refused.name) : t.getNumber.none(search)}
      hint={isRefused ? t.getNumber.refusedHint : t.getNumber.noneHint}
    >
      <Button onClick={onClear}>{t.getNumber.showAll}</Button>
    </Empty>
  );
}

function Tiles({ services, onChoose }: PickerProps) {
  const [shown, setShown] = useState(shownAtFirst);
  const favourites = useFavourites();
  const setFavourite = useSetFavourite();
  const hidden = Math.max(0, services.length - shown);
  return (
    <>
      <ul className="tiles">
        {services.slice(0, shown).map((service) => (
          <ServiceTile
            key={service.slug}
            service={service}
            favourite={favourites.includes(service.slug)}
            onChoose={onChoose}
            onFavourite={setFavourite}
          />
        ))}
      </ul>
      {hidden > 0 && (
        <div className="more">
          <Button onClick={() => setShown(services.length)}>{t.getNumber.showMore(hidden)}</Button>
        </div>
      )}
    </>
  );
}

interface TileProps {
  service: Service;
  favourite: boolean;
  onChoose: (service: Service) => void;
  onFavourite: (service: string, favourite: boolean) => void;
}

const ServiceTile = memo(function ServiceTile({ service, favourite, onChoose, onFavourite }: TileProps) {
  const { name, slug } = service;
  return (
    <li className="tile" data-sold-out={!service.in_stock || undefined}>
      <button type="button" className="tile-main" onClick={() => onChoose(service)}>
        <ServiceMark service={slug} name={name} />
        <span className="tile-text">
          <bdi className="tile-name">{name}</bdi>
          <span className="fine">
            {service.in_stock
              ? (t.category[service.category] ?? service.category)
              : t.getNumber.noStock}
          </span>
        </span>
      </button>
      <IconButton
        icon="star"
        className={favourite ? 'star kept' : 'star'}
        label={favouritesLabel(name, favourite)}
        aria-pressed={favourite}
        onClick={() => onFavourite(slug, !favourite)}
      />
    </li>
  );
});

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
