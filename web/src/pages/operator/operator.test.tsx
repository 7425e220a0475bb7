// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { api } from '../../api/calls';
import {
  operatorApi,
  type ChangedNumbers,
  type Earnings,
  type NumberDetail,
  type OperatorNumber,
  type Overview,
} from '../../api/operator';
import { ApiProblem } from '../../api/problem';
import { createQueryClient, queries } from '../../api/queries';
import type { Account } from '../../api/types';
import { sampleAccount } from '../../testing/samples';
import { Toasts } from '../../ui/toast';
import { OperatorPage } from '../operator';
import { numbersIn } from './add-numbers';
import { roundedUp } from './earnings-chart';

const olga: Account = sampleAccount({ id: 'ac_olga', username: 'olga', role: 'operator' });
const none = { items: [], next_cursor: null };
const money = (amount: string): { amount: string; currency: string } => ({ amount, currency: 'USD' });

function sampleNumber(change: Partial<OperatorNumber> = {}): OperatorNumber {
  return {
    id: 'nu_1',
    number: '+447700900123',
    number_national: '7700900123',
    country: 'GB',
    country_name: 'United Kingdom',
    supplier_id: 'su_1',
    status: 'active',
    state: 'available',
    open_leases: 0,
    serves_all: true,
    services_open: 61,
    services_used: 2,
    services_closed: 1,
    added_at: '2026-01-05T10:00:00Z',
    attested_at: '2026-01-05T10:00:00Z',
    attestation_version: '2026-11',
    last_message_at: null,
    ...change,
  };
}

function sampleNumberDetail(change: Partial<OperatorNumber> = {}): NumberDetail {
  const free = { state: 'free', open: true, available_at: null } as const;
  return {
    number: sampleNumber(change),
    services: [
      { service: 'telegram', service_name: 'Telegram', ...free },
      { service: 'whatsapp', service_name: 'WhatsApp', ...free, state: 'used' },
    ],
  };
}

const overview: Overview = {
  numbers: { active: 30, paused: 2, retired: 1, leased: 4 },
  suppliers: [{ id: 'su_1', name: 'My gateway', enabled: true, share_bp: 4000 }],
  attestation: { version: '2026-11', statement: 'I attest.' },
  earned_today: money('1.40'),
  earned_30_days: money('42.00'),
  codes_30_days: 300,
};

const earnings: Earnings = {
  total: money('1.54'),
  codes: 11,
  days: [
    { day: '2026-01-04', codes: 1, earned: money('0.14') },
    { day: '2026-01-05', codes: 10, earned: money('1.40') },
    { day: '2026-01-06', codes: 0, earned: money('0.00') },
  ],
};

beforeEach(() => {
  vi.spyOn(operatorApi, 'overview').mockResolvedValue(overview);
  vi.spyOn(operatorApi, 'earnings').mockResolvedValue(earnings);
  vi.spyOn(operatorApi, 'leases').mockResolvedValue(none);
  vi.spyOn(operatorApi, 'number').mockResolvedValue(sampleNumberDetail());
  vi.spyOn(operatorApi, 'numbers').mockResolvedValue({ items: [sampleNumber()], next_cursor: null });
  vi.spyOn(api, 'countries').mockResolvedValue([]);
  vi.spyOn(api, 'services').mockResolvedValue([]);
});

function showAt(path: string, own: Account = olga): void {
  history.replaceState(null, '', path);
  const client = createQueryClient();
  client.setQueryData(queries.account.queryKey, own);
  render(
    <QueryClientProvider client={client}>
      <OperatorPage />
      <Toasts />
    </QueryClientProvider>,
  );
}

it('A6: says to others that the pages are not for them, and asks nothing', () => {
  const asked = vi.spyOn(operatorApi, 'overview');
  showAt('/operator', sampleAccount());
  expect(screen.getByText('Only operators see this')).toBeTruthy();
  expect(asked).not.toHaveBeenCalled();
});

it('W11: shows what was earned, as a chart and as a table', async () => {
  showAt('/operator');
  expect(await screen.findByText('$42.00')).toBeTruthy();
  expect(screen.getByText('Of 30 active, 2 paused')).toBeTruthy();
  const chart = await screen.findByRole('img', { name: /\$1\.54 in all, at most \$1\.40 in a day/ });
  expect(chart.querySelectorAll('.earnings-bar')).toHaveLength(3);
  await userEvent.click(screen.getByRole('button', { name: 'As a table' }));
  const rows = within(screen.getByRole('table')).getAllByRole('row');
  expect(rows.map((row) => row.textContent)).toEqual([
    'DayCodesEarned', 'Jan 5, 202610$1.40', 'Jan 4, 20261$0.14',
  ]);
});

