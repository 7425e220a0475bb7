// SPDX-License-Identifier: Apache-2.0
// The life of a session in a real browser: the access cookie goes and nobody notices, in one tab and in
// several; the session ends and the page says so; other devices are listed and ended; a change that
// matters asks for the password.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { chooseService, signIn, soon } from './acts.mjs';
import { barriers, launch, openPage, picture, sidewaysOverflow, sizes } from './browser.mjs';
import { startServer } from './server.mjs';

let server;
let browser;
let view;

before(async () => {
  server = await startServer();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

beforeEach(async () => {
  view = await openPage(browser);
  await signIn(view.page, server.demo);
});

afterEach(() => view.context.close());

/** As it goes by itself after ten minutes. */
const loseAccess = (context) => context.clearCookies({ name: '__Host-at' });

function refreshes(context) {
  const asked = [];
  context.on('request', (request) => {
    if (request.url().endsWith('/v1/auth/refresh')) asked.push(request);
  });
  return asked;
}

async function follow(page, name) {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click();
}

test('A4: the page goes on when the access cookie is gone', async () => {
  const { page, context, complaints } = view;
  const asked = refreshes(context);
  await loseAccess(context);
  await follow(page, 'History');
  await page.getByRole('heading', { name: 'History' }).waitFor(soon);
  await follow(page, 'Wallet');
  await page.getByRole('table').waitFor(soon);
  assert.equal(asked.length, 1);
  await chooseService(page);
  await loseAccess(context);
  await page.getByRole('button', { name: 'Get a number from Germany' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /^Get number for/ }).click();
  await page.getByRole('heading', { name: 'Active numbers' }).waitFor(soon);
  assert.equal(asked.length, 2);
  await loseAccess(context);
  await page.reload();
  await page.getByRole('heading', { name: 'Active numbers' }).waitFor(soon);
  await page.getByText('Live', { exact: true }).waitFor(soon);
  assert.equal(await page.getByRole('dialog').count(), 0);
  assert.deepEqual(complaints, []);
});

test('A4: tabs that find the access cookie gone at once stay signed in', async () => {
  const { page, context } = view;
  const pages = [page, await context.newPage(), await context.newPage()];
  for (const one of pages.slice(1)) await one.goto(server.demo.url);
  for (const one of pages) await one.getByRole('heading', { name: 'Get a number' }).waitFor(soon);
  const asked = refreshes(context);
  await loseAccess(context);
  await Promise.all(pages.map((one) => follow(one, 'Wallet')));
  for (const one of pages) await one.getByRole('table').waitFor(soon);
  assert.ok(asked.length >= 1 && asked.length <= pages.length);
  for (const one of pages) {
    await one.reload();
    await one.getByRole('table').waitFor(soon);
  }
});

test('A4: a session that has ended is told, and signing in goes on in place', async () => {
  const { page, context } = view;
  await loseAccess(context);
  await context.clearCookies({ name: '__Host-rt' });
  await follow(page, 'Wallet');
  const dialog = page.getByRole('dialog', { name: 'Your session ended' });
  await dialog.waitFor(soon);
  const { password } = server.demo.accounts.find(({ role }) => role === 'user');
  await dialog.getByLabel('Password').fill(password);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('table').waitFor(soon);
});

test('A4: other devices are listed and signed out', async () => {
  const { page } = view;
  const other = await openPage(browser);
  await signIn(other.page, server.demo);
  await page.goto(`${server.demo.url}/settings/devices`);
  await page.getByText('This device').waitFor(soon);
  await picture(page, 'devices-light');
  assert.deepEqual(await barriers(page), []);
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await page.getByRole('dialog').waitFor(soon);
  await picture(page, 'devices-question');
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign out everywhere else' }).waitFor({ state: 'detached' });
  await other.page.getByRole('dialog', { name: 'Your session ended' }).waitFor(soon);
  await other.context.close();
  for (const [name, look] of [['phone', { size: sizes.phone }], ['dark', { dark: true }]]) {
    const shown = await openPage(browser, look);
    await signIn(shown.page, server.demo);
    await shown.page.goto(`${server.demo.url}/settings/devices`);
    await shown.page.getByText('This device').waitFor(soon);
    await picture(shown.page, `devices-${name}`);
    assert.ok((await sidewaysOverflow(shown.page)) <= 0);
    assert.deepEqual(await barriers(shown.page), []);
    await shown.context.close();
  }
});

test('SEC_S11: a change that matters asks for the password, then is done', async () => {
  const { page } = view;
  let refused = 0;
  await page.route('**/v1/api-keys', async (route) => {
    if (route.request().method() !== 'POST' || refused > 0) return route.continue();
    refused += 1;
    return route.fulfill({
      status: 403,
      contentType: 'application/problem+json',
      body: JSON.stringify({ status: 403, code: 'recent_sign_in_required', title: '', detail: '' }),
    });
  });
  await page.goto(`${server.demo.url}/keys`);
  await page.getByRole('button', { name: 'New key' }).click();
  await page.getByLabel('Label').fill('ci');
  await page.getByRole('button', { name: 'Create key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Is it still you?' });
  await dialog.waitFor(soon);
  await picture(page, 'confirm-identity');
  assert.deepEqual(await barriers(page), []);
  const { password } = server.demo.accounts.find(({ role }) => role === 'user');
  await dialog.getByLabel('Password').fill(password);
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await page.getByRole('heading', { name: 'Your new key' }).waitFor(soon);
});
