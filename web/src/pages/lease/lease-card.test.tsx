// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { createQueryClient, queries } from '../../api/queries';
import type { Lease } from '../../api/types';
import { receivedLease, sampleLease, sampleMessage } from '../../testing/samples';
import { LeaseCard } from './lease-card';

function show(lease: Lease): void {
  vi.useFakeTimers({ now: Date.parse('2026-01-05T10:00:10Z') });
  const client = createQueryClient();
  client.setQueryData(queries.countries.queryKey, [
    { code: 'gb', name: 'United Kingdom', calling_code: '44' },
  ]);
  render(
    <QueryClientProvider client={client}>
      <LeaseCard lease={lease} />
    </QueryClientProvider>,
  );
}

it('shows the number in both forms', () => {
  show(sampleLease());
  expect(screen.getByText('+44 7700900123')).toBeTruthy();
  expect(screen.getByText('07700 900123')).toBeTruthy();
});

it('L5: cancel opens when it is allowed, and says when', () => {
  show(sampleLease());
  const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Cancel in 0:20' });
  expect(button.disabled).toBe(true);
});

it('L7: offers no cancel once a code has come', () => {
  show(receivedLease());
  expect(screen.queryByRole('button', { name: /Cancel/ })).toBeNull();
  expect(screen.getByRole('button', { name: 'Finish' })).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Another code' })).toBeTruthy();
});

it('M4: shows the code with the full text, isolated from the direction of the page', () => {
  show(receivedLease());
  expect(screen.getByLabelText('Code').textContent).toBe('482913');
  expect(screen.getByText('Telegram code 482913').tagName).toBe('BDI');
});

it('M6: says that content was deleted as promised', () => {
  const message = sampleMessage({ sender: null, text: null, code: null });
  show(receivedLease({ code: null, messages: [message] }));
  expect(screen.getByText('Deleted after 5 minutes as promised')).toBeTruthy();
});

it('L8: says why a lease without a code was not refunded', () => {
  show(
    sampleLease({ status: 'expired', close_reason: 'wrong_service', other_service: 'signal', other_service_name: 'Signal' }),
  );
  expect(screen.getByText(/message of Signal/)).toBeTruthy();
  expect(screen.getByText('$0.35 charged')).toBeTruthy();
});
