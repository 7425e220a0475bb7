// SPDX-License-Identifier: Apache-2.0
import { expect, it, vi } from 'vitest';
import { Connection, type ConnectionState } from './connection';

function answer(text: string, status = 200): Response {
  return new Response(text, { status, headers: { 'Content-Type': 'text/event-stream' } });
}

function listen(accountId: string) {
  const seen: string[] = [];
  const states: ConnectionState[] = [];
  const connection = new Connection(accountId, {
    state: (state) => states.push(state),
    opened: () => seen.push('opened'),
    event: ({ name }) => seen.push(name),
    signedOut: () => seen.push('signed out'),
  });
  return { seen, states, connection };
}

it('M5: resumes where it stopped, after a cut and in a new page', async () => {
  const asked: (string | null)[] = [];
  const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation((_path, call) => {
    asked.push((call?.headers as Headers).get('Last-Event-ID'));
    return Promise.resolve(answer(`retry: 1\n\nid: ${asked.length}\nevent: lease.code\ndata: {}\n\n`));
  });
  const first = listen('acc_1');
  first.connection.start();
  await vi.waitFor(() => expect(fetched.mock.calls.length).toBeGreaterThanOrEqual(2));
  first.connection.stop();
  expect(asked.slice(0, 2)).toEqual([null, '1']);
  expect(first.states.slice(0, 3)).toEqual(['connecting', 'live', 'reconnecting']);

  const before = asked.length;
  const second = listen('acc_1');
  second.connection.start();
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(before));
  second.connection.stop();
  expect(Number(asked[before])).toBeGreaterThanOrEqual(1);
});

it('stops asking when nobody is signed in', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch').mockResolvedValue(answer('', 401));
  const { seen, connection } = listen('acc_2');
  connection.start();
  await vi.waitFor(() => expect(seen).toEqual(['signed out']));
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(fetched).toHaveBeenCalledTimes(1);
  connection.stop();
});

it('A4: goes on with new cookies when the access cookie is over', async () => {
  vi.spyOn(document, 'cookie', 'get').mockReturnValue('__Host-csrf=token');
  const asked: string[] = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation((path) => {
    asked.push(String(path));
    if (path === '/v1/auth/refresh') return Promise.resolve(new Response(null, { status: 204 }));
    return Promise.resolve(asked.length === 1 ? answer('', 401) : answer('retry: 1000\n\n'));
  });
  const { seen, states, connection } = listen('acc_3');
  connection.start();
  await vi.waitFor(() => expect(seen).toEqual(['opened']));
  connection.stop();
  expect(asked).toEqual(['/v1/events', '/v1/auth/refresh', '/v1/events']);
  expect(states.slice(0, 2)).toEqual(['connecting', 'live']);
});

it('A4: says that nobody is signed in when the session is over', async () => {
  vi.spyOn(document, 'cookie', 'get').mockReturnValue('__Host-csrf=token');
  vi.spyOn(globalThis, 'fetch').mockImplementation(() => Promise.resolve(answer('', 401)));
  const { seen, connection } = listen('acc_4');
  connection.start();
  await vi.waitFor(() => expect(seen).toEqual(['signed out']));
  connection.stop();
});
