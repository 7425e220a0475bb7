// SPDX-License-Identifier: Apache-2.0
import { beforeEach, expect, it, vi } from 'vitest';
import { request, whenSignedOut } from './client';
import { isProblem } from './problem';

interface Server {
  asked: string[];
  tokens: (string | null)[];
  signedOut: number;
}

/** A server whose access cookie is over until it was refreshed; `answers` are those to refreshing. */
function serve(answers: number[]): Server {
  const server: Server = { asked: [], tokens: [], signedOut: 0 };
  whenSignedOut(() => (server.signedOut += 1));
  let fresh = false;
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (path, call) => {
    server.asked.push(String(path));
    const headers = new Headers(call?.headers);
    const wasFresh = fresh;
    await new Promise((resolve) => setTimeout(resolve, 5));
    if (path === '/v1/auth/refresh') {
      server.tokens.push(headers.get('X-CSRF-Token'));
      const status = answers.shift() ?? 500;
      fresh = status === 204;
      return new Response(null, { status });
    }
    if (wasFresh) return new Response('{"ok":true}');
    const problem = { code: 'unauthenticated', status: 401, title: '', detail: '' };
    return new Response(JSON.stringify(problem), { status: 401 });
  });
  return server;
}

function refreshes({ asked }: Server): number {
  return asked.filter((path) => path === '/v1/auth/refresh').length;
}

beforeEach(() => {
  vi.spyOn(document, 'cookie', 'get').mockReturnValue('a=b; __Host-csrf=token; c=d');
});

it('A4: ten calls with an access cookie that is over renew it once, and all go on', async () => {
  const server = serve([204]);
  const calls = Array.from({ length: 10 }, () => request('/v1/account'));
  expect(await Promise.all(calls)).toEqual(Array(10).fill({ ok: true }));
  expect(refreshes(server)).toBe(1);
  expect(server.tokens).toEqual(['token']);
  expect(server.signedOut).toBe(0);
  expect(await request('/v1/account')).toEqual({ ok: true });
  expect(refreshes(server)).toBe(1);
});

it('A4: a mutating call is repeated under its own idempotency key', async () => {
  serve([204]);
  await request('/v1/leases', { method: 'POST', key: 'one', body: {} });
  const sent = vi.mocked(fetch).mock.calls.filter(([path]) => path === '/v1/leases');
  const keys = sent.map(([, call]) => new Headers(call?.headers).get('Idempotency-Key'));
  expect(keys).toEqual(['one', 'one']);
});

it('A4: what another tab has renewed meanwhile is not renewed again', async () => {
  const server = serve([]);
  const call = request('/v1/account').catch((error: unknown) => error);
  await new Promise((resolve) => setTimeout(resolve, 2));
  localStorage.setItem('otpost.renewed', String(Date.now() + 1));
  expect(isProblem(await call, 'unauthenticated')).toBe(true);
  expect(server.asked).toEqual(['/v1/account', '/v1/account']);
});

it('A4: tabs take turns where the browser can make them', async () => {
  const names: string[] = [];
  const locks = {
    request: (name: string, act: () => Promise<boolean>) => {
      names.push(name);
      return act();
    },
  };
  vi.stubGlobal('navigator', { ...navigator, locks });
  serve([204]);
  await request('/v1/account');
  vi.unstubAllGlobals();
  expect(names).toEqual(['otpost.refresh']);
});

it('A4: says that the session is over only when the server says so', async () => {
  const over = serve([401]);
  await expect(request('/v1/account')).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(over.signedOut).toBe(1);
  const down = serve([503]);
  await expect(request('/v1/account')).rejects.toMatchObject({ status: 503 });
  expect(down.signedOut).toBe(0);
});

it('A4: who was never signed in is not refreshed', async () => {
  vi.spyOn(document, 'cookie', 'get').mockReturnValue('');
  const server = serve([]);
  await expect(request('/v1/account')).rejects.toMatchObject({ code: 'unauthenticated' });
  expect(server.asked).toEqual(['/v1/account']);
});
