// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { createQueryClient, queries } from '../../api/queries';
import type { Account, Settings } from '../../api/types';
import { HelpPage } from '../help';
import { emailLink, whatsappLink } from './contact-links';
import { RechargePage } from './recharge';

const everything: Settings['support'] = {
  email: 'help@example.com',
  whatsapp: '+14155550123',
  recharge: 'In the shop.',
  form: true,
};

let sent: unknown[];

beforeEach(() => {
  sent = [];
  history.replaceState(null, '', '/help?lease=ls_5');
  vi.stubGlobal('fetch', (_path: string, { body }: RequestInit) => {
    sent.push(JSON.parse(String(body)));
    return Promise.resolve(new Response('{"status":"sent"}', { status: 202 }));
  });
});

function show(page: React.ReactNode, support = everything) {
  const client = createQueryClient();
  client.setQueryData(queries.settings.queryKey, {
    brand: 'Otpost',
    lease_window_seconds: 1200,
    cancel_after_seconds: 60,
    content_seconds: 300,
    support,
  } as Settings);
  client.setQueryData(queries.account.queryKey, { public_id: 'U-7K3QX2' } as Account);
  client.setQueryData(queries.wallet.queryKey, {
    balance: { amount: '5.00', currency: 'USD' },
    held: { amount: '0.00', currency: 'USD' },
  });
  render(<QueryClientProvider client={client}>{page}</QueryClientProvider>);
}

it('the refund rules are those that hold here', () => {
  show(<HelpPage />);
  expect(screen.getByText(/when 20 minutes have passed without a code/)).toBeTruthy();
  expect(screen.getByText(/from 60 seconds after the start on/)).toBeTruthy();
  expect(screen.getByText(/^You alone\. 5 minutes after/)).toBeTruthy();
});

it('a message goes out with the lease it is about', async () => {
  show(<HelpPage />);
  await userEvent.type(screen.getByLabelText('What is it about?'), 'No code');
  await userEvent.type(screen.getByLabelText('Message'), 'It did not come.');
  await userEvent.click(screen.getByRole('button', { name: 'Send' }));
  await screen.findByText('Your message is on its way');
  expect(sent).toEqual([{ topic: 'No code', words: 'It did not come.', lease_id: 'ls_5' }]);
});

it('what is not configured is not offered', () => {
  show(<HelpPage />, { email: null, whatsapp: null, recharge: null, form: false });
  expect(screen.queryByLabelText('Message')).toBeNull();
  expect(screen.queryByRole('link')).toBeNull();
  expect(screen.getByText('No contact is named here')).toBeTruthy();
});

it('W7: the recharge page has the public id and letters that are written already', () => {
  show(<RechargePage />);
  expect(screen.getByText('U-7K3QX2')).toBeTruthy();
  expect(screen.getByText('In the shop.')).toBeTruthy();
  const whatsapp = screen.getByRole('link', { name: 'Write on WhatsApp' });
  expect(whatsapp.getAttribute('href')).toContain('https://wa.me/14155550123?text=Hello');
  expect(whatsapp.getAttribute('href')).toContain('U-7K3QX2');
});

it('letters keep what they say', () => {
  expect(whatsappLink('+1 415 555-0123', 'a&b c')).toBe('https://wa.me/14155550123?text=a%26b%20c');
  expect(emailLink('a@example.com', 'x?', 'y&z')).toBe('mailto:a@example.com?subject=x%3F&body=y%26z');
});
