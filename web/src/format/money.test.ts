// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it, vi } from 'vitest';
import {
  compareAmounts,
  decimalText,
  microUnits,
  moneyText,
  signedMoneyText,
  typedAmount,
} from './money';

const usd = (amount: string) => ({ amount, currency: 'USD' });

describe('W1: money is integer micro-units, never floating point', () => {
  it.each([
    ['0.35', 350_000n],
    ['-0.000001', -1n],
    ['10', 10_000_000n],
    ['9007199254740993.000001', 9007199254740993000001n],
  ])('reads %s', (text, value) => expect(microUnits(text)).toBe(value));

  it.each(['', 'abc', '1e3', '0.1234567', '1,000.00', '--1', '1.'])('refuses %j', (text) =>
    expect(microUnits(text)).toBeNull(),
  );

  it.each([
    [0n, '0'],
    [-350_000n, '-0.35'],
    [1n, '0.000001'],
    [12_000_000n, '12'],
  ])('writes %s', (value, text) => expect(decimalText(value)).toBe(text));

  it('compares exactly', () => {
    expect(compareAmounts('0.10', '0.1')).toBe(0);
    expect(compareAmounts('0.9', '0.10')).toBe(1);
  });
});

describe('money as shown', () => {
  it.each([
    ['0.35', '$0.35'],
    ['0.125', '$0.125'],
    ['0.000001', '$0.000001'],
    ['-0.35', '-$0.35'],
    ['1234567.5', '$1,234,567.50'],
  ])('shows %s as %s', (amount, text) => expect(moneyText(usd(amount))).toBe(text));

  it('signs the lines of a statement', () => {
    expect(signedMoneyText(usd('0.35'))).toBe('+$0.35');
    expect(signedMoneyText(usd('0'))).toBe('$0.00');
  });

  it('shows what it cannot read as it came', () => {
    expect(moneyText(usd('lots'))).toBe('lots USD');
  });
});

it.each([
  ['de', '9.007.199.254.740.993,25'],
  ['es', '9.007.199.254.740.993,25'],
  ['ar', '9,007,199,254,740,993.25'],
] as const)('W1: keeps every digit in the way of %s', async (language, digits) => {
  vi.resetModules();
  const texts = await import('../texts');
  texts.speak(language, texts.t);
  const { moneyText: shown } = await import('./money');
  expect(shown(usd('9007199254740993.25'))).toContain(digits);
});

it('takes a typed price cap in either decimal style', () => {
  expect(typedAmount(' 0,50 ')).toBe('0.5');
  expect(typedAmount('1.25')).toBe('1.25');
  expect(typedAmount('0')).toBeNull();
  expect(typedAmount('-1')).toBeNull();
  expect(typedAmount('cheap')).toBeNull();
});
