// SPDX-License-Identifier: Apache-2.0
// The tabs of the settings, in their order: the one list that the page, the router and the title
// are made from.
import type { ComponentType } from 'react';
import { page } from '../../app/lazy-page';
import { t } from '../../texts';

const DevicesTab = page(async () => (await import('./devices')).DevicesTab);
const EmailTab = page(async () => (await import('./email')).EmailTab);
const PasswordTab = page(async () => (await import('./password')).PasswordTab);
const ProfileTab = page(async () => (await import('./profile')).ProfileTab, 'soon');
const SecondFactorTab = page(async () => (await import('./second-factor')).SecondFactorTab);

export interface SettingsTab {
  /** The last part of its path: `/settings/profile`. */
  name: string;
  title: string;
  View: ComponentType;
}

const devices: SettingsTab = { name: 'devices', title: t.sessions.tab, View: DevicesTab };
const profile: SettingsTab = { name: 'profile', title: t.profile.tab, View: ProfileTab };

const password: SettingsTab = { name: 'password', title: t.credentials.passwordTab, View: PasswordTab };
const email: SettingsTab = { name: 'email', title: t.credentials.emailTab, View: EmailTab };

const secondFactor: SettingsTab = {
  name: 'two-factor',
  title: t.secondFactor.tab,
  View: SecondFactorTab,
};

export const tabs: readonly SettingsTab[] = [profile, email, password, secondFactor, devices];

/** The tab at this path; the first one at `/settings` itself. */
export function tabAt(path: string): SettingsTab | undefined {
  if (path === '/settings') return profile;
  return tabs.find(({ name }) => path === `/settings/${name}`);
}
