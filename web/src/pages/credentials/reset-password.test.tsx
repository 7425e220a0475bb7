// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { createQueryClient, queries } from '../../api/queries';
import { sampleAccount } from '../../testing/samples';
import { ForgotPasswordPage } from './forgot-password';
import { ResetPasswordPage } from './reset-password';

const code = '0123456789ABCDEFGHJKMNPQRS';

/** Every call; answers what was sent in each body, by path. */
function answer(status: number, body: object): Map<string, unknown> {
  const sent = new Map<string, unknown>();
  vi.stubGlobal('fetch', (path: string, { body: text }: RequestInit) => {
    sent.set(path, typeof text === 'string' ? JSON.parse(text) : undefined);
    return Promise.resolve(new Response(JSON.stringify(body), { status }));
  });
  return sent;
}

function showReset(hash: string) {
  history.replaceState(null, '', `/reset${hash}`);
  const client = createQueryClient();
  client.setQueryData(queries.account.queryKey, sampleAccount());
  render(
    <QueryClientProvider client={client}>
      <ResetPasswordPage />
    </QueryClientProvider>,
  );
  return client;
}

it('SEC-P7: the link fills in address and code, which leave the address bar', async () => {
  const sent = answer(200, { status: 'changed' });
  const client = showReset(`#email=ada%2Bsms%40example.com&code=${code}`);
  await waitFor(() => expect(location.hash).toBe(''));
  expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Email' }).value).toBe('ada+sms@example.com');
  await userEvent.type(screen.getByLabelText('New password'), 'a wholly different sentence');
  await userEvent.click(screen.getByRole('button', { name: 'Change password' }));
  await waitFor(() => expect(location.pathname + location.search).toBe('/sign-in?reset'));
  expect(sent.get('/v1/auth/reset-password')).toEqual({
    email: 'ada+sms@example.com',
    code,
    password: 'a wholly different sentence',
  });
  expect(client.getQueryData(queries.account.queryKey)).toBeNull();
});

it('SEC-P7: without a link the code is typed, and a bad one is explained', async () => {
  answer(422, { status: 422, code: 'email_code_wrong' });
  showReset('');
  await userEvent.type(screen.getByRole('textbox', { name: 'Email' }), 'ada@example.com');
  await userEvent.type(screen.getByRole('textbox', { name: 'Code' }), 'nonsense');
  await userEvent.type(screen.getByLabelText('New password'), 'a wholly different sentence');
  await userEvent.click(screen.getByRole('button', { name: 'Change password' }));
  expect(await screen.findByText('This code is not good')).toBeTruthy();
  expect(location.pathname).toBe('/reset');
});

it('SEC-P5: asking for a link says the same of every address', async () => {
  answer(202, { status: 'accepted' });
  render(
    <QueryClientProvider client={createQueryClient()}>
      <ForgotPasswordPage />
    </QueryClientProvider>,
  );
  await userEvent.type(screen.getByRole('textbox', { name: 'Email' }), 'nobody@example.com');
  await userEvent.click(screen.getByRole('button', { name: 'Send link' }));
  expect(await screen.findByText(/If nobody@example.com has an account here/)).toBeTruthy();
});
