// SPDX-License-Identifier: Apache-2.0
// What is done to the built page: twins in `.br` and `.gz` beside each file, so that the server embeds
// them as they are and never compresses at run time, and what its HTML says of scripts.
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

/** The entry asks for the app only when it has the texts; the browser can fetch both at once. */
export function preloadApp(): Plugin {
  return {
    name: 'otpost-preload-app',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle = {} }) {
        const chunks = Object.values(bundle).filter((output) => output.type === 'chunk');
        const app = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith('/src/app/start.tsx')));
        if (app === undefined) throw new Error('no chunk has src/app/start.tsx');
        const needed = new Set([app.fileName]);
        // A set is walked together with what is added meanwhile.
        for (const file of needed) {
          chunks.find(({ fileName }) => fileName === file)?.imports.forEach((name) => needed.add(name));
        }
        return [...needed]
          .filter((file) => !chunks.some(({ fileName, isEntry }) => isEntry && fileName === file))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/${file}` },
            injectTo: 'head',
          }));
      },
    },
  };
}
