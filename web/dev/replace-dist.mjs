// SPDX-License-Identifier: Apache-2.0
// Puts dist.new in the place of dist in one go: the server's build embeds dist and must never see half
// of it. When nothing changed, dist stays and only looks newer than what it was built from.
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, utimesSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const built = `${dist}.new`;
const before = `${dist}.old`;

function contents(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`.slice(folder.length))
    .sort();
}

function same() {
  const names = contents(built);
  if (names.join() !== contents(dist).join()) return false;
  return names.every((name) => readFileSync(built + name).equals(readFileSync(dist + name)));
}

if (same()) {
  rmSync(built, { recursive: true });
  utimesSync(`${dist}/index.html`, new Date(), new Date());
} else {
  rmSync(before, { recursive: true, force: true });
  if (existsSync(dist)) renameSync(dist, before);
  renameSync(built, dist);
  rmSync(before, { recursive: true, force: true });
}
