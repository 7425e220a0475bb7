// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { houseApi } from '../../api/house';
import { createQueryClient, queries } from '../../api/queries';
import { sampleAccount, sampleSupplier } from '../../testing/samples';
import { AdminPage } from '../admin';

const page = { next_cursor: null, leases_since: '2026-01-01T10:00:00Z', messages_since: null };

function show(): void {
  history.replaceState(null, '', '/admin/suppliers');
  const client = createQueryClient();
  client.setQueryData(queries.account.queryKey, sampleAccount({ role: 'admin' }));
  render(
    <QueryClientProvider client={client}>
      <AdminPage />
    </QueryClientProvider>,
  );
}

const row = async (name: string) => within((await screen.findByRole('link', { name })).closest('tr')!);

it('says of each supplier what it delivers, and leads to its leases', async () => {
  vi.spyOn(houseApi, 'suppliers').mockResolvedValue({
    ...page,
    items: [
      sampleSupplier(),
      sampleSupplier({ slug: 'far', name: 'Far away', connected: false, success_rate: null, closed: 0, delivered: 0, last_message_at: null,
        numbers: { active: 5000, paused: 3, retired: 0, more: true } }),
      sampleSupplier({ slug: 'old', name: 'Old one', enabled: false, connected: false }),
    ],
  });
  show();
  const attic = await row('Attic phones');
  expect(attic.getByText('75%')).toBeTruthy();
  expect(attic.getByText('6 of 8 leases')).toBeTruthy();
  expect(attic.getByText('Connected')).toBeTruthy();
  expect(attic.getByRole('link').getAttribute('href')).toBe('/admin/leases?supplier=attic');
  const far = await row('Far away');
  expect(far.getByText('Not connected')).toBeTruthy();
  expect(far.getByText('more than 5,000')).toBeTruthy();
  expect(far.getByText('3 paused')).toBeTruthy();
  expect(far.getByText('none yet')).toBeTruthy();
  expect((await row('Old one')).getByText('Switched off')).toBeTruthy();
});

it('shows more on demand, and says so where there is none', async () => {
  const list = vi
    .spyOn(houseApi, 'suppliers')
    .mockResolvedValueOnce({ ...page, items: [sampleSupplier()], next_cursor: 'next' })
    .mockResolvedValueOnce({ ...page, items: [sampleSupplier({ slug: 'b', name: 'Second' })] });
  show();
  await userEvent.click(await screen.findByRole('button', { name: 'Load more' }));
  expect(await row('Second')).toBeTruthy();
  expect(list.mock.calls.map(([cursor]) => cursor)).toEqual([null, 'next']);
});

it('an empty house says how to add one', async () => {
  vi.spyOn(houseApi, 'suppliers').mockResolvedValue({ ...page, items: [] });
  show();
  expect(await screen.findByText('No suppliers yet')).toBeTruthy();
});
