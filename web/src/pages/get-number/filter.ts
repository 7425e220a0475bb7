// SPDX-License-Identifier: Apache-2.0
// Which services and offers are shown, and in which order. Pure, so that the rules can be tested.
import type { Offer, Service } from '../../api/types';
import { locale } from '../../format/locale';
import { compareAmounts } from '../../format/money';
import { countryText } from '../../format/text';
import { t } from '../../texts';

/** Lower case without accents: "Pokemon" finds "Pokémon". */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

const byName = new Intl.Collator(locale, { numeric: true });

/** Where a word of what people call it begins with what was typed. */
const isAlias = (alias: string, typed: string): boolean => ` ${folded(alias)}`.includes(` ${typed}`);

/**
 * In stock before sold out; then by what was typed: names that start with it (or what people call them),
 * names that merely hold it, and all of a category that starts with it. Null: found by none of these.
 */
function rankOf({ name, slug, aliases, category, in_stock }: Service, typed: string): number | null {
  const stock = in_stock ? 0 : 3;
  if (typed === '') return stock;
  const folds = folded(name);
  if (folds.startsWith(typed) || aliases.some((alias) => isAlias(alias, typed))) return stock;
  if (folds.includes(typed) || slug.includes(typed)) return stock + 1;
  return folded(t.category[category] ?? category).startsWith(typed) ? stock + 2 : null;
}

/** Ranked once each, as a comparison is made ten times for each of a thousand services. */
export function matching(services: Service[], search: string, category: string): Service[] {
  const typed = folded(search.trim());
  return services
    .filter((service) => category === '' || service.category === category)
    .flatMap((service) => {
      const rank = rankOf(service, typed);
      return rank === null ? [] : [{ service, rank }];
    })
    .sort((a, b) => a.rank - b.rank || byName.compare(a.service.name, b.service.name))
    .map(({ service }) => service);
}

export function categoriesOf(services: Service[]): string[] {
  const found = new Set(services.map(({ category }) => category));
  const named = [...found].filter((category) => category !== 'other').sort();
  return found.has('other') ? [...named, 'other'] : named;
}

const nameOf = (offer: Offer): string => countryText(offer.country, offer.country_name);

/** In the language of the page and in English. */
const namesOf = (offer: Offer): string[] => [nameOf(offer), offer.country_name].map(folded);

export const offerOrders = ['price', 'rate', 'stock', 'time', 'country'] as const;
export type OfferOrder = (typeof offerOrders)[number];

const comparisons: Record<OfferOrder, (a: Offer, b: Offer) => number> = {
  price: (a, b) => compareAmounts(a.price.amount, b.price.amount),
  rate: (a, b) => (b.delivery_rate ?? -1) - (a.delivery_rate ?? -1),
  stock: (a, b) => b.available - a.available,
  time: (a, b) => (a.median_seconds ?? Infinity) - (b.median_seconds ?? Infinity) || 0,
  country: (a, b) => byName.compare(nameOf(a), nameOf(b)),
};

export interface OfferFilter {
  search: string;
  /** Decimal text; null for no cap. */
  cap: string | null;
  order: OfferOrder;
}

/** What can be had comes first, whatever the order. */
export function visibleOffers(offers: Offer[], { search, cap, order }: OfferFilter): Offer[] {
  const words = folded(search.trim());
  return offers
    .filter((offer) => namesOf(offer).some((name) => name.includes(words)) || folded(offer.country) === words)
    .filter((offer) => cap === null || compareAmounts(offer.price.amount, cap) <= 0)
    .sort(
      (a, b) =>
        Number(b.available > 0) - Number(a.available > 0) ||
        comparisons[order](a, b) ||
        byName.compare(nameOf(a), nameOf(b)),
    );
}
