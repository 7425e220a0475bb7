// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { curlOf, quoted } from './curl';
import { operationsOf, targetOf } from './document';
import published from './openapi.json';

const byId = (id: string, role: 'user' | 'admin' = 'user') =>
  operationsOf(published, role).find((operation) => operation.id === id);

describe('operations of the published document', () => {
  it('are those that a program of this role may call', () => {
    const ids = operationsOf(published, 'user').map(({ id }) => id);
    expect(ids).toContain('open_lease');
    expect(ids).toContain('list_offers');
    for (const hidden of ['sign_in', 'create_api_key', 'stream_events', 'put_avatar', 'list_accounts'])
      expect(ids).not.toContain(hidden);
    expect(byId('list_accounts', 'admin')?.scope).toBe('admin:read');
  });

  it('have their parameters with the values they take', () => {
    const list = byId('list_leases');
    const status = list?.parameters.find(({ name }) => name === 'status');
    expect(status?.values).toContain('waiting');
    expect(status?.place).toBe('query');
    expect(list?.needsKey).toBe(false);
    expect(list?.body).toBeNull();
  });

  it('begin with a body of what must be there', () => {
    const open = byId('open_lease');
    expect(JSON.parse(open?.body ?? '')).toEqual({ country: '', service: '' });
    expect(open?.needsKey).toBe(true);
  });

  it('are none of a document that is no such document', () => {
    for (const strange of [null, 'text', { paths: 7 }, { paths: { '/v1/x': { get: null } } }])
      expect(operationsOf(strange, 'admin')).toEqual([]);
  });
});

describe('the address of a call', () => {
  it('has every value where it belongs, and escaped', () => {
    const cancel = byId('cancel_lease');
    expect(cancel && targetOf(cancel, { id: 'a/b?c' })).toEqual({
      target: '/v1/leases/a%2Fb%3Fc/cancel',
    });
    const list = byId('list_leases');
    expect(list && targetOf(list, { status: 'open', limit: ' ' })).toEqual({
      target: '/v1/leases?status=open',
    });
  });

  it('names what is missing', () => {
    const cancel = byId('cancel_lease');
    expect(cancel && targetOf(cancel, {})).toEqual({ missing: 'id' });
  });
});

describe('a command for the shell', () => {
  it('can be pasted as it is', () => {
    expect(
      curlOf({
        method: 'POST',
        url: 'https://otp.example/v1/leases',
        body: '{"country":"GB"}',
        idempotencyKey: 'k1',
      }),
    ).toBe(
      [
        `curl -X POST 'https://otp.example/v1/leases' \\`,
        `  -H "Authorization: Bearer $OTPOST_KEY" \\`,
        `  -H 'Idempotency-Key: k1' \\`,
        `  -H 'Content-Type: application/json' \\`,
        `  -d '{"country":"GB"}'`,
      ].join('\n'),
    );
    expect(curlOf({ method: 'GET', url: 'https://otp.example/v1/offers', signedIn: false })).toBe(
      `curl 'https://otp.example/v1/offers'`,
    );
  });

  it('lets nothing out of its quotes', () => {
    expect(quoted(`it's $(rm -rf /) \`x\``)).toBe(`'it'\\''s $(rm -rf /) \`x\`'`);
  });
});