it('tells an operator without a connection what to do', async () => {
  vi.spyOn(operatorApi, 'overview').mockResolvedValue({ ...overview, suppliers: [] });
  showAt('/operator');
  expect(await screen.findByText('No connection yet')).toBeTruthy();
});

it('says when the house has switched a connection off', async () => {
  const suppliers = [{ id: 'su_1', name: 'My gateway', enabled: false, share_bp: 4000 }];
  vi.spyOn(operatorApi, 'overview').mockResolvedValue({ ...overview, suppliers });
  showAt('/operator');
  expect(await screen.findByText(/My gateway is switched off/)).toBeTruthy();
});

it('lists numbers with their live state, and filters them', async () => {
  const list = vi.spyOn(operatorApi, 'numbers').mockImplementation(({ state }) =>
    Promise.resolve(
      state === 'paused'
        ? none
        : { items: [sampleNumber({ state: 'leased', open_leases: 2 })], next_cursor: null },
    ),
  );
  showAt('/operator/numbers');
  const row = await screen.findByRole('row', { name: /447700900123/ });
  expect(within(row).getByText('Leased')).toBeTruthy();
  expect(within(row).getByText('2 open leases')).toBeTruthy();
  expect(within(row).getByText('61 services')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Paused' }));
  expect(await screen.findByText('No number fits')).toBeTruthy();
  expect(location.search).toBe('?state=paused');
  await userEvent.click(screen.getByRole('button', { name: 'All' }));
  await userEvent.type(screen.getByRole('searchbox'), '+44 77');
  await vi.waitFor(() => expect(list.mock.lastCall?.[0].search).toBe('4477'));
});

it('T2: numbers are added only with the attestation', async () => {
  const add = vi.spyOn(operatorApi, 'add').mockResolvedValue({ added: 2 });
  showAt('/operator/numbers');
  await userEvent.click(await screen.findByRole('button', { name: 'Add numbers' }));
  const dialog = within(screen.getByRole('dialog'));
  await userEvent.type(await dialog.findByLabelText('Numbers'), '+447700900001\n+447700900002');
  const submit = dialog.getByRole<HTMLButtonElement>('button', { name: 'Add' });
  expect(submit.disabled).toBe(true);
  await userEvent.click(dialog.getByRole('checkbox', { name: /I attest that I own/ }));
  await userEvent.click(submit);
  expect(add.mock.calls[0]?.[0]).toEqual({
    numbers: ['+447700900001', '+447700900002'],
    supplier_id: 'su_1',
    attestation: { consent: true, version: '2026-11' },
  });
  expect(await screen.findByText('2 numbers added')).toBeTruthy();
});

it('a file is sent as it is, and its mistakes are named by line', async () => {
  const add = vi.spyOn(operatorApi, 'add').mockRejectedValue(
    new ApiProblem(
      {
        type: 'about:blank',
        title: 'Not valid',
        status: 422,
        code: 'validation_failed',
        detail: '1 of the numbers',
        errors: [
          { field: 'line 3', message: 'number_of_other_country: A number of Germany begins with +49.' },
          { field: 'line 4, column 9', message: 'new_here: Something new.' },
        ],
      },
      null,
      null,
    ),
  );
  showAt('/operator/numbers');
  await userEvent.click(await screen.findByRole('button', { name: 'Add numbers' }));
  const dialog = within(screen.getByRole('dialog'));
  const csv = 'e164,country\n+447700900001,GB\n+447700900002,DE\n';
  const file = new File([csv], 'numbers.csv');
  // jsdom's files can't be read.
  Object.defineProperty(file, 'text', { value: () => Promise.resolve(csv) });
  await userEvent.upload(await dialog.findByLabelText('Or a CSV file'), file);
  expect(dialog.queryByLabelText('Numbers')).toBeNull();
  await userEvent.click(dialog.getByRole('checkbox'));
  await userEvent.click(dialog.getByRole('button', { name: 'Add' }));
  expect(await dialog.findByText('Line 3:')).toBeTruthy();
  expect(dialog.getByText(/Correct the number or the country/)).toBeTruthy();
  expect(dialog.getByText('Line 4:')).toBeTruthy();
  expect(dialog.getByText('Something new.')).toBeTruthy();
  expect(add.mock.calls[0]?.[0]).toMatchObject({ csv });
});

it('a number is paused at once, and retired after a question', async () => {
  const act = vi
    .spyOn(operatorApi, 'act')
    .mockImplementation((_, what) =>
      Promise.resolve(
        sampleNumberDetail(
          what === 'retire' ? { status: 'retired', state: 'retired', open_leases: 1 } : { status: 'paused', state: 'paused' },
        ),
      ),
    );
  showAt('/operator/numbers/nu_1');
  await userEvent.click(await screen.findByRole('button', { name: 'Pause' }));
  expect(await screen.findByText('The number is paused')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Retire' }));
  const dialog = within(screen.getByRole('dialog', { name: 'Retire +447700900123?' }));
  expect(act).toHaveBeenCalledTimes(1);
  vi.spyOn(operatorApi, 'number').mockResolvedValue(
    sampleNumberDetail({ status: 'retired', state: 'retired', open_leases: 1 }),
  );
  await userEvent.click(dialog.getByRole('button', { name: 'Retire' }));
  expect(await screen.findByText(/1 open lease runs to the end/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Retire' })).toBeNull();
});

const changed = (part: Partial<ChangedNumbers> = {}): ChangedNumbers => ({
  changed: 2,
  unchanged: 0,
  refused: [],
  next_cursor: null,
  ...part,
});

it('chosen numbers are paused together, and what was not done is told', async () => {
  const items = [
    sampleNumber(),
    sampleNumber({ id: 'nu_2', number: '+447700900124' }),
    sampleNumber({ id: 'nu_3', number: '+447700900125', status: 'retired', state: 'retired' }),
  ];
  vi.spyOn(operatorApi, 'numbers').mockResolvedValue({ items, next_cursor: null });
  const refused = [{ id: 'nu_2', number: '+447700900124', reason: 'retired' as const }];
  const change = vi
    .spyOn(operatorApi, 'change')
    .mockResolvedValue(changed({ changed: 1, unchanged: 3, refused }));
  showAt('/operator/numbers');
  const all = await screen.findByRole<HTMLInputElement>('checkbox', { name: 'Choose all shown' });
  await userEvent.click(screen.getByRole('checkbox', { name: 'Choose +447700900123' }));
  expect(all.indeterminate).toBe(true);
  expect(screen.getByText('1 number chosen')).toBeTruthy();
  expect(screen.queryByRole('checkbox', { name: 'Choose +447700900125' })).toBeNull();
  await userEvent.click(all);
  expect(screen.getByText('2 numbers chosen')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Choose all that match' })).toBeNull();
  await userEvent.click(screen.getByRole('button', { name: 'Pause' }));
  expect(change.mock.calls[0]?.[0]).toEqual({ act: 'pause', ids: ['nu_1', 'nu_2'] });
  expect(await screen.findByText('1 number paused')).toBeTruthy();
  expect(screen.getByText('3 were so before.')).toBeTruthy();
  expect(screen.getByText(/1 stays retired for good/).textContent).toContain('+447700900124');
  expect(document.activeElement?.textContent).toContain('1 number paused');
  expect(all.checked).toBe(false);
});

it('all that match are retired after a question, a batch after the other', async () => {
  vi.spyOn(operatorApi, 'numbers').mockResolvedValue({ items: [sampleNumber()], next_cursor: 'c' });
  const change = vi
    .spyOn(operatorApi, 'change')
    .mockImplementation(({ cursor }) =>
      Promise.resolve(changed({ next_cursor: cursor === undefined ? 'next' : null })),
    );
  showAt('/operator/numbers?state=active&search=77');
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Choose all shown' }));
  await userEvent.click(screen.getByRole('button', { name: 'Choose all that match' }));
  expect(screen.getByText('All that match are chosen')).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Retire' }));
  const dialog = within(screen.getByRole('dialog', { name: 'Retire all numbers that match?' }));
  expect(change).not.toHaveBeenCalled();
  await userEvent.click(dialog.getByRole('button', { name: 'Retire' }));
  expect(await screen.findByText('4 numbers retired')).toBeTruthy();
  const matching = { state: 'active', search: '77' };
  expect(change.mock.calls.map(([body]) => body)).toEqual([
    { act: 'retire', matching },
    { act: 'retire', matching, cursor: 'next' },
  ]);
});

it('what is more than one press changes can be gone on with', async () => {
  vi.spyOn(operatorApi, 'numbers').mockResolvedValue({ items: [sampleNumber()], next_cursor: 'c' });
  const change = vi.spyOn(operatorApi, 'change').mockResolvedValue(changed({ next_cursor: 'on' }));
  showAt('/operator/numbers');
  await userEvent.click(await screen.findByRole('checkbox', { name: 'Choose all shown' }));
  await userEvent.click(screen.getByRole('button', { name: 'Choose all that match' }));
  await userEvent.click(screen.getByRole('button', { name: 'Pause' }));
  expect(await screen.findByText('20 numbers paused')).toBeTruthy();
  expect(change).toHaveBeenCalledTimes(10);
  change.mockResolvedValue(changed());
  await userEvent.click(screen.getByRole('button', { name: 'Go on with them' }));
  expect(await screen.findByText('2 numbers paused')).toBeTruthy();
  expect(change.mock.lastCall?.[0]).toEqual({ act: 'pause', matching: {}, cursor: 'on' });
});

it('L2: a service is closed on a number; a used one can not be', async () => {
  const set = vi.spyOn(operatorApi, 'openOnNumber').mockImplementation(() => {
    const detail = sampleNumberDetail();
    detail.services[0] = { ...detail.services[0]!, state: 'paused', open: false };
    return Promise.resolve(detail);
  });
  showAt('/operator/numbers/nu_1');
  await userEvent.click(await screen.findByRole('button', { name: 'Close to Telegram' }));
  expect(set.mock.calls[0]?.slice(0, 3)).toEqual(['nu_1', 'telegram', false]);
  expect(await screen.findByText('Closed by you')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Open to Telegram' })).toBeTruthy();
  expect(screen.getByText('Used: it got a code')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Close to WhatsApp' })).toBeNull();
});

it('shows how often a code came, and closes a service on all numbers', async () => {
  const figures = { leases: 5, counted: 4, delivered: 3, delivery_rate: 0.75, earned: money('0.42') };
  vi.spyOn(operatorApi, 'services').mockResolvedValue({
    since: '2025-12-06T10:00:00Z',
    leases_at_most: 10_000,
    items: [{ service: 'telegram', service_name: 'Telegram', open: true, ...figures }],
  });
  const set = vi.spyOn(operatorApi, 'openOnAll').mockResolvedValue({ closed: ['telegram'] });
  showAt('/operator/services');
  expect(await screen.findByText('3 of 4')).toBeTruthy();
  expect(screen.getByText(/75\s?%/)).toBeTruthy();
  await userEvent.click(screen.getByRole('button', { name: 'Close all numbers to Telegram' }));
  expect(set.mock.calls[0]?.slice(0, 2)).toEqual(['telegram', false]);
  expect(await screen.findByText('All numbers are closed to Telegram')).toBeTruthy();
});

it('W4: a lease served tells its outcome and what it earned', async () => {
  vi.spyOn(operatorApi, 'leases').mockResolvedValue({
    items: [
      {
        id: 'ls_1',
        number_id: 'nu_1',
        number: '+447700900123',
        country: 'GB',
        country_name: 'United Kingdom',
        service: 'telegram',
        service_name: 'Telegram',
        status: 'received',
        opened_at: '2026-01-05T10:00:00Z',
        code_received_at: '2026-01-05T10:01:00Z',
        closed_at: null,
        earned: money('0.14'),
      },
    ],
    next_cursor: null,
  });
  showAt('/operator/leases');
  const row = await screen.findByRole('row', { name: /Telegram/ });
  expect(within(row).getByText('Received')).toBeTruthy();
  expect(within(row).getByText('$0.14')).toBeTruthy();
});

it('reads typed numbers, and rounds the top of the chart up', () => {
  expect(numbersIn(' +4477\n\n+49 151, +33;')).toEqual(['+4477', '+49 151', '+33']);
  expect([0n, 1n, 1_400_000n, 6_000_000n, 10n].map(roundedUp)).toEqual([
    1_000_000n, 1n, 2_000_000n, 10_000_000n, 10n,
  ]);
});
