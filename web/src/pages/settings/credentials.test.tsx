// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { createQueryClient, queries } from '../../api/queries';
import type { Settings } from '../../api/types';
import { sampleAccount } from '../../testing/samples';
import { EmailChange } from './email-change';
import { PasswordTab } from './password';

type Answer = [status: number, body: object];

function answerWith(answers: Record<string, Answer>): Map<string, unknown> {
  const sent = new Map<string, unknown>();
  vi.stubGlobal('fetch', (path: string, { body }: RequestInit) => {
    sent.set(path, typeof body === 'string' ? JSON.parse(body) : undefined);
    const [status, json] = answers[path] ?? [404, {}];
    return Promise.resolve(new Response(JSON.stringify(json), { status }));
  });
  return sent;
}

function show(page: ReactNode): QueryClient {
  const client = createQueryClient();
  client.setQueryData(queries.account.queryKey, sampleAccount());
  client.setQueryData(queries.settings.queryKey, { mail: true, password_length_min: 15 } as Settings);
  render(<QueryClientProvider client={client}>{page}</QueryClientProvider>);
  return client;
}

async function fillPasswords(): Promise<void> {
  await userEvent.type(screen.getByLabelText('Current password'), 'the one before');
  await userEvent.type(screen.getByLabelText('New password'), 'a wholly different sentence');
  await userEvent.click(screen.getByRole('button', { name: 'Change password' }));
}

it('A3: a new password is sent with the old one, and the fields are empty again', async () => {
  const sent = answerWith({ '/v1/account/password': [200, { status: 'changed' }] });
  show(<PasswordTab />);
  await fillPasswords();
  await waitFor(() =>
    expect(screen.getByLabelText<HTMLInputElement>('New password').value).toBe(''),
  );
  expect(sent.get('/v1/account/password')).toEqual({
    old_password: 'the one before',
    new_password: 'a wholly different sentence',
  });
});

it('SEC-S11: a wrong old password is told at its field', async () => {
  answerWith({ '/v1/account/password': [401, { status: 401, code: 'invalid_credentials' }] });
  show(<PasswordTab />);
  await fillPasswords();
  expect(await screen.findByText('This is not your password.')).toBeTruthy();
  expect(screen.getByLabelText('Current password').getAttribute('aria-invalid')).toBe('true');
});

it('A3: another email is confirmed by the code that was sent there', async () => {
  const changed = sampleAccount({ email: 'new@example.com' });
  const sent = answerWith({
    '/v1/account/email': [202, { status: 'accepted' }],
    '/v1/account/email/confirm': [200, changed],
  });
  const client = show(<EmailChange account={sampleAccount()} />);
  await userEvent.type(screen.getByLabelText('New email'), ' new@example.com ');
  await userEvent.click(screen.getByRole('button', { name: 'Send code' }));
  expect(await screen.findByText(/on its way to new@example.com/)).toBeTruthy();
  await userEvent.type(screen.getByLabelText('Code'), '271828');
  await waitFor(() => expect(client.getQueryData(queries.account.queryKey)).toEqual(changed));
  expect(sent.get('/v1/account/email')).toEqual({ email: 'new@example.com' });
  expect(sent.get('/v1/account/email/confirm')).toEqual({ code: '271828' });
});
