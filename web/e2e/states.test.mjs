// SPDX-License-Identifier: Apache-2.0
// What the page shows when things don't go well: slow, empty, refused, failed, limited, cut off, signed
// out. Answers are bent in the browser, so that each state is reached on purpose.
import assert from 'node:assert/strict';
import { after, before, beforeEach, afterEach, test } from 'node:test';
import { launch, openPage, picture, sizes } from './browser.mjs';
import { signIn, soon } from './acts.mjs';
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

const problem = (status, code, extra = {}) => ({
  status,
  contentType: 'application/problem+json',
  headers: { 'X-Request-Id': 'req_test', ...extra.headers },
  body: JSON.stringify({ type: 'about:blank', title: code, status, code, detail: '' }),
});

const list = (items) => ({ json: { items, next_cursor: null } });

async function follow(page, name) {
  await page.getByRole('navigation').getByRole('link', { name }).click();
}

test('loading shows the shape of what comes', async () => {
  const { page } = view;
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route('**/v1/wallet/transfers*', async (route) => {
    await held;
    await route.continue();
  });
  await follow(page, 'Wallet');
  await page.getByRole('status', { name: 'Loading' }).waitFor(soon);
  await picture(page, 'state-loading');
  release();
  await page.getByRole('table').waitFor(soon);
});

test('empty lists say what will be there', async () => {
  const { page } = view;
  await page.route('**/v1/leases?*', (route) => route.fulfill(list([])));
  await page.route('**/v1/wallet/transfers*', (route) => route.fulfill(list([])));
  await page.route('**/v1/offers*', (route) => route.fulfill(list([])));
  await page.reload();
  for (const [link, title] of [['Active numbers', 'No active numbers'], ['History', 'No leases yet'], ['Wallet', 'No transfers yet']]) {
    await follow(page, link);
    await page.getByRole('heading', { name: title }).waitFor(soon);
    await picture(page, `state-empty-${link.toLowerCase().replace(' ', '-')}`);
  }
  await page.goto(`${server.demo.url}/?service=telegram`);
  await page.getByRole('heading', { name: /No numbers/ }).waitFor(soon);
  await follow(page, 'Get a number');
  await page.getByRole('searchbox').fill('zzzz');
  await page.getByRole('heading', { name: /No service matches/ }).waitFor(soon);
  await picture(page, 'state-empty-search');
});

test('a failure names the request and can be retried', async () => {
  const { page } = view;
  await page.route('**/v1/leases?*', (route) => route.fulfill(problem(500, 'internal_error')));
  await follow(page, 'History');
  await page.getByText('Request req_test').waitFor(soon);
  await picture(page, 'state-failed');
  await page.unroute('**/v1/leases?*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Request req_test').waitFor({ state: 'detached', ...soon });
});

test('a rate limit says when the next try is allowed', async () => {
  const { page } = view;
  await page.route('**/v1/wallet/transfers*', (route) =>
    route.fulfill(problem(429, 'rate_limited', { headers: { 'Retry-After': '3' } })));
  await follow(page, 'Wallet');
  const retry = page.getByRole('button', { name: /Try again in/ });
  await retry.waitFor(soon);
  assert.equal(await retry.isDisabled(), true);
  await picture(page, 'state-rate-limited');
  await page.getByRole('button', { name: 'Try again', exact: true }).waitFor(soon);
});

for (const [status, code, next] of [
  [402, 'insufficient_funds', 'Open wallet'],
  [409, 'out_of_stock', 'Other countries'],
  [409, 'price_above_cap', 'Show new prices'],
  [403, 'service_not_allowed', 'Other services'],
  [429, 'too_many_open_leases', 'Show active numbers'],
]) {
  test(`a refused lease shows the next step: ${code}`, async () => {
    const { page } = view;
    await page.route('**/v1/leases', (route) => route.fulfill(problem(status, code)));
    await page.goto(`${server.demo.url}/?service=telegram`);
    await page.getByRole('button', { name: /^Get a number from/ }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^Get number for/ }).click();
    await dialog.getByRole('alert').waitFor(soon);
    await picture(page, `state-refused-${code}`);
    await dialog.getByText(next, { exact: true }).click();
    if (code !== 'price_above_cap') await dialog.waitFor({ state: 'detached', ...soon });
  });
}

test('an ended session asks for the password and keeps the place', async () => {
  const { page, context } = view;
  await follow(page, 'Wallet');
  await page.getByRole('table').waitFor(soon);
  await context.clearCookies();
  await follow(page, 'Developers');
  const dialog = page.getByRole('dialog', { name: 'Your session ended' });
  await dialog.waitFor(soon);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.type('typed at once');
  assert.equal(await dialog.getByLabel('Password').inputValue(), 'typed at once', 'the password has the focus');
  assert.equal(await dialog.isVisible(), true, 'Escape does not lead into a dead page');
  await picture(page, 'state-session-ended');
  await dialog.getByLabel('Password').fill('wrong password');
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await dialog.getByRole('alert').getByText('Email or password is wrong').waitFor(soon);
  await picture(page, 'state-wrong-password');
  await dialog.getByLabel('Password').fill(server.demo.accounts[0].password);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await dialog.waitFor({ state: 'detached', ...soon });
  assert.equal(new URL(page.url()).pathname, '/developers');
  await page.getByText('Live', { exact: true }).waitFor(soon);
});

test('offline is said, and the page comes back by itself', async () => {
  const { page, context } = view;
  await page.getByText('Live', { exact: true }).waitFor(soon);
  await context.setOffline(true);
  await page.getByText('You are offline', { exact: false }).waitFor(soon);
  await page.getByText('Offline', { exact: true }).waitFor(soon);
  await picture(page, 'state-offline');
  await context.setOffline(false);
  await page.getByText('Live', { exact: true }).waitFor({ timeout: 20_000 });
});

test('an unknown address says so', async () => {
  const { page } = view;
  await page.goto(`${server.demo.url}/nowhere`);
  await page.getByRole('heading', { name: 'Nothing here' }).waitFor(soon);
  await picture(page, 'state-not-found');
  await page.getByRole('button', { name: 'Account menu' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor(soon);
});

test('the keyboard alone is enough to reach a number', async () => {
  const { page } = view;
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'Skip to content');
  await page.getByRole('searchbox').focus();
  await page.keyboard.type('telegr');
  await page.getByRole('button', { name: /^Telegram/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /^Get a number from/ }).first().focus();
  await picture(page, 'state-focus');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor(soon);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached', ...soon });
  assert.match(
    await page.evaluate(() => document.activeElement.getAttribute('aria-label')),
    /^Get a number from/,
    'the focus returns to where it was',
  );
});

test('a phone shows a refusal whole', async () => {
  const phone = await openPage(browser, { size: sizes.phone, dark: true });
  await signIn(phone.page, server.demo);
  await phone.page.route('**/v1/leases', (route) => route.fulfill(problem(402, 'insufficient_funds')));
  await phone.page.goto(`${server.demo.url}/?service=telegram`);
  await phone.page.getByRole('button', { name: /^Get a number from/ }).first().click();
  await phone.page.getByRole('button', { name: /^Get number for/ }).click();
  await phone.page.getByRole('alert').waitFor(soon);
  await picture(phone.page, 'state-phone-refused');
  await phone.context.close();
});
