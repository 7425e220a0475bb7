// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { createQueryClient, queries } from '../../api/queries';
import { forgetNewcomer, rememberNewcomer } from '../../app/newcomer';
import { sampleAccount } from '../../testing/samples';
import { digitsOf } from '../../ui/code-field';
import { VerifyEmailPage } from './verify-email';

type Answers = Record<string, [status: number, body: object]>;

const paths = (): string[] => calls.map(([path]) => path);
let calls: [path: string, body: unknown][] = [];

function answerWith(answers: Answers): void {
  calls = [];
  vi.stubGlobal('fetch', (path: string, { body }: RequestInit) => {
    calls.push([path, typeof body === 'string' ? JSON.parse(body) : undefined]);
    const [status, json] = answers[path] ?? [404, {}];
    const headers = { 'content-type': 'application/json' };
    return Promise.resolve(new Response(JSON.stringify(json), { status, headers }));
  });
}

function show() {
  const client = createQueryClient();
  client.setQueryData(queries.settings.queryKey, undefined);
  render(
    <QueryClientProvider client={client}>
      <VerifyEmailPage />
    </QueryClientProvider>,
  );
  return client;
}

beforeEach(() => {
  forgetNewcomer();
  history.replaceState(null, '', '/verify');
});

it.each([
  ['481 927', '481927'],
  ['Code: 481-927.', '481927'],
  ['4819271', '481927'],
])('A3: takes the digits of %s', (text, digits) => expect(digitsOf(text)).toBe(digits));

it('A3: a pasted code is sent at once, and who has just registered is signed in', async () => {
  answerWith({
    '/v1/auth/verify-email': [200, { status: 'verified' }],
    '/v1/auth/sign-in': [200, { status: 'signed_in', account: sampleAccount() }],
  });
  rememberNewcomer({ email: 'ada@example.com', password: 'a long secret phrase', codeSentAt: Date.now() });
  const client = show();
  await userEvent.click(screen.getByRole('textbox', { name: 'Code' }));
  await userEvent.paste('481 927');
  await waitFor(() => expect(client.getQueryData(queries.account.queryKey)).toEqual(sampleAccount()));
  const sent = calls.find(([path]) => path.endsWith('verify-email'));
  expect(sent?.[1]).toEqual({ email: 'ada@example.com', code: '481927' });
  expect(paths().filter((path) => path.endsWith('verify-email'))).toHaveLength(1);
  expect(location.pathname).toBe('/');
});

it('A3: after a reload the address is asked for, and sign-in comes next', async () => {
  answerWith({ '/v1/auth/verify-email': [200, { status: 'verified' }] });
  show();
  await userEvent.type(screen.getByRole('textbox', { name: 'Email' }), 'ada@example.com');
  await userEvent.type(screen.getByRole('textbox', { name: 'Code' }), '481927');
  await waitFor(() => expect(location.pathname + location.search).toBe('/sign-in?verified'));
  expect(paths()).not.toContain('/v1/auth/sign-in');
});

it('A3: a wrong code is said to be wrong and the field is empty again', async () => {
  answerWith({ '/v1/auth/verify-email': [422, { status: 422, code: 'email_code_wrong' }] });
  rememberNewcomer({ email: 'ada@example.com', password: 'x', codeSentAt: 0 });
  show();
  await userEvent.type(screen.getByRole('textbox', { name: 'Code' }), '000000');
  expect(await screen.findByText('This code is not good')).toBeTruthy();
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Code' }).value).toBe('');
});

it('A3: a new code can be had a minute after the last', async () => {
  answerWith({ '/v1/auth/resend-code': [202, { status: 'accepted' }] });
  rememberNewcomer({ email: 'ada@example.com', password: 'x', codeSentAt: Date.now() - 61_000 });
  show();
  await userEvent.click(screen.getByRole('button', { name: 'Send a new code' }));
  const button = await screen.findByRole<HTMLButtonElement>('button', { name: /New code in/ });
  expect(button.disabled).toBe(true);
});
