// SPDX-License-Identifier: Apache-2.0
// Which services and offers are shown, and in which order. Pure, so that the rules can be tested.
import type { Offer, Service } from '../../api/types';
import { compareAmounts } from '../../format/money';

/** Lower case without accents: "Pokemon" finds "Pokémon". */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Names that start with the words come before names that merely hold them; refused services last. */
export function matching(services: Service[], search: string, category: string): Service[] {
  const words = folded(search.trim());
  const rank = (service: Service): number =>
    (service.allowed ? 0 : 2) + (folded(service.name).startsWith(words) ? 0 : 1);
  return services
    .filter((service) => category === '' || service.category === category)
    .filter(
      (service) => folded(service.name).includes(words) || service.slug.includes(words),
    )
    .sort((a, b) => rank(a) - rank(b));
}

export function categoriesOf(services: Service[]): string[] {
  const allowed = services.filter((service) => service.allowed);
  const counts = new Map<string, number>();
  for (const { category } of allowed) counts.set(category, (counts.get(category) ?? 0) + 1);
  return [...counts.keys()].filter((category) => category !== 'other').sort().concat(
    counts.has('other') ? ['other'] : [],
  );
}

export const offerOrders = ['price', 'rate', 'stock', 'time', 'country'] as const;
export type OfferOrder = (typeof offerOrders)[number];

const comparisons: Record<OfferOrder, (a: Offer, b: Offer) => number> = {
  price: (a, b) => compareAmounts(a.price.amount, b.price.amount),
  rate: (a, b) => (b.delivery_rate ?? -1) - (a.delivery_rate ?? -1),
  stock: (a, b) => b.available - a.available,
  time: (a, b) => (a.median_seconds ?? Infinity) - (b.median_seconds ?? Infinity) || 0,
  country: (a, b) => a.country_name.localeCompare(b.country_name),
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
    .filter((offer) => folded(offer.country_name).includes(words) || folded(offer.country) === words)
    .filter((offer) => cap === null || compareAmounts(offer.price.amount, cap) <= 0)
    .sort(
      (a, b) =>
        Number(b.available > 0) - Number(a.available > 0) ||
        comparisons[order](a, b) ||
        a.country_name.localeCompare(b.country_name),
    );
}
