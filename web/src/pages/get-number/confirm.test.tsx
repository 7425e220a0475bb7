// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { createQueryClient, queries } from '../../api/queries';
import type { Problem, Wallet } from '../../api/types';
import { sampleLease, sampleOffer } from '../../testing/samples';
import { ConfirmLease } from './confirm';

const settings = {
  brand: 'Otpost',
  currency: 'USD',
  lease_window_seconds: 1200,
  cancel_after_seconds: 30,
  content_seconds: 300,
  terms_version: '2026-11',
  refund_rule: 'No code, no charge.',
  demo: false,
  mail: false,
  password_length_min: 15,
  support: { email: null, whatsapp: null, recharge: null, form: false },
};

let calls: { path: string; body: unknown; key: string | null }[];
let answers: (Response | Error)[];

function answer(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status });
}

function refusal(status: number, code: string): Response {
  const problem: Problem = { type: 'about:blank', title: code, status, code, detail: '' };
  return answer(status, problem);
}

beforeEach(() => {
  calls = [];
  answers = [];
  history.replaceState(null, '', '/');
  vi.spyOn(globalThis, 'fetch').mockImplementation((path, call) => {
    if (call?.method !== 'POST') return Promise.resolve(answer(200, { items: [], next_cursor: null }));
    const headers = call.headers as Headers;
    calls.push({
      path: String(path),
      body: JSON.parse(String(call.body)),
      key: headers.get('Idempotency-Key'),
    });
    const next = answers.shift() ?? answer(201, sampleLease());
    return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
  });
});

interface Shown {
  cap?: string | null;
  switched?: string | null;
  wallet?: Wallet;
}

function show({ cap = null, switched = null, wallet }: Shown = {}) {
  const client = createQueryClient();
  client.setQueryData(queries.settings.queryKey, settings);
  if (wallet !== undefined) client.setQueryData(queries.wallet.queryKey, wallet);
  const onClose = vi.fn();
  const onRefresh = vi.fn();
  render(
    <QueryClientProvider client={client}>
      <ConfirmLease
        offer={sampleOffer()}
        cap={cap}
        switched={switched}
        onClose={onClose}
        onRefresh={onRefresh}
      />
    </QueryClientProvider>,
  );
  const press = (name: RegExp): Promise<void> =>
    userEvent.click(screen.getByRole('button', { name }));
  return { onClose, onRefresh, press };
}

it('L1: shows price, window, delivery rate and refund rule before confirming', () => {
  show();
  const text = screen.getByRole('dialog').textContent;
  for (const part of ['$0.35', '20 minutes', '92%', '214', 'No code, no charge.']) {
    expect(text).toContain(part);
  }
  expect(calls).toEqual([]);
});

it('W3: says what is left, or missing, before anything is pressed', () => {
  const held = { amount: '0', currency: 'USD' };
  show({ wallet: { balance: { amount: '1.00', currency: 'USD' }, held } });
  expect(screen.getByRole('dialog').textContent).toContain('$0.65 afterwards');
});

it('W3: leads to the wallet before a price that is above the balance', () => {
  const held = { amount: '0', currency: 'USD' };
  show({ wallet: { balance: { amount: '0.10', currency: 'USD' }, held } });
  expect(screen.getByRole('dialog').textContent).toContain('$0.25 is missing');
  expect(screen.getByRole('link', { name: 'Open wallet' }).getAttribute('href')).toBe('/wallet');
});

it('L1: the shown price is the cap unless the visitor gave one', async () => {
  const { press } = show();
  await press(/^Get number for/);
  expect(calls[0]?.body).toEqual({ country: 'gb', service: 'telegram', max_price: '0.35' });
  await vi.waitFor(() => expect(location.pathname).toBe('/numbers'));
});

it('sends the cap of the visitor', async () => {
  const { press } = show({ cap: '0.5' });
  expect(screen.getByRole('dialog').textContent).toContain('never more than $0.50');
  await press(/^Get number for/);
  expect(calls[0]?.body).toMatchObject({ max_price: '0.5' });
});

it('W6: pressing again after a lost answer repeats the same request', async () => {
  answers = [new TypeError('cut'), answer(201, sampleLease())];
  const { press } = show();
  await press(/^Get number for/);
  await screen.findByRole('alert');
  await press(/^Get number for/);
  await vi.waitFor(() => expect(calls).toHaveLength(2));
  expect(calls[1]?.key).toBe(calls[0]?.key);
});

it('leads to the wallet when the balance is too small', async () => {
  answers = [refusal(402, 'insufficient_funds')];
  const { press } = show();
  await press(/^Get number for/);
  const link = await screen.findByRole('link', { name: 'Open wallet' });
  expect(link.getAttribute('href')).toBe('/wallet');
});

it('asks again with the new price after price_above_cap', async () => {
  answers = [refusal(409, 'price_above_cap')];
  const { press, onRefresh } = show();
  await press(/^Get number for/);
  await userEvent.click(await screen.findByRole('button', { name: 'Show new prices' }));
  expect(onRefresh).toHaveBeenCalledOnce();
  expect(screen.queryByRole('alert')).toBeNull();
});

it('L9: switching posts to the lease it replaces', async () => {
  const { press } = show({ switched: 'ls_9' });
  await press(/^Switch for/);
  expect(calls[0]?.path).toBe('/v1/leases/ls_9/switch');
});
