// SPDX-License-Identifier: Apache-2.0
// What a browser has to load before it shows the first view: the scripts that index.html names, all that
// they import, and the largest catalogue. Compressed, as it is served.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const dist = new URL('../dist', import.meta.url).pathname;
const budget = 180_000;
const styleBudget = 20_000;

const assets = readdirSync(join(dist, 'assets'));
const compressed = (name) => {
  const path = join(dist, 'assets', name);
  return statSync(existsSync(`${path}.br`) ? `${path}.br` : path).size;
};
const named = (text, pattern) => [...text.matchAll(pattern)].map(([, name]) => name);
const html = readFileSync(join(dist, 'index.html'), 'utf8');

function withImports(names) {
  const found = new Set();
  const visit = (name) => {
    if (found.has(name)) return;
    found.add(name);
    const text = readFileSync(join(dist, 'assets', name), 'utf8');
    named(text, /(?:from|import)\s*"\.\/([\w.-]+\.js)"/g).forEach(visit);
  };
  names.forEach(visit);
  return [...found];
}

const first = withImports(named(html, /(?:src|href)="\/assets\/([\w.-]+\.js)"/g));
const catalogues = assets.filter((name) => /^(en|es|ar|de)-[\w-]+\.js$/.test(name));
const sum = (names) => names.reduce((total, name) => total + compressed(name), 0);

test('the scripts of the first view are at most 180 kB compressed', (t) => {
  assert.equal(catalogues.length, 4, 'a chunk for every language');
  const size = sum(first) + Math.max(...catalogues.map(compressed));
  t.diagnostic(`${size} bytes: ${first.join(', ')}, the largest catalogue`);
  assert.ok(size <= budget, `${size} bytes`);
});

test('pages that are not looked at first are chunks of their own', () => {
  for (const page of ['accounts', 'approvals', 'audit', 'devices', 'profile', 'history', 'keys', 'wallet']) {
    const chunk = assets.find((name) => name.startsWith(`${page}-`) && name.endsWith('.js'));
    assert.ok(chunk, `${page} has a chunk`);
    assert.ok(!first.includes(chunk), `${page} is loaded at once`);
  }
});

test('styles fit, names change with the content, and each file has its twins', () => {
  assert.ok(sum(named(html, /href="\/assets\/([\w.-]+\.css)"/g)) <= styleBudget);
  for (const name of assets.filter((asset) => /\.(js|css)$/.test(asset))) {
    assert.match(name, /-[\w-]{8}\.(js|css)$/);
    const size = statSync(join(dist, 'assets', name)).size;
    if (size > 1000) assert.ok(assets.includes(`${name}.br`) && assets.includes(`${name}.gz`), name);
  }
});
