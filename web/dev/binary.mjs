// SPDX-License-Identifier: Apache-2.0
// The server's binary: the one named by OTPOST_BINARY, else the newest build.
import { existsSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export function binary() {
  if (process.env.OTPOST_BINARY) return process.env.OTPOST_BINARY;
  const [newest] = ['debug', 'release']
    .map((preset) => fileURLToPath(new URL(`../../build/${preset}/otpost`, import.meta.url)))
    .filter((path) => existsSync(path))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  if (newest === undefined) throw new Error('Build otpost first, or name it in OTPOST_BINARY.');
  return newest;
}
