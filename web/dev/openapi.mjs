// SPDX-License-Identifier: Apache-2.0
// Takes the OpenAPI document from the server, laid out so that its differences can be read: the order
// in which the server registers its routes and types does not matter.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { binary } from './binary.mjs';

const sorted = (object) => Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));

const document = JSON.parse(execFileSync(binary(), ['openapi'], { encoding: 'utf8' }));
document.paths = sorted(document.paths);
for (const path of Object.keys(document.paths)) document.paths[path] = sorted(document.paths[path]);
document.components.schemas = sorted(document.components.schemas);
const path = new URL('../src/api/openapi.json', import.meta.url);
writeFileSync(path, `${JSON.stringify(document, null, 2)}\n`);
