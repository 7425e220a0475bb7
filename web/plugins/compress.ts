// SPDX-License-Identifier: Apache-2.0
// Writes `.br` and `.gz` twins beside each built file, so that the server embeds them as they are
// and never compresses at run time. A twin that saves nothing is left out.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const compressible = /\.(html|js|css|svg|json|txt)$/;

function filesUnder(directory: string): string[] {
  return readdirSync(directory).flatMap((name) => {
    const path = join(directory, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

function writeTwins(path: string): void {
  const plain = readFileSync(path);
  const brotli = brotliCompressSync(plain, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
    },
  });
  const gzip = gzipSync(plain, { level: constants.Z_BEST_COMPRESSION });
  if (brotli.length < plain.length) writeFileSync(`${path}.br`, brotli);
  if (gzip.length < plain.length) writeFileSync(`${path}.gz`, gzip);
}

export function compress(): Plugin {
  let directory = 'dist';
  return {
    name: 'otpost-compress',
    apply: 'build',
    configResolved(config) {
      directory = config.build.outDir;
    },
    closeBundle() {
      filesUnder(directory)
        .filter((path) => compressible.test(path))
        .forEach(writeTwins);
    },
  };
}

/** The script decides the theme, so the first paint waits for it: no flash of the other theme. */
export function paintAfterScript(): Plugin {
  return {
    name: 'otpost-paint-after-script',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html) => html.replace('<script type="module"', '<script blocking="render" type="module"'),
    },
  };
}
