// SPDX-License-Identifier: Apache-2.0
// Every page that can be reached by its address alone. The walks through all languages, looks and sizes
// take paths.json: a new page is one more entry there, and src/app/walked.test.ts says if it is missing.
import { readFileSync } from 'node:fs';
import { soon } from './acts.mjs';

/** By who sees them; `sitePaths` are the pages that the server writes itself, without JavaScript. */
export const { site: sitePaths, ...paths } = JSON.parse(readFileSync(new URL('paths.json', import.meta.url), 'utf8'));

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
