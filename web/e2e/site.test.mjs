// SPDX-License-Identifier: Apache-2.0
// The pages for everybody: without an account, and without JavaScript. SCREENSHOTS=DIR keeps pictures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { enterPassword, soon } from './acts.mjs';
import { launch, look, openPage } from './browser.mjs';
import { startServer } from './server.mjs';

let server;
let browser;

before(async () => {
  server = await startServer();
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

test('a stranger reads what this is and what it costs, and comes in', async () => {
  const { context, page, complaints } = await openPage(browser);
  await page.goto(server.demo.url);
  await page.getByRole('heading', { level: 1 }).waitFor(soon);
  await look(page, 'site-landing');
  await page.getByRole('navigation', { name: 'Site' }).getByRole('link', { name: 'Prices' }).click();
  await page.getByRole('heading', { name: 'Services and prices' }).waitFor(soon);
  await look(page, 'site-prices');
  await page.getByRole('link', { name: 'Telegram', exact: true }).click();
  await page.getByRole('heading', { name: 'Telegram' }).waitFor(soon);
  await look(page, 'site-service');
  for (const [link, heading] of [['Status', 'Status'], ['Terms', 'Terms of use'], ['Privacy', 'Privacy']]) {
    await page.getByRole('contentinfo').getByRole('link', { name: link }).click();
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor(soon);
    await look(page, `site-${link.toLowerCase()}`);
  }
  await page.getByRole('link', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor(soon);
  await enterPassword(page, server.demo);
  await page.getByRole('heading', { name: 'Get a number' }).waitFor(soon);
  await page.goto(server.demo.url);
  await page.getByRole('heading', { name: 'Get a number' }).waitFor(soon);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('who chooses a language keeps it, up to the dashboard', async () => {
  const { context, page, complaints } = await openPage(browser);
  await page.goto(`${server.demo.url}/prices`);
  await page.getByRole('link', { name: 'العربية' }).click();
  await page.getByRole('heading', { name: 'الخدمات والأسعار' }).waitFor(soon);
  assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
  await look(page, 'site-prices-arabic');
  await page.getByRole('link', { name: 'Español' }).click();
  await page.getByRole('heading', { name: 'Servicios y precios' }).waitFor(soon);
  await page.getByRole('contentinfo').getByRole('link', { name: 'Condiciones' }).click();
  await page.getByRole('heading', { name: 'Condiciones de uso' }).waitFor(soon);
  await page.getByRole('link', { name: 'Crear cuenta' }).click();
  await page.getByRole('heading', { name: 'Crear una cuenta' }).waitFor(soon);
  assert.equal(await page.locator('html').getAttribute('lang'), 'es');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('the pages for everybody need no JavaScript', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const path of ['/', '/prices', '/prices?service=telegram', '/status', '/terms', '/privacy']) {
    await page.goto(server.demo.url + path);
    assert.ok(await page.getByRole('heading', { level: 1 }).isVisible(), path);
    assert.ok(await page.getByRole('link', { name: 'Create account' }).isVisible(), path);
  }
  await context.close();
});
