// SPDX-License-Identifier: Apache-2.0
// Takes the OpenAPI document from the server, laid out so that its differences can be read.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { binary } from './binary.mjs';

const document = JSON.parse(execFileSync(binary(), ['openapi'], { encoding: 'utf8' }));
const path = new URL('../src/api/openapi.json', import.meta.url);
writeFileSync(path, `${JSON.stringify(document, null, 2)}\n`);
