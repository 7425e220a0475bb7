// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { createAttempt } from './attempt';
import { ApiProblem, NoAnswer } from './problem';

const problem = (status: number): ApiProblem =>
  new ApiProblem({ type: 'about:blank', title: '', status, code: 'x', detail: '' }, null);

async function keysOf(outcomes: (Error | null)[], what: (index: number) => string): Promise<string[]> {
  const attempt = createAttempt();
  const keys: string[] = [];
  for (const [index, outcome] of outcomes.entries()) {
    await attempt(what(index), (key) => {
      keys.push(key);
      return outcome === null ? Promise.resolve() : Promise.reject(outcome);
    }).catch(() => {});
  }
  return keys;
}

it('W6: keeps the key while the outcome is unknown', async () => {
  const outcomes = [new NoAnswer('cut'), problem(503), problem(429), problem(401), null];
  const keys = await keysOf(outcomes, () => 'lease');
  expect(new Set(keys).size).toBe(1);
  expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
});

it('W6: takes a new key once the server has decided', async () => {
  const keys = await keysOf([problem(409), null, null], () => 'lease');
  expect(new Set(keys).size).toBe(3);
});

it('W6: never shares a key between different requests', async () => {
  const keys = await keysOf([new NoAnswer('cut'), new NoAnswer('cut')], String);
  expect(new Set(keys).size).toBe(2);
});
