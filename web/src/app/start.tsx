// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createQueryClient } from '../api/queries';
import { App } from './app';
import { CrashBoundary } from './crash-boundary';
import { fetchEarly } from './lazy-page';
import { watchSession } from './session';

export function start(root: HTMLElement): void {
  const client = createQueryClient();
  watchSession(client);
  createRoot(root).render(
    <StrictMode>
      <CrashBoundary>
        <QueryClientProvider client={client}>
          <App />
        </QueryClientProvider>
      </CrashBoundary>
    </StrictMode>,
  );
  fetchEarly();
}
