// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { ApiProblem, NoAnswer, problemFrom, retryMoment } from '../api/problem';
import { explain, fieldMessages } from './explain';

const problem = (status: number, code: string, extra = {}): ApiProblem =>
  new ApiProblem({ type: 'about:blank', title: 'Server title', detail: '', status, code, ...extra }, null, 'req_9');

describe('every refusal of a lease says what to do next', () => {
  it.each([
    [402, 'insufficient_funds', 'wallet'],
    [409, 'out_of_stock', 'offers'],
    [409, 'price_above_cap', 'refresh'],
    [403, 'service_not_allowed', 'services'],
    [404, 'country_unknown', 'offers'],
    [404, 'service_unknown', 'services'],
    [404, 'offer_unavailable', 'offers'],
    [429, 'too_many_open_leases', 'numbers'],
    [429, 'too_many_leases_per_hour', 'numbers'],
  ])('%i %s', (status, code, step) => {
    const explanation = explain(problem(status, code));
    expect(explanation.step).toBe(step);
    expect(explanation.title).not.toBe('');
    expect(explanation.next).not.toBe('');
  });
});

describe('an unexpected failure', () => {
  it('says that there was no answer', () => {
    expect(explain(new NoAnswer('cut')).title).toMatch(/reached/);
  });

  it('names the request of a server error', () => {
    const { title, requestId } = explain(problem(500, 'internal_error'));
    expect(title).toMatch(/our side/);
    expect(requestId).toBe('req_9');
  });

  it('shows the words of the server for a code it does not know', () => {
    expect(explain(problem(422, 'new_code', { detail: 'Label is too long.' })).title).toBe(
      'Label is too long.',
    );
  });

  it('explains any 429 as a limit, with its moment', () => {
    const error = new ApiProblem(problem(429, 'slow_down').problem, 1000);
    expect(explain(error)).toMatchObject({ retryAt: 1000, title: 'Too many requests' });
  });

  it('survives an answer that is no problem document', () => {
    expect(problemFrom(502, '<html>')).toMatchObject({ status: 502, code: 'http_502' });
  });
});

it('reads both spellings of a retry moment', () => {
  expect(retryMoment('30', '2026-01-05T10:00:30Z')).toBe(Date.parse('2026-01-05T10:00:30Z'));
  expect(retryMoment('2', undefined)).toBeGreaterThan(Date.now());
  expect(retryMoment(null, undefined)).toBeNull();
});

it('puts messages at the fields they are about', () => {
  const error = problem(422, 'invalid', { errors: [{ field: 'username', message: 'Taken.' }] });
  expect(fieldMessages(error)).toEqual({ username: 'Taken.' });
});
