// SPDX-License-Identifier: Apache-2.0
// Which path under /admin shows what.
import type { ComponentType } from 'react';
import { page } from '../../app/lazy-page';
import { t } from '../../texts';

const AccountDetail = page(async () => (await import('./account')).AccountDetail);
const Accounts = page(async () => (await import('./accounts')).Accounts);
const Approvals = page(async () => (await import('./approvals')).Approvals);
const AuditLog = page(async () => (await import('./audit')).AuditLog);

export interface AdminTab {
  /** The second part of its path: `/admin/accounts`. */
  name: string;
  title: string;
  View: ComponentType;
}

const accounts: AdminTab = { name: 'accounts', title: t.admin.tabs.accounts, View: Accounts };

export const adminTabs: readonly AdminTab[] = [
  accounts,
  { name: 'approvals', title: t.admin.tabs.approvals, View: Approvals },
  { name: 'audit', title: t.admin.tabs.audit, View: AuditLog },
];

/** A tab, or one account below the first of them. */
export function adminPageAt(path: string): AdminTab | undefined {
  if (path === '/admin') return accounts;
  if (/^\/admin\/accounts\/[^/]+$/.test(path)) return { ...accounts, View: AccountDetail };
  return adminTabs.find(({ name }) => path === `/admin/${name}`);
}
