// SPDX-License-Identifier: Apache-2.0
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { App } from './app';

/** Begins where it isn't known yet who it is: the server doesn't answer. */
function begin(path: string): void {
  history.replaceState(null, '', path);
  vi.spyOn(globalThis, 'fetch').mockReturnValue(new Promise(() => {}));
  render(
    <QueryClientProvider client={new QueryClient()}>
      <App />
    </QueryClientProvider>,
  );
}

it('shows the frame before it is known whose it is, to whoever was signed in', () => {
  vi.spyOn(document, 'cookie', 'get').mockReturnValue('__Host-csrf=token');
  begin('/');
  screen.getByRole('heading', { level: 1, name: 'Get a number' });
  screen.getByRole('status', { name: 'Loading' });
  expect(screen.queryByRole('navigation')).toBeNull();
});

it('promises no page that may be missing', () => {
  vi.spyOn(document, 'cookie', 'get').mockReturnValue('__Host-csrf=token');
  begin('/wallet');
  expect(screen.queryByRole('heading')).toBeNull();
  screen.getByRole('status', { name: 'Loading' });
});

it('shows nothing to somebody new until it is known that they have to sign in', () => {
  begin('/');
  expect(screen.queryByRole('status', { name: 'Loading' })).toBeNull();
});
