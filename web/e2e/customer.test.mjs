// SPDX-License-Identifier: Apache-2.0
// What a customer keeps coming back for, against a real server: favourites on another device, alerts,
// the history with its table and each lease's money, and the pages for developers.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { service, signIn, soon, takeNumber } from './acts.mjs';
import { barriers, launch, openPage, picture, sidewaysOverflow, sizes } from './browser.mjs';
import { deliver, startServer } from './server.mjs';

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

async function look(page, name) {
  await picture(page, name);
  assert.ok((await sidewaysOverflow(page)) <= 0, `${name} scrolls sideways`);
  assert.deepEqual(await barriers(page), [], `${name} has barriers`);
}

test('a favourite is first on every device of the account', async () => {
  const here = await openPage(browser);
  await signIn(here.page, server.demo);
  await here.page.getByRole('searchbox', { name: 'Search services' }).fill('tg');
  const kept = here.page.waitForResponse((answer) => answer.url().endsWith('/v1/account/favourites') &&
    answer.request().method() === 'PUT');
  await here.page.getByRole('button', { name: `Keep ${service} as a favourite` }).first().click();
  assert.equal((await kept).status(), 200);
  const there = await openPage(browser, { size: sizes.phone, dark: true });
  await signIn(there.page, server.demo);
  await there.page.getByRole('heading', { name: 'Favourites and recent' }).waitFor(soon);
  await there.page.getByRole('button', { name: `Remove ${service} from favourites` }).first().waitFor(soon);
  await look(there.page, 'phone-dark-favourite');
  assert.deepEqual([...here.complaints, ...there.complaints], []);
  await here.context.close();
  await there.context.close();
});

test('alerts are off until asked for, and keep the code to themselves', async () => {
  const { context, page, complaints } = await openPage(browser);
  await context.grantPermissions(['notifications', 'clipboard-read', 'clipboard-write']);
  await page.addInitScript(() => {
    globalThis.told = [];
    globalThis.Notification = class {
      static permission = 'default';
      static async requestPermission() {
        return (this.permission = 'granted');
      }
      constructor(title, { body }) {
        globalThis.told.push(`${title} ${body}`);
      }
    };
    document.hasFocus = () => false;
  });
  await signIn(page, server.demo);
  const { lease, card } = await takeNumber(page, 'alerts');
  await page.getByText('Alerts', { exact: true }).click();
  await page.getByLabel('Notify me when I look elsewhere').check();
  await page.getByLabel('Play a sound').check();
  await page.getByText('Alerts are on').waitFor(soon);
  await look(page, 'wide-light-alerts');
  await deliver(server.demo, { to: lease.number, from: service, text: `${service} code 918273` });
  await card.getByLabel('Code', { exact: true }).getByText('918273').waitFor(soon);
  const told = await page.evaluate(() => globalThis.told);
  assert.deepEqual(told, [`${service}: new code Open the page to see it.`]);
  assert.match(await page.title(), /918273/);
  await card.getByRole('button', { name: 'Finish' }).click();
  await card.getByText('Completed').waitFor(soon);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('the history finds, keeps as a table, and tells what became of the money', async () => {
  const { context, page, complaints } = await openPage(browser);
  await signIn(page, server.demo);
  const { lease, card } = await takeNumber(page, 'history');
  await card.getByRole('button', { name: 'Cancel', exact: true }).click({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Cancel and refund' }).click();
  await card.getByText(/refunded/).waitFor(soon);

  await page.getByRole('navigation').getByRole('link', { name: 'History' }).click();
  await page.getByRole('searchbox').fill(lease.number.slice(-8));
  await page.waitForURL(/search=/);
  const rows = page.getByRole('row').filter({ has: page.locator('a[href^="/leases/"]') });
  await page.waitForFunction(() => document.querySelectorAll('a[href^="/leases/"]').length === 1);
  await look(page, 'wide-light-history-search');
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download CSV' }).click();
  const table = readFileSync(await (await download).path(), 'utf8').trim().split('\r\n');
  assert.equal(table.length, 2, 'the heading and the one lease that fits');
  assert.ok(table[1].startsWith(lease.id) && table[1].includes(`"'${lease.number}"`), table[1]);
  assert.match(table[1], /refunded/);
  await page.getByLabel('Status').selectOption('Completed');
  await page.getByText('No lease fits these filters').waitFor(soon);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('searchbox').fill(lease.number.slice(-8));
  await page.waitForURL(/search=/);

  await rows.first().getByRole('link').click();
  await page.getByRole('heading', { name: 'What happened' }).waitFor(soon);
  await page.getByText('Number leased').waitFor(soon);
  await page.getByText('Cancelled by you').first().waitFor(soon);
  const timeline = page.getByRole('region', { name: 'What happened' });
  assert.match(await timeline.innerText(), /Fee −[\s\S]*Refund \+/);
  await look(page, 'wide-light-timeline');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('the explorer sends what the command says, and requests of keys are on record', async () => {
  const { context, page, complaints } = await openPage(browser);
  await signIn(page, server.demo);
  await page.getByRole('navigation').getByRole('link', { name: 'Developers' }).click();
  await page.getByRole('link', { name: 'Explorer' }).click();
  await page.getByText('This is no sandbox').waitFor(soon);
  await page.getByLabel(/^country/).fill('GB');
  await page.getByLabel(/^limit/).fill('2');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  const answer = page.getByRole('region', { name: 'Answer' });
  await answer.getByText('200').waitFor(soon);
  assert.equal(JSON.parse(await answer.locator('pre').innerText()).items.length, 2);
  await look(page, 'wide-light-explorer');

  await page.getByLabel('Operation').selectOption('open_lease');
  await page.getByLabel('Body (JSON)').fill('{"country": "GB"');
  await page.getByRole('button', { name: 'Send for real' }).click();
  await page.getByText('The body is no valid JSON.').waitFor(soon);
  await page.getByLabel('Body (JSON)').fill('{"country": "GB", "service": "telegram"}');
  await page.getByRole('button', { name: 'Send for real' }).click();
  await answer.getByText('201').waitFor(soon);
  const lease = JSON.parse(await answer.locator('pre').innerText());
  assert.equal(lease.status, 'waiting');
  const command = await page.locator('.curl pre').innerText();
  assert.match(command, /^curl -X POST 'http[^']+\/v1\/leases' \\\n {2}-H "Authorization: Bearer \$OTPOST_KEY"/);
  await page.getByRole('navigation').getByRole('link', { name: /Active numbers/ }).click();
  await page.locator(`[data-lease="${lease.id}"]`).waitFor(soon);

  const { api_key: key } = server.demo.accounts.find(({ role }) => role === 'user');
  const asked = await fetch(`${server.demo.url}/v1/leases/${lease.id}`, {
    headers: { Authorization: `Bearer ${key}` },
  });
  assert.equal(asked.status, 200);
  await page.getByRole('navigation').getByRole('link', { name: 'Developers' }).click();
  await page.getByRole('link', { name: 'Requests' }).click();
  const row = page.getByRole('row').filter({ hasText: 'GET /v1/leases/{id}' });
  for (let tries = 0; tries < 20 && (await row.count()) === 0; ++tries) {
    await page.waitForTimeout(700);
    await page.goto(`${server.demo.url}/developers/requests`);
    await page.getByText(/requests/i).first().waitFor(soon);
  }
  assert.match(await row.first().innerText(), /200\s+127\.0\.0\.1/);
  assert.equal(await page.getByText(lease.id).count(), 0, 'P7: the template, not what stood in it');
  await look(page, 'wide-light-requests');
  assert.deepEqual(complaints, []);
  await context.close();
});
