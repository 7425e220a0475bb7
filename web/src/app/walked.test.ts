// SPDX-License-Identifier: Apache-2.0
// No page is left out of the walks of the browser tests through languages, sizes and looks.
import { expect, it } from 'vitest';
import walked from '../../e2e/paths.json';
import { adminTabs } from '../pages/admin/tabs';
import { developerTabs } from '../pages/developers/tabs';
import { operatorTabs } from '../pages/operator/tabs';
import { tabs } from '../pages/settings/tabs';
import { outside } from './app';
import { pageFor, pages } from './pages';

const inside = [
  ...Object.keys(pages),
  ...adminTabs.map(({ name }) => `/admin/${name}`),
  ...developerTabs.map(({ name }) => `/developers/${name}`),
  ...operatorTabs.map(({ path }) => path),
  ...tabs.map(({ name }) => `/settings/${name}`),
];

it('every page inside is walked, at this address or another of it', () => {
  const paths = [...walked.user, ...walked.admin, ...walked.operator];
  const shown = new Set(paths.map((path) => pageFor(path.replace(/\?.*/, '')).title));
  expect(inside.filter((path) => !shown.has(pageFor(path).title))).toEqual([]);
});

it('every page outside is walked', () => {
  const all = ['/sign-in', '/register', '/verify', ...Object.keys(outside)];
  expect(all.filter((path) => !walked.nobody.includes(path))).toEqual([]);
});
