// SPDX-License-Identifier: Apache-2.0
// What the type can't see: that a text was translated at all, and that nothing it has to name was lost.
import { describe, expect, it } from 'vitest';
import openapi from '../api/openapi.json';
import { countsIn } from './counts';
import { catalogues, languages } from './catalogues';
import { en } from './en';

type Text = string | ((...values: unknown[]) => string);

/** Names, units and words that are the same in both languages. */
const same: Record<string, string[]> = {
  es: ['account.plan', 'admin.plan', 'category.streaming', 'nav.short.admin', 'offers.seconds', 'overview.seconds'],
  de: [
    'account.roles.admin', 'account.themes.system', 'offers.seconds', 'live.live', 'live.offline', 'category.dating', 'category.messenger',
    'category.streaming', 'lease.national', 'lease.international', 'lease.code', 'history.status',
    'history.filter', 'admin.status', 'admin.approvals.status', 'house.leases.status', 'operator.leases.status', 'credentials.code', 'secondFactor.code',
    'nav.short.admin', 'overview.seconds',
  ],
  ar: [],
};
const sameEverywhere = ['brand', 'nav.short.developers', 'wallet.leaseOf', 'sessions.deviceName'];

function textsOf(node: unknown, path: string, into: Map<string, Text>): Map<string, Text> {
  if (typeof node === 'string' || typeof node === 'function') into.set(path, node as Text);
  else {
    for (const [key, below] of Object.entries(node as object)) {
      textsOf(below, path === '' ? key : `${path}.${key}`, into);
    }
  }
  return into;
}

const english = textsOf(en, '', new Map());
const samples: unknown[][] = [
  ['⟨a⟩', '⟨b⟩', '⟨c⟩', '⟨d⟩'],
  [7, 8, 9, 6],
  ['⟨a⟩', 7, 8, 9],
];

/** What a text says of values it can work with, and which of them. */
function say(text: Text, values: unknown[]): string | null {
  if (typeof text === 'string') return text;
  try {
    const said = text(...values);
    // Arabic has words for what is no number.
    return /NaN|ليس|undefined|\[object/.test(said) ? null : said;
  } catch {
    return null;
  }
}

/** Names or numbers: what all of the texts can work with. */
function valuesFor(...texts: Text[]): unknown[] {
  const found = samples.find((values) => texts.every((text) => say(text, values) !== null));
  if (found === undefined) throw new Error('no sample fits');
  return found;
}

const placeholders = (said: string): string[] => [...new Set(said.match(/⟨.⟩|\b[6-9]\b/g))].sort();

describe.each(languages.filter((language) => language !== 'en'))('the catalogue %s', async (language) => {
  const texts = textsOf(await catalogues[language].load(), '', new Map());

  it('has the keys of the English one, and no other', () => {
    expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it('leaves nothing in English, save what is the same', () => {
    const allowed = [...sameEverywhere, ...(same[language] ?? [])];
    const equal = [...english].filter(([key, text]) => {
      const other = texts.get(key) ?? '';
      const values = valuesFor(text, other);
      return say(other, values) === say(text, values);
    });
    expect(equal.map(([key]) => key).filter((key) => !allowed.includes(key))).toEqual([]);
  });

  it('keeps every placeholder', () => {
    for (const [key, text] of english) {
      // English shows the sentence of the server.
      if (key === 'confirm.refundRule') continue;
      const other = texts.get(key) ?? '';
      const values = valuesFor(text, other);
      const named = [text, other].map((one) => placeholders(say(one, values) ?? ''));
      expect(named[1], key).toEqual(named[0]);
    }
  });

  it('says something of every number', () => {
    for (const [key, text] of english) {
      const other = texts.get(key) ?? '';
      if (typeof valuesFor(text, other)[0] !== 'number' || typeof text === 'string') continue;
      for (const count of [0, 1, 2, 3, 10, 11, 100, 1000]) {
        expect(say(other, [count, count, count]), key).toMatch(/\S/);
      }
    }
  });
});

it('counts in Arabic in all of its forms', async () => {
  const ar = await catalogues.ar.load();
  expect([1, 2, 3, 11, 100].map(ar.confirm.minutes)).toEqual([
    'دقيقة واحدة', 'دقيقتان', '3 دقائق', '11 دقيقة', '100 دقيقة',
  ]);
  expect(countsIn('de')(12_000, { other: '#' })).toBe('12.000');
});

it('the server knows the languages of the page', () => {
  const { language } = openapi.components.schemas.Profile.properties;
  expect(language.enum.filter((tag) => tag !== null).sort()).toEqual([...languages].sort());
});
