// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { askedBy, filterIn, isNarrow } from './filter';

const read = (query: string) => filterIn(new URLSearchParams(query));

it('reads the address, and nothing from it that can’t be', () => {
  expect(read('status=expired&search=tele&from=2026-11-01&to=2026-11-22')).toEqual({
    status: 'expired',
    search: 'tele',
    from: '2026-11-01',
    to: '2026-11-22',
  });
  expect(isNarrow(read('status=lost&from=yesterday'))).toBe(false);
});

it('asks for whole days where the person is, the last one included', () => {
  const asked = askedBy(read('from=2026-11-30&to=2026-11-30'));
  expect(asked.opened_from).toBe(new Date(2026, 10, 30).toISOString());
  expect(asked.opened_before).toBe(new Date(2026, 11, 1).toISOString());
});

it('leaves out what is not asked', () => {
  expect(askedBy(read('search=%20%20'))).toEqual({});
  expect(askedBy(read('search=%20447700'))).toEqual({ search: '447700' });
});
