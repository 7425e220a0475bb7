// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { api } from '../../api/calls';
import { houseApi } from '../../api/house';
import { createQueryClient, queries } from '../../api/queries';
import type { Account } from '../../api/types';
import {
  sampleAccount,
  sampleApproval,
  sampleAuditEntry,
  sampleCheck,
  sampleDetail,
  sampleTransfer,
} from '../../testing/samples';
import { Toasts } from '../../ui/toast';
import { AdminPage } from '../admin';

const root: Account = sampleAccount({ id: 'ac_root', username: 'root', role: 'admin' });
const none = { items: [], next_cursor: null };

beforeEach(() => {
  vi.spyOn(api.admin, 'account').mockResolvedValue(sampleDetail());
  vi.spyOn(api.admin, 'sessions').mockResolvedValue([]);
  vi.spyOn(api.admin, 'audit').mockResolvedValue(none);
  vi.spyOn(houseApi, 'check').mockResolvedValue(sampleCheck());
  vi.spyOn(api.admin, 'plans').mockResolvedValue([{ name: 'free', open_at_once: 5, per_hour: 50 }]);
});

function showAt(path: string, own: Account = root): QueryClient {
  history.replaceState(null, '', path);
  const client = createQueryClient();
  client.setQueryData(queries.account.queryKey, own);
  render(
    <QueryClientProvider client={client}>
      <AdminPage />
      <Toasts />
    </QueryClientProvider>,
  );
  return client;
}

it('A6: says to others that the pages are not for them, and asks nothing', () => {
  const asked = vi.spyOn(api.admin, 'accounts');
  showAt('/admin/accounts', sampleAccount());
  expect(screen.getByText('Only administrators see this')).toBeTruthy();
  expect(asked).not.toHaveBeenCalled();
});

it('finds accounts while one types', async () => {
  const find = vi
    .spyOn(api.admin, 'accounts')
    .mockImplementation((search) =>
      Promise.resolve(search === 'ada' ? { items: [sampleAccount({ username: 'ada' })], next_cursor: null } : none),
    );
  showAt('/admin/accounts');
  expect(await screen.findByText('No account fits')).toBeTruthy();
  await userEvent.type(screen.getByRole('searchbox'), 'ada');
  expect(await screen.findByRole('link', { name: 'ada' })).toBeTruthy();
  expect(find.mock.calls.map(([search]) => search)).toEqual(['', 'ada']);
  expect(location.search).toBe('?search=ada');
});

it('A9: an act says what happens, and asks for a reason before it is done', async () => {
  const act = vi.spyOn(api.admin, 'act').mockResolvedValue(sampleDetail());
  showAt('/admin/accounts/ac_1');
  await userEvent.click(await screen.findByRole('button', { name: 'Suspend' }));
  const dialog = within(screen.getByRole('dialog'));
  expect(dialog.getByText(/signed out everywhere/)).toBeTruthy();
  const submit = dialog.getByRole<HTMLButtonElement>('button', { name: 'Suspend' });
  expect(submit.disabled).toBe(true);
  await userEvent.type(dialog.getByLabelText('Reason'), 'stolen card');
  await userEvent.click(submit);
  expect(act.mock.calls[0]?.slice(0, 3)).toEqual(['ac_1', 'suspend', 'stolen card']);
});

