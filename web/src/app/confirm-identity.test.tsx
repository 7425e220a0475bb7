// SPDX-License-Identifier: Apache-2.0
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { request } from '../api/client';
import { isProblem } from '../api/problem';
import { ConfirmIdentity } from './confirm-identity';

function answer(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status });
}

const needed = { code: 'recent_sign_in_required', status: 403, title: '', detail: '' };

/** A server that wants a proof before anything but the proof itself; answers what it was asked. */
function serve(): string[] {
  const asked: string[] = [];
  let proved = false;
  vi.spyOn(globalThis, 'fetch').mockImplementation((path, call) => {
    asked.push(String(path));
    if (path !== '/v1/auth/confirm') return Promise.resolve(answer(proved ? 201 : 403, proved ? { id: 'k' } : needed));
    const { password } = JSON.parse(String(call?.body)) as { password: string };
    proved = password === 'right';
    const wrong = { code: 'invalid_credentials', status: 401, title: '', detail: '' };
    return Promise.resolve(proved ? answer(200, { account: {} }) : answer(401, wrong));
  });
  return asked;
}

function show(): void {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <ConfirmIdentity email="ada@example.com" />
    </QueryClientProvider>,
  );
}

async function type(password: string): Promise<void> {
  fireEvent.change(await screen.findByLabelText('Password'), { target: { value: password } });
  fireEvent.click(screen.getByRole('button', { name: 'Confirm' }));
}

it('SEC_S11: asks once for the password and repeats every call that waited', async () => {
  const asked = serve();
  show();
  const calls = [1, 2].map(() => request('/v1/api-keys', { method: 'POST', body: {} }));
  await type('wrong');
  await screen.findByText('This is not your password.');
  await type('right');
  expect(await Promise.all(calls)).toEqual([{ id: 'k' }, { id: 'k' }]);
  expect(asked.filter((path) => path === '/v1/auth/confirm')).toHaveLength(2);
  expect(asked.filter((path) => path === '/v1/api-keys')).toHaveLength(4);
  await vi.waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

it('SEC_S11: whoever will not confirm has changed nothing', async () => {
  const asked = serve();
  show();
  const call = request('/v1/api-keys', { method: 'POST', body: {} }).catch((error: unknown) => error);
  fireEvent.click(await screen.findByRole('button', { name: 'Not now' }));
  expect(isProblem(await call, 'recent_sign_in_required')).toBe(true);
  expect(asked).not.toContain('/v1/auth/confirm');
});
