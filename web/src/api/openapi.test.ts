// SPDX-License-Identifier: Apache-2.0
// @vitest-environment node
// The page's types are those of the server: `npm run types` after any change of the API.
import { execFileSync } from 'node:child_process';
import openapiTS, { astToString } from 'openapi-typescript';
import { expect, it } from 'vitest';
import document from './openapi.json?raw';
import types from './schema.d.ts?raw';

const binary = process.env['OTPOST_BINARY'];

it.skipIf(binary === undefined)('openapi.json is what the server describes', () => {
  const described: unknown = JSON.parse(execFileSync(binary ?? '', ['openapi'], { encoding: 'utf8' }));
  expect(JSON.parse(document)).toEqual(described);
});

it('schema.d.ts is generated from openapi.json', async () => {
  const generated = astToString(await openapiTS(document, { rootTypes: false }));
  expect(types.endsWith(generated)).toBe(true);
});