it('a suspended account can be restored, not suspended', async () => {
  vi.spyOn(api.admin, 'account').mockResolvedValue(
    sampleDetail({ account: sampleAccount({ status: 'suspended' }) }),
  );
  showAt('/admin/accounts/ac_1');
  expect(await screen.findByRole('button', { name: 'Restore' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Suspend' })).toBeNull();
});

it('A6: offers nobody to take their own rights away', async () => {
  vi.spyOn(api.admin, 'account').mockResolvedValue(sampleDetail({ account: root }));
  showAt('/admin/accounts/ac_root');
  expect(await screen.findByText(/your own account/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Suspend' })).toBeNull();
  expect(screen.queryByRole('button', { name: 'Change role' })).toBeNull();
});

it('a role and a plan are chosen from those there are', async () => {
  const setRole = vi.spyOn(api.admin, 'setRole').mockResolvedValue(sampleDetail());
  showAt('/admin/accounts/ac_1');
  await userEvent.click(await screen.findByRole('button', { name: 'Change role' }));
  const dialog = within(screen.getByRole('dialog'));
  await userEvent.type(dialog.getByLabelText('Reason'), 'joins support');
  expect(dialog.getByRole<HTMLButtonElement>('button', { name: 'Change role' }).disabled).toBe(true);
  await userEvent.selectOptions(dialog.getByLabelText('Role'), 'Operator');
  await userEvent.click(dialog.getByRole('button', { name: 'Change role' }));
  expect(setRole.mock.calls[0]?.[1]).toEqual({ role: 'operator', reason: 'joins support' });
});

it('W7, SEC-A5: says whether a recharge was booked or waits', async () => {
  const recharge = vi.spyOn(api.admin, 'recharge').mockResolvedValueOnce(sampleTransfer());
  showAt('/admin/accounts/ac_1');
  const fill = async (amount: string): Promise<void> => {
    await userEvent.click(await screen.findByRole('button', { name: 'Recharge' }));
    const dialog = within(screen.getByRole('dialog'));
    await userEvent.type(dialog.getByLabelText('Amount in USD'), amount);
    await userEvent.type(dialog.getByLabelText('Reason'), 'bank transfer');
    await userEvent.click(dialog.getByRole('button', { name: 'Recharge' }));
  };
  await fill('25');
  expect(await screen.findByText('$25.00 credited')).toBeTruthy();
  recharge.mockResolvedValueOnce(sampleApproval());
  await fill('250.00');
  expect(await screen.findByText('Waits for a second administrator')).toBeTruthy();
});

it('SEC-A5: who asked for a credit is not offered to approve it', async () => {
  vi.spyOn(api.admin, 'approvals').mockResolvedValue({
    items: [
      sampleApproval({ id: 'ap_1', asked_by: { id: 'ac_root', public_id: 'U-AAAAAA', username: 'root' } }),
      sampleApproval({ id: 'ap_2' }),
    ],
    next_cursor: null,
  });
  const approve = vi.spyOn(api.admin, 'approve').mockResolvedValue(sampleApproval({ status: 'approved' }));
  showAt('/admin/approvals');
  expect(await screen.findByText('Another administrator decides')).toBeTruthy();
  const buttons = screen.getAllByRole('button', { name: 'Approve' });
  expect(buttons.length).toBe(1);
  await userEvent.click(screen.getByRole('button', { name: 'Approve' }));
  await userEvent.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Approve' }));
  expect(approve.mock.calls[0]?.[0]).toBe('ap_2');
});

it('a rejection asks why', async () => {
  vi.spyOn(api.admin, 'approvals').mockResolvedValue({ items: [sampleApproval()], next_cursor: null });
  const reject = vi.spyOn(api.admin, 'reject').mockResolvedValue(sampleApproval({ status: 'rejected' }));
  showAt('/admin/approvals');
  await userEvent.click(await screen.findByRole('button', { name: 'Reject' }));
  const dialog = within(screen.getByRole('dialog'));
  await userEvent.type(dialog.getByLabelText('Reason'), 'no such transfer');
  await userEvent.click(dialog.getByRole('button', { name: 'Reject' }));
  expect(reject.mock.calls[0]?.slice(0, 2)).toEqual(['ap_1', 'no such transfer']);
});

it('A9: the audit log is filtered by its address', async () => {
  const audit = vi.spyOn(api.admin, 'audit').mockResolvedValue({
    items: [sampleAuditEntry({ result: 'invalid_credentials', repeats: 3 })],
    next_cursor: null,
  });
  showAt('/admin/audit?action=sign_in.failed&account=U-7K3QX2');
  expect(await screen.findByText('Refused: invalid_credentials')).toBeTruthy();
  expect(screen.getByText('3 times')).toBeTruthy();
  expect(audit.mock.calls[0]?.slice(0, 2)).toEqual(['U-7K3QX2', 'sign_in.failed']);
  await userEvent.selectOptions(screen.getByLabelText('Action'), 'Wallet credited');
  expect(location.search).toBe('?account=U-7K3QX2&action=wallet.credited');
});
