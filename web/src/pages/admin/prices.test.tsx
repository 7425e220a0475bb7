// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { houseApi } from '../../api/house';
import { ApiProblem } from '../../api/problem';
import { createQueryClient, queries } from '../../api/queries';
import type { PricePreview } from '../../api/types';
import { sampleAccount, sampleCatalogService } from '../../testing/samples';
import { AdminPage } from '../admin';

const counts = { added: 0, changed: 1, withdrawn: 1, returned: 0, unchanged: 7 };
const set = (amount: string) => ({ source: 'set' as const, price: { amount, currency: 'USD' } });
const germany = { country: 'DE', country_name: 'Germany' };

const plan: PricePreview = {
  digest: 'd1',
  counts,
  changes: [
    { line: 2, kind: 'changed', service: 'telegram', service_name: 'Telegram', ...germany, before: set('0.35'), after: set('0.42') },
    {
      line: 3,
      kind: 'withdrawn',
      service: 'signal',
      service_name: 'Signal',
      ...germany,
      before: { source: 'rule', price: { amount: '0.50', currency: 'USD' } },
      after: { source: 'withdrawn', price: null },
    },
  ],
  mistakes: [],
  mistakes_total: 0,
};

const nothing = { ...counts, changed: 0, withdrawn: 0 };

/** jsdom's files can't be read. */
const file = (text = 'country,service,price\n') =>
  Object.assign(new File([text], 'new.csv', { type: 'text/csv' }), {
    text: () => Promise.resolve(text),
  });

beforeEach(() => {
  vi.spyOn(houseApi, 'services').mockResolvedValue([sampleCatalogService()]);
  vi.spyOn(houseApi, 'countries').mockResolvedValue([
    { code: 'DE', name: 'Germany', calling_code: '49', tier: 2, enabled: true },
  ]);
});

function show(path = '/admin/prices'): void {
  history.replaceState(null, '', path);
  const client = createQueryClient();
  client.setQueryData(queries.account.queryKey, sampleAccount({ role: 'admin' }));
  render(
    <QueryClientProvider client={client}>
      <AdminPage />
    </QueryClientProvider>,
  );
}

async function choose(chosen = file()): Promise<void> {
  await userEvent.upload(await screen.findByLabelText('CSV file'), chosen);
}

it('shows what would change before anything does, and then changes just that', async () => {
  const look = vi.spyOn(houseApi, 'previewPrices').mockResolvedValue(plan);
  const run = vi.spyOn(houseApi, 'importPrices').mockResolvedValue(counts);
  show();
  await choose();
  expect((await screen.findByRole('heading', { name: 'Preview of new.csv' })) === document.activeElement).toBe(true);
  expect(look).toHaveBeenCalledWith('country,service,price\n');
  const rows = screen.getAllByRole('row').slice(1);
  expect(within(rows[0]!).getByText('$0.35')).toBeTruthy();
  expect(within(rows[0]!).getByText('$0.42')).toBeTruthy();
  expect(within(rows[1]!).getByText('Rule of the tiers')).toBeTruthy();
  expect(within(rows[1]!).getByText('Withdrawn')).toBeTruthy();
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Change 2 prices' });
  expect(button.disabled).toBe(true);
  expect(run).not.toHaveBeenCalled();
  await userEvent.type(screen.getByLabelText('Reason'), 'spring');
  await userEvent.click(button);
  expect(await screen.findByText('2 prices changed')).toBeTruthy();
  expect(run.mock.calls[0]?.[0]).toEqual({ csv: 'country,service,price\n', digest: 'd1', reason: 'spring' });
  expect(screen.queryByRole('table')).toBeNull();
});

it('names every mistake by its line, with what to do, and lets nothing through', async () => {
  vi.spyOn(houseApi, 'previewPrices').mockResolvedValue({
    ...plan,
    mistakes: [
      { line: 3, character: 4, column: 'price', code: 'price_comma', message: 'x' },
      { line: 9, character: 1, column: null, code: 'fields_count', message: 'x' },
    ],
    mistakes_total: 102,
  });
  show();
  await choose();
  const note = within(await screen.findByRole('alert'));
  expect(note.getByText('102 mistakes')).toBeTruthy();
  expect(note.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'Line 3: price Write the price with a point: 1.50.',
    'Line 9: There are more or fewer values than columns. Is a price written with a comma?',
  ]);
  expect(note.getByText('And 100 more.')).toBeTruthy();
  expect(screen.queryByLabelText('Reason')).toBeNull();
});

it('asks for another preview when prices were changed meanwhile', async () => {
  const problem = { status: 409, code: 'preview_outdated', title: 'Conflict', detail: '' };
  const look = vi.spyOn(houseApi, 'previewPrices').mockResolvedValueOnce(plan);
  vi.spyOn(houseApi, 'importPrices').mockRejectedValue(
    new ApiProblem({ type: 'about:blank', ...problem }, null, null),
  );
  show();
  await choose();
  await userEvent.type(await screen.findByLabelText('Reason'), 'spring');
  await userEvent.click(screen.getByRole('button', { name: 'Change 2 prices' }));
  const note = within(await screen.findByRole('alert'));
  expect(note.getByText('The prices have changed since the preview')).toBeTruthy();
  look.mockResolvedValueOnce({ ...plan, digest: 'd2', counts: nothing, changes: [] });
  await userEvent.click(note.getByRole('button', { name: 'New preview' }));
  expect(await screen.findByText('Nothing would change')).toBeTruthy();
  expect(look).toHaveBeenLastCalledWith('country,service,price\n');
});

it('says when a file is too large or the server refuses it', async () => {
  const look = vi.spyOn(houseApi, 'previewPrices').mockRejectedValue(new TypeError('gone'));
  show();
  await choose(file('x'.repeat(1_500_001)));
  expect(await screen.findByText('The file is too large')).toBeTruthy();
  expect(look).not.toHaveBeenCalled();
  await choose();
  expect(await screen.findByText('The server can’t be reached')).toBeTruthy();
});

it('downloads what is chosen', async () => {
  const load = vi.spyOn(houseApi, 'exportPrices').mockResolvedValue(new Blob(['x']));
  URL.createObjectURL = () => 'blob:x';
  URL.revokeObjectURL = () => {};
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockReturnValue();
  show('/admin/prices?service=telegram');
  await screen.findByRole('option', { name: 'Telegram' });
  await screen.findByRole('option', { name: 'Germany' });
  await userEvent.selectOptions(screen.getByLabelText('Country'), 'Germany');
  await userEvent.click(screen.getByRole('button', { name: 'Download CSV' }));
  expect(load).toHaveBeenCalledWith('telegram', 'DE');
});
