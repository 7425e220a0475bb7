// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { houseApi } from '../../api/house';
import { createQueryClient, queries } from '../../api/queries';
import { sampleAccount, sampleOverview } from '../../testing/samples';
import { AdminPage } from '../admin';

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

const card = async (name: string) => within((await screen.findByText(name, { selector: 'dt' })).parentElement!);

it('is the first page, and says how the house is doing', async () => {
  vi.spyOn(houseApi, 'overview').mockResolvedValue(sampleOverview());
  showAt('/admin');
  expect((await card('Held in open leases')).getByText('$0.70')).toBeTruthy();
  expect((await card('Success rate')).getByText('75%')).toBeTruthy();
  expect((await card('Success rate')).getByText('3 of 4 got a code')).toBeTruthy();
  expect((await card('Time to the code')).getByText('7 s')).toBeTruthy();
  expect((await card('Refunded')).getByText('2 without a code')).toBeTruthy();
  expect((await card('Emails to be sent')).getByText('0 given up within 30 days')).toBeTruthy();
  expect(screen.getByText('PostgreSQL')).toBeTruthy();
});

it('a house in which nothing happened has no rate, and sends no emails if it sends none', async () => {
  const none = {
    opened: 0, opened_per_minute: 0, delivered: 0, missed: 0, withdrawn: 0, kept: 0,
    success_rate: null, median_seconds: null, p90_seconds: null, earned: [], refunded: [],
  };
  const period = { from: '2026-01-05T10:00:00Z', opened: 0, delivered: 0, refunded: 0, kept: 0, median_seconds: null, p90_seconds: null };
  vi.spyOn(houseApi, 'overview').mockResolvedValue(
    sampleOverview({
      totals: none,
      periods: [period],
      live: { waiting: 0, received: 0, held: [] },
      emails_waiting: null,
      emails_given_up: null,
    }),
  );
  showAt('/admin/overview');
  expect((await card('Success rate')).getByText('–')).toBeTruthy();
  expect(screen.getByText('No lease was opened in this time.')).toBeTruthy();
  expect(screen.queryByText('Emails to be sent')).toBeNull();
});

it('another time is asked for and stands in the address', async () => {
  const ask = vi.spyOn(houseApi, 'overview').mockResolvedValue(sampleOverview());
  showAt('/admin/overview');
  await userEvent.click(await screen.findByRole('button', { name: '7 days' }));
  expect(location.search).toBe('?range=week');
  expect(await screen.findByRole('heading', { name: 'Last 7 days' })).toBeTruthy();
  expect(ask.mock.calls.map(([range]) => range)).toEqual(['hour', 'week']);
});
