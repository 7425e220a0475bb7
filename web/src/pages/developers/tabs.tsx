// SPDX-License-Identifier: Apache-2.0
// What is there for those who write programs; each is a path below /developers.
import type { ComponentType } from 'react';
import { page } from '../../app/lazy-page';
import { t } from '../../texts';

const KeysTab = page(async () => (await import('../keys')).KeysTab, 'soon');
const Explorer = page(async () => (await import('./explorer')).Explorer);
const ApiRequests = page(async () => (await import('./api-requests')).ApiRequests);

export interface DeveloperTab {
  name: string;
  title: string;
  View: ComponentType;
}

const keys: DeveloperTab = { name: 'keys', title: t.keys.title, View: KeysTab };

export const developerTabs: readonly DeveloperTab[] = [
  keys,
  { name: 'explorer', title: t.developers.explorer.tab, View: Explorer },
  { name: 'requests', title: t.developers.requests.tab, View: ApiRequests },
];

/** The keys also at the address they had before. */
export function developerTabAt(path: string): DeveloperTab | undefined {
  if (path === '/developers' || path === '/keys') return keys;
  return developerTabs.find(({ name }) => path === `/developers/${name}`);
}
