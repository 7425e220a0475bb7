// SPDX-License-Identifier: Apache-2.0
// @vitest-environment node
// The names that pages of the server use are those of the tool, where Node has the same CLDR.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const names = readFileSync(resolve('../data/catalog/country_names.txt'), 'utf8');
const isSameCldr = names.includes(`: CLDR ${process.versions['cldr'] ?? '?'},`);

it.skipIf(!isSameCldr)('country_names.txt is what dev/country-names.mjs prints', () => {
  expect(execFileSync(process.execPath, ['dev/country-names.mjs'], { encoding: 'utf8' })).toBe(names);
});
