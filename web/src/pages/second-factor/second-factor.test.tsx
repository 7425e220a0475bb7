// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { createQueryClient, queries } from '../../api/queries';
import type { SecondFactor } from '../../api/types';
import { sampleAccount } from '../../testing/samples';
import { SecondFactorTab } from '../settings/second-factor';
import { SignInForm } from '../sign-in';

const enrolment = {
  secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  uri: 'otpauth://totp/Otpost:someone',
  qr: 'data:image/svg+xml;base64,PHN2Zy8+',
  expires_at: '2026-11-23T07:00:00Z',
};
const codes = Array.from({ length: 10 }, (_, index) => `${index}AAA-BBBB-CCCC-DDDD-EEEE-FFFF`);

type Handler = (body: unknown) => [status: number, answer: unknown];

/** A server of a few calls, by method and path; answers what it was asked. */
function serve(handlers: Record<string, Handler>): string[] {
  const asked: string[] = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation((path, call) => {
    const what = `${call?.method ?? 'GET'} ${String(path)}`;
    asked.push(what);
    const body: unknown = call?.body === undefined ? undefined : JSON.parse(String(call.body));
    const [status, answer] = handlers[what]?.(body) ?? [404, {}];
    const text = status === 204 ? null : JSON.stringify(answer);
    return Promise.resolve(new Response(text, { status }));
  });
  return asked;
}

function problem(status: number, code: string, field?: string): [number, unknown] {
  const errors = field === undefined ? [] : [{ field, message: 'is wrong' }];
  return [status, { code, status, title: '', detail: '', errors }];
}

function showTab(factor: SecondFactor) {
  const client = createQueryClient();
  client.setQueryData(queries.account.queryKey, sampleAccount());
  client.setQueryData(queries.secondFactor.queryKey, factor);
  render(
    <QueryClientProvider client={client}>
      <SecondFactorTab />
    </QueryClientProvider>,
  );
}

const off: SecondFactor = { active: false, required: false, active_since: null, recovery_codes_left: 0 };
const on: SecondFactor = {
  active: true,
  required: false,
  active_since: '2026-11-23T06:00:00Z',
  recovery_codes_left: 10,
};

function type(label: string, value: string): void {
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
}

it('SEC_O3: an app is proved by a code, and the recovery codes stay until they are kept', async () => {
  const asked = serve({
    'POST /v1/account/second-factor': () => [201, enrolment],
    'POST /v1/account/second-factor/confirm': (body) =>
      (body as { code: string }).code === '287082'
        ? [200, { recovery_codes: codes }]
        : problem(422, 'validation_failed', 'code'),
    'GET /v1/account/second-factor': () => [200, on],
  });
  showTab(off);
  fireEvent.click(screen.getByRole('button', { name: 'Set it up' }));
  const picture = await screen.findByAltText('QR code with the secret for the app');
  expect(picture.getAttribute('src')).toBe(enrolment.qr);
  expect(screen.getByText('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ')).toBeTruthy();
  const field = screen.getByLabelText('Code');
  expect(field.getAttribute('autocomplete')).toBe('one-time-code');
  expect(field.getAttribute('inputmode')).toBe('numeric');
  type('Code', '000000');
  fireEvent.click(screen.getByRole('button', { name: 'Turn on' }));
  await screen.findByText(/This code is wrong/);
  type('Code', '287082');
  fireEvent.click(screen.getByRole('button', { name: 'Turn on' }));
  await screen.findByRole('heading', { name: 'Keep these recovery codes' });
  expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual(codes);
  expect(asked).not.toContain('GET /v1/account/second-factor');
  fireEvent.click(screen.getByRole('button', { name: 'I have kept them' }));
  await screen.findByText('On since');
  expect(screen.queryByText(codes[0] ?? '')).toBeNull();
});

it('SEC_O3: a secret that was lost on its way is replaced by another', async () => {
  const answers = [{ ...enrolment, secret: '', uri: '', qr: '' }, enrolment];
  const asked = serve({ 'POST /v1/account/second-factor': () => [201, answers.shift()] });
  showTab(off);
  fireEvent.click(screen.getByRole('button', { name: 'Set it up' }));
  await screen.findByText('GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ');
  expect(asked).toHaveLength(2);
});

it('SEC_O5: whose role needs it is not offered to turn it off', () => {
  showTab({ ...on, required: true });
  expect(screen.queryByRole('button', { name: 'Turn off' })).toBeNull();
  expect(screen.getByText(/can’t be turned off/)).toBeTruthy();
});

it('A5: turning it off asks for password and code', async () => {
  const bodies: unknown[] = [];
  serve({
    'POST /v1/account/second-factor/turn-off': (body) => {
      bodies.push(body);
      return bodies.length === 1 ? problem(401, 'invalid_credentials') : [204, null];
    },
    'GET /v1/account/second-factor': () => [200, off],
  });
  showTab(on);
  fireEvent.click(screen.getByRole('button', { name: 'Turn off' }));
  type('Password', 'correct horse battery');
  type('Code', '111111');
  const submit = screen.getAllByRole('button', { name: 'Turn off' }).at(-1) as HTMLElement;
  fireEvent.click(submit);
  await screen.findByText(/The password or the code is wrong/);
  type('Code', '222222');
  fireEvent.click(submit);
  await screen.findByRole('button', { name: 'Set it up' });
  expect(bodies.at(-1)).toEqual({ password: 'correct horse battery', code: '222222' });
});

function showSignIn() {
  const client = createQueryClient();
  client.setQueryData(queries.account.queryKey, null);
  render(
    <QueryClientProvider client={client}>
      <SignInForm />
    </QueryClientProvider>,
  );
  type('Email', 'someone@example.com');
  type('Password', 'correct horse battery');
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  return client;
}

const asksForCode: Handler = () => [200, { status: 'second_factor_required', account: null }];

it('A5: the second step takes a code of the app, or a recovery code', async () => {
  const bodies: unknown[] = [];
  serve({
    'POST /v1/auth/sign-in': asksForCode,
    'POST /v1/auth/second-factor': (body) => {
      bodies.push(body);
      if (bodies.length === 1) return problem(401, 'invalid_credentials');
      return [200, { status: 'signed_in', account: sampleAccount() }];
    },
  });
  const client = showSignIn();
  fireEvent.change(await screen.findByLabelText('Code'), { target: { value: '123456' } });
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  await screen.findByText(/This code is wrong/);
  fireEvent.click(screen.getByRole('button', { name: 'Use a recovery code' }));
  expect(screen.queryByText(/This code is wrong/)).toBeNull();
  type('Recovery code', codes[0] ?? '');
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  await vi.waitFor(() => expect(client.getQueryData(queries.account.queryKey)).toEqual(sampleAccount()));
  expect(bodies).toEqual([{ code: '123456' }, { code: codes[0] }]);
});

it('A5: who takes too long begins with the password again', async () => {
  serve({
    'POST /v1/auth/sign-in': asksForCode,
    'POST /v1/auth/second-factor': () => problem(401, 'unauthenticated'),
  });
  showSignIn();
  fireEvent.change(await screen.findByLabelText('Code'), { target: { value: '123456' } });
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
  await screen.findByText('That took too long');
  expect((screen.getByLabelText('Password') as HTMLInputElement).value).toBe('');
});
