// SPDX-License-Identifier: Apache-2.0
// Which path under /operator shows what.
import type { ComponentType } from 'react';
import { page } from '../../app/lazy-page';
import { t } from '../../texts';

const NumberPage = page(async () => (await import('./number')).NumberPage);
const Numbers = page(async () => (await import('./numbers')).Numbers);
const Overview = page(async () => (await import('./overview')).Overview);
const ServedLeases = page(async () => (await import('./leases')).ServedLeases);
const Services = page(async () => (await import('./services')).Services);

export interface OperatorTab {
  path: string;
  title: string;
  View: ComponentType;
}

const numbers: OperatorTab = {
  path: '/operator/numbers',
  title: t.operator.tabs.numbers,
  View: Numbers,
};

export const operatorTabs: readonly OperatorTab[] = [
  { path: '/operator', title: t.operator.tabs.overview, View: Overview },
  numbers,
  { path: '/operator/services', title: t.operator.tabs.services, View: Services },
  { path: '/operator/leases', title: t.operator.tabs.leases, View: ServedLeases },
];

/** A tab, or one number below its list. */
export function operatorPageAt(path: string): OperatorTab | undefined {
  if (/^\/operator\/numbers\/[^/]+$/.test(path)) return { ...numbers, View: NumberPage };
  return operatorTabs.find((tab) => tab.path === path);
}
