// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { createQueryClient } from '../../api/queries';
import { DevicesTab } from './devices';

function session(id: string, browser: string, system: string, current = false) {
  const time = '2026-01-05T10:00:00Z';
  return { id, browser, system, country: 'CH', city: 'Zürich', signed_in_at: time, last_seen_at: time, current };
}

/** Answers the calls that change something. */
function show(): string[] {
  const done: string[] = [];
  let items = [session('se_2', 'Firefox', 'Linux'), session('se_1', 'Chrome', 'Windows', true)];
  vi.spyOn(globalThis, 'fetch').mockImplementation((path, call) => {
    if (call?.method === 'GET') return Promise.resolve(new Response(JSON.stringify({ items })));
    done.push(`${call?.method} ${String(path)}`);
    items = items.filter(({ current }) => current);
    return Promise.resolve(new Response('{"ended":1}'));
  });
  render(
    <QueryClientProvider client={createQueryClient()}>
      <DevicesTab />
    </QueryClientProvider>,
  );
  return done;
}

it('A4: this device comes first and is not offered to be ended', async () => {
  show();
  const names = (await screen.findAllByRole('listitem')).map((item) => item.textContent ?? '');
  expect(names[0]).toContain('Chrome on Windows');
  expect(names[0]).toContain('This device');
  expect(names[0]).toContain('Zürich, Switzerland');
  expect(names[1]).toContain('Firefox on Linux');
  expect(screen.getAllByRole('button')).toHaveLength(2);
});

it('A4: a device is ended after a question, and leaves the list', async () => {
  const done = show();
  fireEvent.click(await screen.findByRole('button', { name: 'Sign out Firefox on Linux' }));
  fireEvent.click(screen.getByRole('button', { name: 'Sign out' }));
  await vi.waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(1));
  expect(done).toEqual(['DELETE /v1/sessions/se_2']);
  expect(screen.queryByRole('button', { name: 'Sign out everywhere else' })).toBeNull();
});

it('A4: all others are ended together', async () => {
  const done = show();
  fireEvent.click(await screen.findByRole('button', { name: 'Sign out everywhere else' }));
  fireEvent.click(screen.getByRole('button', { name: 'Sign out' }));
  await vi.waitFor(() => expect(done).toEqual(['POST /v1/sessions/end-others']));
});
