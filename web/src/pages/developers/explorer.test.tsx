// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import published from '../../api/openapi.json';
import { createQueryClient, queries } from '../../api/queries';
import { sampleAccount } from '../../testing/samples';
import { Explorer } from './explorer';

let calls: { path: string; method: string; body: string | null; key: string | null }[];
let answers: Response[];

beforeEach(() => {
  calls = [];
  answers = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation((path, call) => {
    const headers = call?.headers as Headers;
    calls.push({
      path: String(path),
      method: call?.method ?? 'GET',
      body: typeof call?.body === 'string' ? call.body : null,
      key: headers.get('Idempotency-Key'),
    });
    return Promise.resolve(answers.shift() ?? new Response('{"ok":true}', { status: 200 }));
  });
});

afterEach(() => vi.useRealTimers());

function showAt(operation: string): void {
  history.replaceState(null, '', `/developers/explorer?operation=${operation}`);
  const client = createQueryClient();
  client.setQueryData(queries.apiDocument.queryKey, published);
  client.setQueryData(queries.account.queryKey, sampleAccount());
  render(
    <QueryClientProvider client={client}>
      <Explorer />
    </QueryClientProvider>,
  );
}

const body = (): HTMLTextAreaElement => screen.getByLabelText('Body (JSON)');
const press = (name: string): Promise<void> =>
  userEvent.click(screen.getByRole('button', { name }));

it('says plainly that it acts for real', () => {
  showAt('open_lease');
  expect(screen.getByText('This is no sandbox')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Send for real' })).toBeTruthy();
});

it('sends nothing while something is missing or wrong', async () => {
  showAt('cancel_lease');
  await press('Send for real');
  expect(screen.getByRole('alert').textContent).toBe('Fill in id first.');
  expect(calls).toEqual([]);
});

it('W6: the command and what is sent carry the same key, a new request another', async () => {
  showAt('open_lease');
  await userEvent.clear(body());
  await userEvent.type(body(), '{{"country":"GB","service":"x"}');
  const shown = screen.getByLabelText('curl', { selector: 'pre' }).textContent;
  await press('Send for real');
  await screen.findByText('200');
  const sent = calls.find(({ method }) => method === 'POST');
  expect(sent?.path).toBe('/v1/leases');
  expect(sent?.body).toBe('{"country":"GB","service":"x"}');
  expect(shown).toContain(`Idempotency-Key: ${sent?.key}`);
  await press('Send for real');
  await vi.waitFor(() => expect(calls.filter(({ method }) => method === 'POST')).toHaveLength(2));
  expect(calls.filter(({ method }) => method === 'POST')[1]?.key).not.toBe(sent?.key);
});

it('shows a refusal as the answer it is', async () => {
  answers = [new Response('{"code":"insufficient_funds"}', { status: 402 })];
  showAt('open_lease');
  await press('Send for real');
  expect(await screen.findByText('402')).toBeTruthy();
  expect(screen.getByLabelText('Answer', { selector: 'pre' }).textContent).toContain('insufficient_funds');
});

it('M6: takes an answer from the screen when content would be deleted', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  answers = [new Response('{"code":"482913"}', { status: 200 })];
  showAt('list_leases');
  await userEvent.setup({ advanceTimers: vi.advanceTimersByTime }).click(
    screen.getByRole('button', { name: 'Send' }),
  );
  expect(await screen.findByText(/482913/)).toBeTruthy();
  act(() => vi.advanceTimersByTime(300_000));
  expect(screen.queryByText(/482913/)).toBeNull();
});
