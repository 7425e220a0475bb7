// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { houseApi } from '../../api/house';
import { createQueryClient, queries } from '../../api/queries';
import { sampleAccount, sampleCatalogService, sampleCountryPrice } from '../../testing/samples';
import { AdminPage } from '../admin';

const bank = sampleCatalogService({
  slug: 'bank',
  name: 'Some Bank',
  category: 'finance',
  allowed: false,
  sensitive: true,
});

beforeEach(() => {
  vi.spyOn(houseApi, 'services').mockResolvedValue([sampleCatalogService(), bank]);
  vi.spyOn(houseApi, 'countries').mockResolvedValue([
    { code: 'GB', name: 'United Kingdom', calling_code: '44', tier: 2, enabled: true },
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

it('T1: says what is off by default, and switches a service with a reason', async () => {
  const change = vi.spyOn(houseApi, 'changeService').mockResolvedValue(bank);
  showAt('/admin/catalogue');
  await userEvent.type(await screen.findByRole('searchbox'), 'bank');
  expect(screen.queryByRole('link', { name: 'Telegram' })).toBeNull();
  expect(screen.getByText('Off by default')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Edit Some Bank' }));
  const dialog = within(screen.getByRole('dialog'));
  await userEvent.type(dialog.getByLabelText('Reason'), 'licensed');
  expect(dialog.getByRole<HTMLButtonElement>('button', { name: 'Save' }).disabled).toBe(true);
  await userEvent.selectOptions(dialog.getByLabelText('Sale'), 'On');
  await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
  expect(change.mock.calls[0]?.slice(0, 2)).toEqual([
    'bank',
    { name: 'Some Bank', category: 'finance', tier: 2, allowed: true, aliases: [], reason: 'licensed' },
  ]);
});

it('a service is found by its aliases, which are changed with a reason', async () => {
  vi.spyOn(houseApi, 'services').mockResolvedValue([sampleCatalogService({ aliases: ['tg'] }), bank]);
  const change = vi.spyOn(houseApi, 'changeService').mockResolvedValue(bank);
  showAt('/admin/catalogue');
  await userEvent.type(await screen.findByRole('searchbox'), 'tg');
  await userEvent.click(await screen.findByRole('button', { name: 'Edit Telegram' }));
  expect(screen.queryByRole('button', { name: 'Edit Some Bank' })).toBeNull();
  const dialog = within(screen.getByRole('dialog'));
  await userEvent.type(dialog.getByLabelText('Also called'), ' , tele gram,');
  await userEvent.type(dialog.getByLabelText('Reason'), 'asked for');
  await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
  expect(change.mock.calls[0]?.[1].aliases).toEqual(['tg', 'tele gram']);
});

it('a country is switched off with a reason', async () => {
  const change = vi.spyOn(houseApi, 'changeCountry').mockRejectedValue(new Error('gone'));
  showAt('/admin/catalogue');
  await userEvent.click(await screen.findByRole('button', { name: 'Countries' }));
  await userEvent.click(await screen.findByRole('button', { name: 'Edit United Kingdom' }));
  const dialog = within(screen.getByRole('dialog'));
  await userEvent.selectOptions(dialog.getByLabelText('Sale'), 'Off');
  await userEvent.type(dialog.getByLabelText('Reason'), 'no stock');
  await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
  expect(change.mock.calls[0]?.slice(0, 2)).toEqual([
    'GB',
    { tier: 2, enabled: false, reason: 'no stock' },
  ]);
  expect(await dialog.findByRole('alert')).toBeTruthy();
});

it('a price is set, given back to the rule or withdrawn', async () => {
  vi.spyOn(houseApi, 'prices').mockResolvedValue({
    service: sampleCatalogService(),
    items: [sampleCountryPrice()],
  });
  const set = vi.spyOn(houseApi, 'setPrice').mockResolvedValue(sampleCountryPrice());
  showAt('/admin/catalogue/telegram');
  expect(await screen.findByText('Price of its own')).toBeTruthy();
  const open = async () => {
    await userEvent.click(screen.getByRole('button', { name: 'Edit United Kingdom' }));
    return within(screen.getByRole('dialog'));
  };
  let dialog = await open();
  await userEvent.clear(dialog.getByLabelText('Price'));
  await userEvent.type(dialog.getByLabelText('Price'), '0,42');
  await userEvent.type(dialog.getByLabelText('Reason'), 'dearer');
  await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
  expect(set.mock.calls[0]?.[2]).toEqual({ source: 'set', price: '0.42', reason: 'dearer' });
  dialog = await open();
  await userEvent.selectOptions(dialog.getByLabelText('Price by'), 'Rule of the tiers');
  expect(dialog.getByText('The rule says $0.50.')).toBeTruthy();
  await userEvent.type(dialog.getByLabelText('Reason'), 'as all');
  await userEvent.click(dialog.getByRole('button', { name: 'Save' }));
  expect(set.mock.calls[1]?.[2]).toEqual({ source: 'rule', reason: 'as all' });
});
