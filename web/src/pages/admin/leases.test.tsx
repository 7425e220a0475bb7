// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { api } from '../../api/calls';
import { houseApi } from '../../api/house';
import { createQueryClient, queries } from '../../api/queries';
import { sampleAccount, sampleHouseLease, sampleHouseLeaseDetail } from '../../testing/samples';
import { AdminPage } from '../admin';

const none = { items: [], next_cursor: null, looked_back_to: null };

beforeEach(() => {
  vi.spyOn(api, 'services').mockResolvedValue([
    { slug: 'telegram', name: 'Telegram', category: 'messenger', allowed: true, in_stock: true, aliases: [] },
  ]);
  vi.spyOn(api, 'countries').mockResolvedValue([
    { code: 'GB', name: 'United Kingdom', calling_code: '44' },
  ]);
});

function showAt(path: string): void {
  history.replaceState(null, '', path);
  const client = createQueryClient();
  client.setQueryData(queries.account.queryKey, sampleAccount({ role: 'admin' }));
  render(
    <QueryClientProvider client={client}>
      <AdminPage />
    </QueryClientProvider>,
  );
}

it('leases are found by the filters in the address', async () => {
  const find = vi
    .spyOn(houseApi, 'leases')
    .mockResolvedValue({ ...none, items: [sampleHouseLease()] });
  showAt('/admin/leases?account=U-7K3QX2&until=2026-01-05');
  const row = within((await screen.findByRole('link', { name: 'Telegram' })).closest('tr')!);
  expect(row.getByText('earned')).toBeTruthy();
  expect(row.getByRole('link', { name: 'someone' }).getAttribute('href')).toBe('/admin/accounts/ac_1');
  expect(find.mock.calls[0]?.[0]).toMatchObject({
    account: 'U-7K3QX2',
    from: '',
    until: new Date(2026, 0, 6).toISOString(),
  });
  await userEvent.selectOptions(screen.getByLabelText('Status'), 'Completed');
  expect(location.search).toContain('status=completed');
  await userEvent.type(screen.getByLabelText('Supplier (short name)'), 'pool');
  expect(location.search).not.toContain('pool');
  await userEvent.click(screen.getByRole('button', { name: 'Show' }));
  expect(location.search).toContain('supplier=pool');
  await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
  expect(location.search).toBe('');
});

it('says how far back it looked when little fits', async () => {
  const find = vi
    .spyOn(houseApi, 'leases')
    .mockResolvedValueOnce({ items: [], next_cursor: 'p7', looked_back_to: '2026-01-05T10:00:00Z' })
    .mockResolvedValueOnce({ ...none, items: [sampleHouseLease()] });
  showAt('/admin/leases?service=telegram');
  expect(await screen.findByText(/Looked back to/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Look further back' }));
  expect(await screen.findByRole('link', { name: 'Telegram' })).toBeTruthy();
  expect(find.mock.calls[1]?.[1]).toBe('p7');
});

it('says what to do when nothing fits, and when the list fails', async () => {
  const find = vi.spyOn(houseApi, 'leases').mockResolvedValueOnce(none);
  showAt('/admin/leases');
  expect(await screen.findByText('No lease fits')).toBeTruthy();
  find.mockRejectedValue(new Error('gone'));
  await userEvent.selectOptions(screen.getByLabelText('Status'), 'Failed');
  expect(await screen.findByRole('alert')).toBeTruthy();
});

it('W4, M7: a lease shows what happened and where the money went, not what was said', async () => {
  vi.spyOn(houseApi, 'lease').mockResolvedValue(sampleHouseLeaseDetail());
  showAt('/admin/leases/ls_1');
  expect(await screen.findByText('Code came')).toBeTruthy();
  expect(screen.getByText('ms_1')).toBeTruthy();
  expect(screen.getByText('What messages say is shown to their customer alone.')).toBeTruthy();
  const rows = screen.getAllByRole('row');
  expect(within(rows[1]!).getByText('Fee held')).toBeTruthy();
  expect(within(rows[1]!).getByText('Escrow')).toBeTruthy();
  expect(within(rows[1]!).getByRole('link', { name: 'someone' })).toBeTruthy();
});
