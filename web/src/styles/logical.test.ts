// SPDX-License-Identifier: Apache-2.0
// @vitest-environment node
// One sheet for both directions of reading: nothing in it is on the left or on the right. And for letters
// of every size: where it changes with the window's width, it counts in letters.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = join(process.cwd(), 'src/styles');

const physical = [
  /\b(margin|padding|border|inset|scroll-margin|scroll-padding)-(left|right|top|bottom)\b/,
  /\bborder-(top|bottom)-(left|right)-radius\b/,
  /^\s*(left|right|top|bottom|width|height|(min|max)-(width|height))\s*:/,
  /\b(text-align|float|clear)\s*:\s*(left|right)\b/,
  /\bbackground-position[^;]*\b(left|right)\b/,
  /\btranslate(X|3d)\(/,
  // Four sides of which the second and the fourth differ.
  /\b(margin|padding|inset|border-width)\s*:\s*\S+\s+(\S+)\s+\S+\s+(?!\2;)\S+;/,
  /\bborder-radius\s*:\s*\S+ [^/]*;/,
  /^@media .*-width:[^)]*px/,
];

/** Without the number in front, and with one word in place of each calculation. */
function plain(line: string): string {
  let text = line.replace(/^\d+: /, '');
  while (/\w+\([^()]*\)/.test(text) && !/translate/.test(text)) text = text.replace(/[\w-]+\([^()]*\)/, '1px');
  return text;
}

function faultsOf(sheet: string): string[] {
  return sheet
    .split('\n')
    .map((line, index) => `${index + 1}: ${line.trim()}`)
    .filter((line) => physical.some((pattern) => pattern.test(plain(line))));
}

it.each([
  'margin-left: 4px;',
  '  right: 0;',
  'width: 40px;',
  'text-align: right;',
  'padding: 0 4px 0 8px;',
  'border-radius: 8px 0 0 8px;',
  'transform: translateX(-50%);',
  '@media (max-width: 719px) {',
])('finds %s', (line) => expect(faultsOf(line)).toHaveLength(1));

it.each(['margin-inline-start: 4px;', 'text-align: end;', 'padding: 2px 4px 6px 4px;', 'line-height: 1;', '@media (max-width: 44.938em) {'])(
  'lets %s pass',
  (line) => expect(faultsOf(line)).toEqual([]),
);

it.each(readdirSync(folder).filter((name) => name.endsWith('.css')))('%s is of both directions', (name) =>
  expect(faultsOf(readFileSync(join(folder, name), 'utf8'))).toEqual([]),
);
