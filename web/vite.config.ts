// SPDX-License-Identifier: Apache-2.0
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { compress, paintAfterScript, preloadApp } from './plugins/built';

const server = process.env['OTPOST_URL'] ?? 'http://127.0.0.1:8080';

export default defineConfig({
  plugins: [react(), paintAfterScript(), preloadApp(), compress()],
  build: {
    target: 'es2022',
    // A data: URI would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    proxy: Object.fromEntries(
      ['/v1', '/ingest', '/openapi.json'].map((path) => [path, { target: server, changeOrigin: true }]),
    ),
  },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/testing/setup.ts'],
    restoreMocks: true,
    testTimeout: 30_000,
    pool: 'threads',
    poolOptions: { threads: { singleThread: true } },
  },
});
