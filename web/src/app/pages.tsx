// SPDX-License-Identifier: Apache-2.0
// Which path shows which page.
import type { ComponentType } from 'react';
import { AdminPage } from '../pages/admin';
import { adminPageAt, adminTabs } from '../pages/admin/tabs';
import { GetNumberPage } from '../pages/get-number';
import { HelpPage } from '../pages/help';
import { RechargePage } from '../pages/help/recharge';
import { HistoryPage } from '../pages/history';
import { KeysPage } from '../pages/keys';
import { LeasePage } from '../pages/lease';
import { NotFoundPage } from '../pages/not-found';
import { NumbersPage } from '../pages/numbers';
import { SettingsPage } from '../pages/settings';
import { tabAt } from '../pages/settings/tabs';
import { WalletPage } from '../pages/wallet';
import { t } from '../texts';

interface PageEntry {
  title: string;
  View: ComponentType;
}

const getNumber: PageEntry = { title: t.nav.getNumber, View: GetNumberPage };

const pages: Record<string, PageEntry> = {
  '/': getNumber,
  '/sign-in': getNumber,
  '/register': getNumber,
  '/numbers': { title: t.numbers.title, View: NumbersPage },
  '/history': { title: t.history.title, View: HistoryPage },
  '/wallet': { title: t.wallet.title, View: WalletPage },
  '/recharge': { title: t.help.recharge, View: RechargePage },
  '/help': { title: t.help.title, View: HelpPage },
  '/keys': { title: t.keys.title, View: KeysPage },
};

/** What keeps its place on the screen while one moves within it. */
export function sectionOf(path: string): string {
  if (tabAt(path) !== undefined) return '/settings';
  return adminTabs.some(({ name }) => path === `/admin/${name}`) ? '/admin' : path;
}

export function pageFor(path: string): PageEntry {
  if (/^\/leases\/[^/]+$/.test(path)) return { title: t.lease.id, View: LeasePage };
  const admin = adminPageAt(path);
  if (admin !== undefined) return { title: `${t.admin.title} · ${admin.title}`, View: AdminPage };
  const tab = tabAt(path);
  if (tab !== undefined) return { title: `${t.settings.title} · ${tab.title}`, View: SettingsPage };
  return pages[path] ?? { title: t.common.notFound, View: NotFoundPage };
}
