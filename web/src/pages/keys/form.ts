// SPDX-License-Identifier: Apache-2.0
// What the dialogs for API keys let one choose, and how it goes into a request.

import type { CreateApiKey } from '../../api/types';

export type Scope = NonNullable<CreateApiKey['scopes']>[number];

const customerScopes: Scope[] = ['account:read', 'wallet:read', 'leases:read', 'leases:write'];
const operatorScopes: Scope[] = ['operator:read', 'operator:write'];
const adminScopes: Scope[] = ['admin:read', 'admin:write'];

/** What a key of this role may do. */
export function scopesOf(role: string): Scope[] {
  if (role === 'user') return customerScopes;
  const scopes = [...customerScopes, ...operatorScopes];
  return role === 'admin' ? [...scopes, ...adminScopes] : scopes;
}

const days = { month: 30, quarter: 90, year: 365 } as const;
export type Lifetime = 'never' | keyof typeof days;
export const lifetimes: readonly Lifetime[] = ['never', 'month', 'quarter', 'year'];

/** When a key made at `now` ends, without a fraction of a second; null: never. */
export function endOf(lifetime: Lifetime, now: Date): string | null {
  if (lifetime === 'never') return null;
  const end = new Date(now.getTime() + days[lifetime] * 86_400_000);
  return `${end.toISOString().slice(0, 19)}Z`;
}

/** Seconds that the old key stays good after a rotation. */
export const overlaps = { none: 0, hour: 3_600, day: 86_400, week: 604_800 } as const;
export type Overlap = keyof typeof overlaps;

/** Addresses as people type them: with commas, spaces or lines between. */
export function addressesOf(text: string): string[] {
  return text.split(/[\s,;]+/).filter((one) => one !== '');
}

/** The first message for a field or one of its elements. */
export function messageAt(faults: Record<string, string>, field: string): string | undefined {
  const place = Object.keys(faults).find((key) => key === field || key.startsWith(`${field}[`));
  return place === undefined ? undefined : faults[place];
}
