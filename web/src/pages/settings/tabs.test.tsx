// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { createQueryClient, queries } from '../../api/queries';
import { sampleAccount } from '../../testing/samples';
import { SettingsPage } from '../settings';
import { tabAt, tabs } from './tabs';

function showAt(path: string): void {
  history.replaceState(null, '', path);
  const client = createQueryClient();
  client.setQueryData(queries.account.queryKey, sampleAccount());
  render(
    <QueryClientProvider client={client}>
      <SettingsPage />
    </QueryClientProvider>,
  );
}

it('every tab has an address of its own, and nothing else has one', () => {
  for (const tab of tabs) expect(tabAt(`/settings/${tab.name}`)).toBe(tab);
  expect(new Set(tabs.map(({ name }) => name)).size).toBe(tabs.length);
  expect(tabAt('/settings')).toBe(tabs[0]);
  expect(tabAt('/settings/nothing')).toBeUndefined();
});

it('the tab that is shown is told to assistive technology', () => {
  showAt('/settings/profile');
  expect(screen.getByRole('link', { name: 'Profile' }).getAttribute('aria-current')).toBe('page');
  expect(screen.getByRole('link', { name: 'API keys' }).getAttribute('href')).toBe('/developers/keys');
});

it('A1: the profile tells the public id that support asks for', async () => {
  showAt('/settings');
  expect(await screen.findByText('U-7K3QX2')).toBeTruthy();
  expect(screen.getByText('someone@example.com')).toBeTruthy();
});
