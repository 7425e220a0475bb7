// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { createQueryClient, queries } from '../../api/queries';
import { NewsConsent } from './news-consent';

it('P3: consent is withdrawn by the switch that gave it', async () => {
  const given = { marketing: true, terms_version: '2026-11', changed_at: '2026-11-01T00:00:00Z' };
  const sent: unknown[] = [];
  vi.stubGlobal('fetch', (_path: string, { method, body }: RequestInit) => {
    if (method === 'PUT') sent.push(JSON.parse(String(body)));
    const answer = method === 'PUT' ? { ...given, marketing: false } : given;
    return Promise.resolve(new Response(JSON.stringify(answer), { status: 200 }));
  });
  const client = createQueryClient();
  client.setQueryData(queries.consent.queryKey, given);
  render(
    <QueryClientProvider client={client}>
      <NewsConsent />
    </QueryClientProvider>,
  );
  const box = screen.getByRole<HTMLInputElement>('checkbox', { name: 'News by email' });
  expect(box.checked).toBe(true);
  await userEvent.click(box);
  await waitFor(() => expect(box.checked).toBe(false));
  expect(sent).toEqual([{ marketing: false }]);
  expect(screen.getByText(/^Stopped on/)).toBeTruthy();
});
