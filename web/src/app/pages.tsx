// SPDX-License-Identifier: Apache-2.0
// Which path shows which page.
import type { ComponentType } from 'react';
import { adminPageAt, adminTabs } from '../pages/admin/tabs';
import { developerTabAt } from '../pages/developers/tabs';
import { ArrivingGetNumberPage, GetNumberPage } from '../pages/get-number';
import { NotFoundPage } from '../pages/not-found';
import { NumbersPage } from '../pages/numbers';
import { operatorPageAt, operatorTabs } from '../pages/operator/tabs';
import { tabAt } from '../pages/settings/tabs';
import { t } from '../texts';
import { page } from './lazy-page';

// What is looked at first comes with the app; the rest is fetched beside it.
const AdminPage = page(async () => (await import('../pages/admin')).AdminPage);
const DevelopersPage = page(async () => (await import('../pages/developers')).DevelopersPage, 'soon');
const HistoryPage = page(async () => (await import('../pages/history')).HistoryPage, 'soon');
const HelpPage = page(async () => (await import('../pages/help')).HelpPage);
const LeasePage = page(async () => (await import('../pages/lease')).LeasePage, 'soon');
const OperatorPage = page(async () => (await import('../pages/operator')).OperatorPage);
const RechargePage = page(async () => (await import('../pages/help/recharge')).RechargePage, 'soon');
const SettingsPage = page(async () => (await import('../pages/settings')).SettingsPage, 'soon');
const WalletPage = page(async () => (await import('../pages/wallet')).WalletPage, 'soon');

interface PageEntry {
  title: string;
  View: ComponentType;
  /** What is the same for everybody, drawn while it isn't known who it is. */
  Arriving?: ComponentType;
}

const getNumber: PageEntry = { title: t.nav.getNumber, View: GetNumberPage, Arriving: ArrivingGetNumberPage };

/** Those whose path is all there is to say; the others have lists of tabs. */
export const pages: Record<string, PageEntry> = {
  '/': getNumber,
  '/sign-in': getNumber,
  '/register': getNumber,
  '/numbers': { title: t.numbers.title, View: NumbersPage },
  '/history': { title: t.history.title, View: HistoryPage },
  '/wallet': { title: t.wallet.title, View: WalletPage },
  '/recharge': { title: t.help.recharge, View: RechargePage },
  '/help': { title: t.help.title, View: HelpPage },
};

/** What keeps its place on the screen while one moves within it. */
export function sectionOf(path: string): string {
  if (tabAt(path) !== undefined) return '/settings';
  if (developerTabAt(path) !== undefined) return '/developers';
  if (operatorTabs.some((tab) => tab.path === path)) return '/operator';
  return adminTabs.some(({ name }) => path === `/admin/${name}`) ? '/admin' : path;
}

export function pageFor(path: string): PageEntry {
  if (/^\/leases\/[^/]+$/.test(path)) return { title: t.lease.id, View: LeasePage };
  const admin = adminPageAt(path);
  if (admin !== undefined) return { title: `${t.admin.title} · ${admin.title}`, View: AdminPage };
  const operator = operatorPageAt(path);
  if (operator !== undefined)
    return { title: `${t.operator.title} · ${operator.title}`, View: OperatorPage };
  const developer = developerTabAt(path);
  if (developer !== undefined)
    return { title: `${t.developers.title} · ${developer.title}`, View: DevelopersPage };
  const tab = tabAt(path);
  if (tab !== undefined) return { title: `${t.settings.title} · ${tab.title}`, View: SettingsPage };
  return pages[path] ?? { title: t.common.notFound, View: NotFoundPage };
}
