// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { houseApi } from '../../api/house';
import { createQueryClient, queries } from '../../api/queries';
import { sampleAccount, sampleCheck, sampleLedger, sampleLedgerTransfer } from '../../testing/samples';
import { AdminPage } from '../admin';

const none = { items: [], next_cursor: null, looked_back_to: null };

beforeEach(() => {
  vi.spyOn(houseApi, 'check').mockResolvedValue(sampleCheck());
  vi.spyOn(houseApi, 'ledger').mockResolvedValue(sampleLedger());
  vi.spyOn(houseApi, 'transfers').mockResolvedValue({ ...none, items: [sampleLedgerTransfer()] });
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

it('W2: shows what the accounts hold, and of when that is', async () => {
  showAt('/admin/ledger');
  const escrow = (await screen.findByRole('link', { name: '$0.35' })).closest('tr')!;
  expect(within(escrow).getByText('Escrow')).toBeTruthy();
  expect(screen.getByText('$99.65')).toBeTruthy();
  expect(screen.getByText(/As of the check at/)).toBeTruthy();
});

it('transfers are found by the filters in the address', async () => {
  const find = vi.spyOn(houseApi, 'transfers').mockResolvedValue(none);
  showAt('/admin/ledger?account=escrow');
  expect(await screen.findByText('No transfer fits')).toBeTruthy();
  expect(find.mock.calls[0]?.[0]).toMatchObject({ account: 'escrow', kind: '' });
  await userEvent.selectOptions(screen.getByLabelText('Kind'), 'Refund');
  expect(location.search).toBe('?account=escrow&kind=refund');
});

it('W10: a check is asked for, followed, and what it finds is shown as it is', async () => {
  const ask = vi.spyOn(houseApi, 'askCheck').mockResolvedValue(sampleCheck({ state: 'asked' }));
  showAt('/admin/ledger');
  const card = within(await screen.findByRole('region', { name: 'Check of the ledger' }));
  expect(card.getByText('Whole')).toBeTruthy();
  vi.spyOn(houseApi, 'check').mockResolvedValue(
    sampleCheck({
      outcome: 'differs',
      ended_at: '2026-01-05T11:00:00Z',
      report: 'The ledger differs at wallet wa_21: balance',
    }),
  );
  await userEvent.click(card.getByRole('button', { name: 'Check now' }));
  expect(ask.mock.calls[0]?.[0]).toBe('ledger');
  expect(card.getByText('Being checked')).toBeTruthy();
  expect(card.getByRole<HTMLButtonElement>('button').disabled).toBe(true);
  expect(await card.findByText('Something differs', {}, { timeout: 4_000 })).toBeTruthy();
  expect(card.getByText(/wallet wa_21: balance/)).toBeTruthy();
});

it('A9: the audit log has its check as well', async () => {
  vi.spyOn(houseApi, 'check').mockResolvedValue(
    sampleCheck({ kind: 'audit', outcome: null, ended_at: null, report: null }),
  );
  showAt('/admin/audit');
  const card = within(await screen.findByRole('region', { name: 'Check of the audit log' }));
  expect(card.getByText('Not checked yet')).toBeTruthy();
});
