// SPDX-License-Identifier: Apache-2.0
// Every page that can be reached by its address alone, by who sees it. The walks through all languages,
// looks and sizes take this list: a new page is one more entry here.
import { soon } from './acts.mjs';

export const paths = {
  user: ['/', '/?service=telegram', '/numbers', '/history', '/wallet', '/keys', '/developers/explorer',
    '/developers/requests', '/settings/profile', '/settings/email', '/settings/password',
    '/settings/two-factor', '/settings/devices', '/help', '/recharge', '/nowhere'],
  admin: ['/admin/overview', '/admin/accounts', '/admin/leases', '/admin/approvals', '/admin/catalogue',
    '/admin/suppliers', '/admin/ledger', '/admin/audit'],
  operator: ['/operator', '/operator/numbers', '/operator/services', '/operator/leases'],
  nobody: ['/register', '/forgot', '/verify', '/sign-in'],
};

/** The pages that the server writes itself, without JavaScript. */
export const sitePaths = ['/', '/prices', '/prices?service=telegram', '/status', '/terms', '/privacy'];

export function nameOf(path) {
  return path.replace(/^\//, '').replaceAll(/[/?=]+/g, '-') || 'services';
}

export async function settled(page) {
  await page.locator('h1, h2').first().waitFor(soon);
  await page.waitForFunction(() => document.querySelector('.skeletons') === null);
}

const entered = new WeakMap();

/** Signs in whatever the language, once, as sign-ins of an address are limited; nobody stays signed out. */
export async function enter(page, demo, role) {
  const signedIn = (await page.context().cookies()).some(({ name }) => name === '__Host-rt');
  if (signedIn && entered.get(page) === role) return;
  entered.set(page, role);
  await page.context().clearCookies();
  if (role === 'nobody') return;
  const { email, password } = demo.accounts.find((account) => account.role === role);
  await page.goto(`${demo.url}/sign-in`);
  await page.locator('input[type=email]').fill(email);
  await page.locator('input[type=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.locator('.shell').waitFor(soon);
}

/** Takes the page to every address as everybody who sees it. */
export async function walkAll(page, demo, arrive) {
  for (const [role, list] of Object.entries(paths)) {
    await enter(page, demo, role);
    for (const path of list) {
      await page.goto(demo.url + path);
      await settled(page);
      await arrive(path, role);
    }
  }
}
