// SPDX-License-Identifier: Apache-2.0
// Money travels as decimal text and is compared in micro-units. No floating point takes part.
import type { Money } from '../api/types';
import { leftToRight, moneyLocale } from './locale';

const scale = 6;
const decimal = /^([+-]?)(\d+)(?:\.(\d{1,6}))?$/;

/** Micro-units of a decimal text such as "0.35"; null when it is no amount. */
export function microUnits(amount: string): bigint | null {
  const match = decimal.exec(amount.trim());
  if (match === null) return null;
  const [, sign = '', whole = '0', fraction = ''] = match;
  const value = BigInt(whole + fraction.padEnd(scale, '0'));
  return sign === '-' ? -value : value;
}

export function decimalText(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, '0');
  const fraction = digits.slice(-scale).replace(/0+$/, '');
  const whole = digits.slice(0, -scale);
  return `${value < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

/** Of one currency. */
export function differenceOf(a: Money, b: Money): Money {
  const left = (microUnits(a.amount) ?? 0n) - (microUnits(b.amount) ?? 0n);
  return { amount: decimalText(left), currency: a.currency };
}

export function compareAmounts(a: string, b: string): number {
  const difference = (microUnits(a) ?? 0n) - (microUnits(b) ?? 0n);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

const formats = new Map<string, Intl.NumberFormat>();

function formatFor(currency: string, signs: 'auto' | 'exceptZero'): Intl.NumberFormat {
  const key = `${currency} ${signs}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat(moneyLocale, {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
      signDisplay: signs,
      maximumFractionDigits: scale,
    });
    formats.set(key, format);
  }
  return format;
}

function display(money: Money, signs: 'auto' | 'exceptZero'): string {
  if (microUnits(money.amount) === null) return `${money.amount} ${money.currency}`;
  // Intl takes decimal text as it is (ES2023) and shows every digit of it.
  return leftToRight(formatFor(money.currency, signs).format(money.amount as `${number}`));
}

export function moneyText(money: Money): string {
  return display(money, 'auto');
}

/** With a true minus sign, which is as wide as the plus above or below it. */
export function signedMoneyText(money: Money): string {
  return display(money, 'exceptZero').replace('-', '\u2212');
}

/** What a person typed as a price, in either decimal style, as the API's decimal text. */
export function typedAmount(text: string): string | null {
  const value = microUnits(text.trim().replace(',', '.'));
  return value === null || value <= 0n ? null : decimalText(value);
}
