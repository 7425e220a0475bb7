// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { api } from '../../api/calls';
import { createQueryClient } from '../../api/queries';
import type { LeaseFilter } from '../../api/types';
import { sampleLease } from '../../testing/samples';
import { HistoryPage } from '../history';

let asked: LeaseFilter[];

beforeEach(() => {
  asked = [];
  vi.spyOn(api, 'countries').mockResolvedValue([]);
  vi.spyOn(api, 'leases').mockImplementation((filter) => {
    asked.push(filter);
    const items = filter.search === 'nothing' ? [] : [sampleLease()];
    return Promise.resolve({ items, next_cursor: null });
  });
});

function showAt(path: string): void {
  history.replaceState(null, '', path);
  render(
    <QueryClientProvider client={createQueryClient()}>
      <HistoryPage />
    </QueryClientProvider>,
  );
}

it('asks once the typing pauses, and keeps the search in the address', async () => {
  showAt('/history');
  await screen.findByText('Telegram');
  await userEvent.type(screen.getByRole('searchbox'), 'nothing');
  expect(await screen.findByText('No lease fits these filters')).toBeTruthy();
  expect(asked).toEqual([{}, { search: 'nothing' }]);
  expect(location.search).toBe('?search=nothing');
  await userEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
  expect(await screen.findByText('Telegram')).toBeTruthy();
  expect(screen.getByRole<HTMLInputElement>('searchbox').value).toBe('');
});

it('downloads what the filter finds', async () => {
  const wanted = vi.spyOn(api, 'exportLeases').mockResolvedValue(new Blob(['lease\r\n']));
  const link = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
  URL.createObjectURL = () => 'blob:table';
  showAt('/history?status=expired');
  await userEvent.click(screen.getByRole('button', { name: 'Download CSV' }));
  expect(wanted).toHaveBeenCalledWith({ status: 'expired' });
  await vi.waitFor(() => expect(link).toHaveBeenCalledOnce());
});
