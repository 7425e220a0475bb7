// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import type { Service } from '../../api/types';
import { sampleOffer } from '../../testing/samples';
import { categoriesOf, matching, visibleOffers } from './filter';

const service = (name: string, category = 'games', in_stock = true, aliases: string[] = []): Service => ({
  slug: name.toLowerCase(),
  name,
  category,
  allowed: true,
  in_stock,
  aliases,
});
const services = [
  service('Big Gram', 'other'),
  service('Pokémon'),
  service('Gram Rare', 'work', false),
  service('Gram', 'social'),
];
const names = (list: Service[]): string[] => list.map(({ name }) => name);

describe('finding a service', () => {
  it('puts names that start with the words first and sold-out services last', () => {
    expect(names(matching(services, 'gram', ''))).toEqual(['Gram', 'Big Gram', 'Gram Rare']);
  });

  it('ignores accents and case', () => {
    expect(names(matching(services, 'POKEMON', ''))).toEqual(['Pokémon']);
  });

  it('knows what people call a service', () => {
    const known = [
      service('Telegram', 'messenger', true, ['tg', 'تلغرام']),
      service('Gtg Tours'),
      service('Google', 'email', true, ['Gmail', 'google voice']),
    ];
    expect(names(matching(known, 'tg', ''))).toEqual(['Telegram', 'Gtg Tours']);
    expect(names(matching(known, 'تلغ', ''))).toEqual(['Telegram']);
    expect(names(matching(known, 'GMA', ''))).toEqual(['Google']);
    expect(names(matching(known, 'voice', ''))).toEqual(['Google']);
    expect(names(matching(known, 'mail', ''))).toEqual([]);
  });

  it('finds those of a category by its name, after all that are called so', () => {
    const known = [service('Zoo'), service('Gamestop', 'shopping'), service('Old', 'games', false)];
    expect(names(matching(known, 'Games', ''))).toEqual(['Gamestop', 'Zoo', 'Old']);
    expect(names(matching(known, 'ames', ''))).toEqual(['Gamestop']);
  });

  it('lists categories by name with the rest at the end', () => {
    expect(categoriesOf(services)).toEqual(['games', 'social', 'work', 'other']);
  });
});

describe('listing offers', () => {
  const cheap = sampleOffer({ country: 'id', country_name: 'Indonesia', price: { amount: '0.09', currency: 'USD' }, delivery_rate: null, median_seconds: null });
  const fast = sampleOffer({ country: 'es', country_name: 'España', price: { amount: '0.1', currency: 'USD' }, median_seconds: 5 });
  const empty = sampleOffer({ country: 'fr', country_name: 'France', price: { amount: '0.01', currency: 'USD' }, available: 0 });
  const offers = [empty, sampleOffer(), fast, cheap];
  const codes = (filter: Partial<Parameters<typeof visibleOffers>[1]>): string[] =>
    visibleOffers(offers, { search: '', cap: null, order: 'price', ...filter }).map(({ country }) => country);

  it('sorts by exact price, with sold-out countries last', () => {
    expect(codes({})).toEqual(['id', 'es', 'gb', 'fr']);
  });

  it('sorts unknown times and rates last', () => {
    expect(codes({ order: 'time' })).toEqual(['es', 'gb', 'id', 'fr']);
    expect(codes({ order: 'rate' })).toEqual(['es', 'gb', 'id', 'fr']);
  });

  it('L1: hides what is dearer than the cap', () => {
    expect(codes({ cap: '0.1' })).toEqual(['id', 'es', 'fr']);
  });

  it('finds a country by name or code', () => {
    expect(codes({ search: 'espana' })).toEqual(['es']);
    expect(codes({ search: 'GB' })).toEqual(['gb']);
  });
});
