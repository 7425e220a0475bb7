// SPDX-License-Identifier: Apache-2.0
// What administrators see of the house, of leases and of money: its overview, a customer's lease is found by its account, with its
// timeline and its transfers, and never with what its messages say. SCREENSHOTS=DIR keeps pictures.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { signIn, soon, takeNumber } from './acts.mjs';
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

/** A lease of the demo's customer that got its code; answers its id and the code. */
async function deliveredLease() {
  const { context, page } = await openPage(browser);
  await signIn(page, server.demo);
  const { lease, card } = await takeNumber(page, 'admin-house');
  await deliver(server.demo, { to: lease.number, text: 'Telegram code: 730416', from: 'Telegram' });
  await card.getByLabel('Code', { exact: true }).waitFor(soon);
  await context.close();
  return lease.id;
}

test('M7, W4: a lease is found by its customer, with timeline and money and no content', async () => {
  const id = await deliveredLease();
  const { context, page, complaints } = await openPage(browser);
  await signIn(page, server.demo, 'admin');
  await page.goto(`${server.demo.url}/admin/accounts`);
  await page.getByRole('searchbox').fill('user@');
  await page.getByRole('row').filter({ hasText: 'demo_user' }).getByRole('link').click();
  await page.locator('.acts').getByRole('link', { name: 'Leases' }).click();
  await page.getByLabel('Status').selectOption('Received');
  await page.waitForURL(/status=received/);
  await page.locator(`a[href="/admin/leases/${id}"]`).click();
  await page.getByText('Code came').waitFor(soon);
  await page.getByRole('row').filter({ hasText: 'Fee earned' }).waitFor(soon);
  assert.ok(!(await page.content()).includes('730416'));
  await picture(page, 'admin-lease');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('M7: the overview shows what leases did, over time and as a table, and nothing of them', async () => {
  const { context, page, complaints } = await openPage(browser);
  await signIn(page, server.demo, 'admin');
  await page.getByRole('navigation').getByRole('link', { name: 'Administration' }).click();
  await page.waitForURL(/\/admin\/overview$/);
  const chart = page.getByRole('figure', { name: 'Leases opened' });
  await chart.locator('rect.one').waitFor(soon);
  await chart.getByText('Show as a table').click();
  await chart.getByRole('row').filter({ has: page.getByRole('cell', { name: '1', exact: true }) }).waitFor(soon);
  await page.getByRole('row', { name: /^Node 0 / }).getByText('SQLite').waitFor(soon);
  assert.ok(!(await page.content()).includes('730416'));
  await page.getByRole('button', { name: '7 days' }).click();
  await page.waitForURL(/range=week$/);
  await page.getByRole('heading', { name: 'Last 7 days' }).waitFor(soon);
  await page.getByRole('link', { name: 'Show them' }).click();
  await page.waitForURL(/status=waiting$/);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('M7: a supplier shows its numbers and when a message came, and leads to its leases', async () => {
  const { context, page, complaints } = await openPage(browser);
  await signIn(page, server.demo, 'admin');
  await page.goto(`${server.demo.url}/admin/suppliers`);
  const row = page.getByRole('row').filter({ hasText: 'Demo webhook' });
  await row.getByText('Connected', { exact: true }).waitFor(soon);
  await row.locator('time').waitFor(soon);
  assert.ok(!(await page.content()).includes('730416'));
  await row.getByRole('link', { name: 'Demo webhook' }).click();
  await page.waitForURL(/\/admin\/leases\?supplier=/);
  await page.locator('tbody tr').first().waitFor(soon);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('W10: the ledger is checked on demand, and its transfers are found', async () => {
  const { context, page, complaints } = await openPage(browser);
  await signIn(page, server.demo, 'admin');
  await page.goto(`${server.demo.url}/admin/ledger`);
  const card = page.getByRole('region', { name: 'Check of the ledger' });
  await card.getByRole('button', { name: 'Check now' }).click();
  await card.getByText('The ledger is whole').waitFor(soon);
  await page.getByRole('row').filter({ hasText: 'Escrow' }).first().waitFor(soon);
  await page.getByLabel('Kind').selectOption('Fee earned');
  await page.waitForURL(/kind=settle/);
  await page.getByRole('row').filter({ hasText: 'Fee earned' }).first().waitFor(soon);
  await page.getByLabel('Account (name, id or public id)').fill('clearing_manual');
  await page.getByRole('button', { name: 'Show' }).click();
  await page.getByText('No transfer fits').waitFor(soon);
  await picture(page, 'admin-ledger-none');
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByRole('row').filter({ hasText: 'Top-up' }).first().waitFor(soon);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('T1, L1: a service is switched off and on, and a price holds at once', async () => {
  const { context, page, complaints } = await openPage(browser);
  await signIn(page, server.demo, 'admin');
  await page.goto(`${server.demo.url}/admin/catalogue`);
  const change = async (button, reason, fill) => {
    await page.getByRole('button', { name: button, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await fill(dialog);
    await dialog.getByLabel('Reason').fill(reason);
    await picture(page, `admin-change-${reason.replaceAll(' ', '-')}`);
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'detached', ...soon });
  };
  const sale = (value) => (dialog) => dialog.getByLabel('Sale').selectOption(value);
  await page.getByRole('searchbox', { name: 'Find by name' }).fill('telegram');
  const row = page.getByRole('row').filter({ hasText: 'Telegram' }).first();
  await change('Edit Telegram', 'under review', sale('Off'));
  await row.getByText('Off', { exact: true }).waitFor(soon);
  await change('Edit Telegram', 'is fine', sale('On'));
  await row.getByText('On', { exact: true }).waitFor(soon);
  await row.getByRole('link', { name: 'Telegram' }).click();
  await page.getByRole('searchbox', { name: 'Find a country' }).fill('Germany');
  await change('Edit Germany', 'dearer now', async (dialog) => {
    await dialog.getByLabel('Price by').selectOption('Price of its own');
    await dialog.getByLabel('Price', { exact: true }).fill('0.77');
  });
  await page.getByRole('row').filter({ hasText: '$0.77' }).waitFor(soon);
  const offers = await page.evaluate(async () =>
    (await (await fetch('/v1/offers?service=telegram&country=DE')).json()).items);
  assert.equal(offers[0].price.amount, '0.77');
  await page.goto(`${server.demo.url}/admin/audit?action=price.changed`);
  await page.getByRole('row').filter({ hasText: 'dearer now' }).waitFor(soon);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('L1: prices go out as a file, and a changed file in again after a preview', async () => {
  const { context, page, complaints } = await openPage(browser);
  await signIn(page, server.demo, 'admin');
  await page.goto(`${server.demo.url}/admin/catalogue/signal`);
  const downloading = page.waitForEvent('download', soon);
  await page.getByRole('button', { name: 'Download CSV' }).click();
  const csv = readFileSync(await (await downloading).path(), 'utf8');
  assert.match(csv, /^service,service_name,country,country_name,source,price,currency\r\n/);
  await page.getByRole('link', { name: 'Import CSV' }).click();
  const field = page.getByLabel('CSV file');
  const choose = (name, text) =>
    field.setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await choose('same.csv', csv);
  await page.getByText('Nothing would change').waitFor(soon);
  const germany = /^signal,Signal,DE,Germany,.*$/m;
  await choose('wrong.csv', csv.replace(germany, 'signal,Signal,DE,Germany,set,"0,88",USD'));
  await page.getByRole('alert').getByText('Write the price with a point: 1.50.').waitFor(soon);
  await picture(page, 'admin-prices-mistake');
  await choose('new.csv', csv.replace(germany, 'signal,Signal,DE,Germany,set,0.88,USD'));
  await page.getByRole('heading', { name: 'Preview of new.csv' }).waitFor(soon);
  await page.getByRole('row').filter({ hasText: 'Germany' }).getByText('$0.88').waitFor(soon);
  assert.deepEqual(await barriers(page), []);
  await page.getByLabel('Reason').fill('by spreadsheet');
  await picture(page, 'admin-prices-preview');
  await page.getByRole('button', { name: 'Change 1 price' }).click();
  await page.getByText('1 price changed', { exact: true }).waitFor(soon);
  await picture(page, 'admin-prices-done');
  await page.goto(`${server.demo.url}/admin/audit?action=price.changed`);
  await page.getByRole('row').filter({ hasText: 'by spreadsheet' }).waitFor(soon);
  assert.deepEqual(complaints, []);
  await context.close();
});

/** Drawing and checking every page takes a busy machine a while. */
const late = { timeout: 60_000 };

for (const [look, options] of [
  ['wide-light', {}],
  ['wide-dark', { dark: true }],
  ['phone-light', { size: sizes.phone }],
  ['phone-dark', { size: sizes.phone, dark: true }],
]) {
  test(`pages of leases and money fit and are open to everybody: ${look}`, async () => {
    const { context, page, complaints } = await openPage(browser, options);
    page.setDefaultTimeout(late.timeout);
    const show = async (name) => {
      await picture(page, `${look}-admin-${name}`);
      assert.ok((await sidewaysOverflow(page)) <= 0, `${name} scrolls sideways`);
      assert.deepEqual(await barriers(page), [], `${name} has barriers`);
    };
    await signIn(page, server.demo, 'admin');
    await page.goto(`${server.demo.url}/admin/overview`);
    await page.getByRole('figure', { name: 'Leases opened' }).locator('rect.one').first().waitFor(late);
    await show('overview');
    await page.getByRole('heading', { name: 'Nodes' }).scrollIntoViewIfNeeded();
    await picture(page, `${look}-admin-overview-nodes`);
    await page.goto(`${server.demo.url}/admin/leases`);
    await page.locator('tbody tr').first().waitFor(late);
    await show('leases');
    await page.locator('tbody tr').first().getByRole('link').first().click();
    await page.getByRole('heading', { name: 'Timeline' }).waitFor(late);
    await show('lease');
    await page.goto(`${server.demo.url}/admin/ledger`);
    await page.getByText('Whole', { exact: true }).waitFor(late);
    await page.getByRole('row').filter({ hasText: 'Revenue' }).first().waitFor(late);
    await page.getByRole('row').filter({ hasText: 'Top-up' }).first().waitFor(late);
    await show('ledger');
    await page.goto(`${server.demo.url}/admin/catalogue`);
    await page.locator('tbody tr').first().waitFor(late);
    await show('catalogue');
    await page.locator('tbody tr').first().getByRole('link').click();
    await page.locator('tbody tr').first().waitFor(late);
    await show('prices');
    await page.goto(`${server.demo.url}/admin/suppliers`);
    await page.locator('tbody tr').first().waitFor(late);
    await show('suppliers');
    await page.goto(`${server.demo.url}/admin/audit`);
    await page.getByRole('region', { name: 'Check of the audit log' }).waitFor(late);
    await page.getByRole('table').waitFor(late);
    await show('audit-check');
    assert.deepEqual(complaints, []);
    await context.close();
  });
}
