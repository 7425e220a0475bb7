// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest';
import { addressesOf, endOf, messageAt, scopesOf } from './form';

test('a key ends after whole days, or never', () => {
  const now = new Date('2026-11-23T10:20:30.456Z');
  expect(endOf('never', now)).toBeNull();
  expect(endOf('month', now)).toBe('2026-12-23T10:20:30Z');
  expect(endOf('year', now)).toBe('2027-11-23T10:20:30Z');
});

test('addresses may be typed with anything between them', () => {
  expect(addressesOf(' 10.0.0.1, 2001:db8::/32;\n198.51.100.0/24 ')).toEqual([
    '10.0.0.1',
    '2001:db8::/32',
    '198.51.100.0/24',
  ]);
  expect(addressesOf('  ')).toEqual([]);
});

test('a fault of one address is shown at the field', () => {
  expect(messageAt({ 'allowed_ips[1]': 'is none', label: 'x' }, 'allowed_ips')).toBe('is none');
  expect(messageAt({ label: 'x' }, 'allowed_ips')).toBeUndefined();
});

test('customers are not offered what operators may', () => {
  expect(scopesOf('user')).not.toContain('operator:read');
  expect(scopesOf('operator')).toContain('operator:write');
  expect(scopesOf('operator')).not.toContain('admin:read');
  expect(scopesOf('admin')).toContain('admin:write');
});
