// SPDX-License-Identifier: Apache-2.0
import { render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { loadOrReload, page } from './lazy-page';

const gone = () => Promise.reject(new TypeError('Failed to fetch dynamically imported module'));

it('shows the shape of what comes, then the page', async () => {
  const View = page(async () => () => <h1>History</h1>);
  render(<View />);
  expect(screen.getByRole('status', { name: 'Loading' })).toBeTruthy();
  expect(await screen.findByRole('heading', { name: 'History' })).toBeTruthy();
});

it('a chunk of an older version begins the page anew, once', async () => {
  const reload = vi.fn();
  await loadOrReload(gone, reload);
  const Second = await loadOrReload(gone, reload);
  expect(reload).toHaveBeenCalledTimes(1);
  render(<Second />);
  expect(screen.getByRole('button', { name: 'Reload' })).toBeTruthy();
});

it('the next update is met the same way', async () => {
  const reload = vi.fn();
  await loadOrReload(gone, reload);
  await loadOrReload(async () => () => null, reload);
  await loadOrReload(gone, reload);
  expect(reload).toHaveBeenCalledTimes(2);
});

it('without a network nothing is reloaded, since nothing would come', async () => {
  vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
  const reload = vi.fn();
  const View = await loadOrReload(gone, reload);
  expect(reload).not.toHaveBeenCalled();
  render(<View />);
  expect(screen.getByText('This page could not be loaded')).toBeTruthy();
});
