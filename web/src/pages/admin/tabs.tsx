// SPDX-License-Identifier: Apache-2.0
// Which path under /admin shows what.
import type { ComponentType } from 'react';
import { page } from '../../app/lazy-page';
import { t } from '../../texts';

const AccountDetail = page(async () => (await import('./account')).AccountDetail);
const Accounts = page(async () => (await import('./accounts')).Accounts);
const Approvals = page(async () => (await import('./approvals')).Approvals);
const AuditLog = page(async () => (await import('./audit')).AuditLog);
const Catalogue = page(async () => (await import('./catalogue')).Catalogue);
const LeaseDetail = page(async () => (await import('./lease')).LeaseDetail);
const Leases = page(async () => (await import('./leases')).Leases);
const Ledger = page(async () => (await import('./ledger')).Ledger);
const Overview = page(async () => (await import('./overview')).Overview);
const Suppliers = page(async () => (await import('./suppliers')).Suppliers);
const Prices = page(async () => (await import('./prices')).Prices);
const ServicePrices = page(async () => (await import('./service-prices')).ServicePrices);

export interface AdminTab {
  /** The second part of its path: `/admin/accounts`. */
  name: string;
  title: string;
  View: ComponentType;
}

const accounts: AdminTab = { name: 'accounts', title: t.admin.tabs.accounts, View: Accounts };
const leases: AdminTab = { name: 'leases', title: t.house.leases.tab, View: Leases };
const catalogue: AdminTab = {
  name: 'catalogue',
  title: t.house.catalogue.tab,
  View: Catalogue,
};

const overview: AdminTab = { name: 'overview', title: t.overview.tab, View: Overview };

export const adminTabs: readonly AdminTab[] = [
  overview,
  accounts,
  leases,
  { name: 'ledger', title: t.house.ledger.tab, View: Ledger },
  catalogue,
  { name: 'suppliers', title: t.suppliers.tab, View: Suppliers },
  { name: 'approvals', title: t.admin.tabs.approvals, View: Approvals },
  { name: 'audit', title: t.admin.tabs.audit, View: AuditLog },
];

/** A tab, or one account, lease, service or the file of prices below its own. */
export function adminPageAt(path: string): AdminTab | undefined {
  if (path === '/admin') return overview;
  if (/^\/admin\/accounts\/[^/]+$/.test(path)) return { ...accounts, View: AccountDetail };
  if (/^\/admin\/leases\/[^/]+$/.test(path)) return { ...leases, View: LeaseDetail };
  if (/^\/admin\/catalogue\/[^/]+$/.test(path)) return { ...catalogue, View: ServicePrices };
  if (path === '/admin/prices') return { ...catalogue, View: Prices };
  return adminTabs.find(({ name }) => path === `/admin/${name}`);
}
