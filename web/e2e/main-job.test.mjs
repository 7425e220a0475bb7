// SPDX-License-Identifier: Apache-2.0
// The main job in a real browser against a real server: sign in, choose, pay, see the code arrive by
// itself, copy it, cancel another number, and find both in the wallet. SCREENSHOTS=DIR keeps pictures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chooseService, service, signIn, soon, takeNumber } from './acts.mjs';
import { launch, openPage, picture } from './browser.mjs';
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

test('signs in, leases, receives, copies, cancels, and sees it in the wallet', async () => {
  const { context, page, complaints } = await openPage(browser);
  await page.goto(`${server.demo.url}/sign-in`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor(soon);
  await picture(page, 'wide-light-sign-in');
  await signIn(page, server.demo);
  await picture(page, 'wide-light-services');

  await chooseService(page);
  await page.getByRole('table').waitFor(soon);
  await picture(page, 'wide-light-offers');
  const { lease, card } = await takeNumber(page, 'wide-light');
  await page.getByText('Live', { exact: true }).waitFor(soon);
  assert.match(await card.getByRole('timer').innerText(), /^\d+:\d\d$/, 'the countdown is visible');
  await picture(page, 'wide-light-waiting');

  await deliver(server.demo, {
    to: lease.number,
    from: service,
    text: `${service} code: 482913. Do not share it with anyone.`,
  });
  await card.getByLabel('Code', { exact: true }).getByText('482913').waitFor({ timeout: 5_000 });
  assert.match(await page.title(), /482913/, 'the tab tells the code');
  assert.match(await card.innerText(), /Do not share it with anyone/, 'the full text is shown');
  await card.getByRole('button', { name: 'Copy code' }).click();
  await card.getByRole('button', { name: 'Copied' }).first().waitFor(soon);
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), '482913');
  assert.equal(await card.getByRole('button', { name: /^Cancel/ }).count(), 0, 'L7: no cancel after a code');

  const second = await takeNumber(page, 'wide-light-second');
  await picture(page, 'wide-light-active');
  const settings = await page.evaluate(() => fetch('/v1/settings').then((answer) => answer.json()));
  await second.card.getByRole('button', { name: 'Cancel', exact: true }).click({
    timeout: settings.cancel_after_seconds * 1000 + 15_000,
  });
  await page.getByRole('button', { name: 'Cancel and refund' }).click();
  await second.card.getByText(/refunded/).waitFor(soon);
  await picture(page, 'wide-light-cancelled');
  await card.getByRole('button', { name: 'Finish' }).click();
  await card.getByText('Completed').waitFor(soon);

  await page.getByRole('navigation').getByRole('link', { name: 'Wallet' }).click();
  const rows = page.getByRole('row');
  await rows.filter({ hasText: 'Refund' }).first().waitFor(soon);
  const linesOf = ({ id }) => rows.filter({ has: page.locator(`a[href="/leases/${id}"]`) }).count();
  assert.equal(await linesOf(second.lease), 2, 'fee and refund of the cancelled lease are both listed');
  assert.ok((await linesOf(lease)) >= 1, 'the fee of the completed lease is listed');
  await picture(page, 'wide-light-wallet');

  await page.getByRole('link', { name: 'History' }).click();
  await page.getByRole('row').filter({ hasText: 'Cancelled' }).first().waitFor(soon);
  await picture(page, 'wide-light-history');
  await page.getByRole('link', { name: service }).first().click();
  await page.getByRole('article').waitFor(soon);
  await picture(page, 'wide-light-lease');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('API keys are shown once, can be replaced and deleted', async () => {
  const { context, page, complaints } = await openPage(browser);
  await signIn(page, server.demo);
  await page.getByRole('link', { name: 'Developers' }).click();
  await page.getByRole('button', { name: 'New key' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Label').fill('browser test');
  await dialog.getByLabel('Lease and cancel numbers').uncheck();
  await dialog.getByLabel('Ends').selectOption('In 90 days');
  await dialog.getByLabel('Allowed addresses').fill('127.0.0.1, somewhere');
  await page.getByRole('button', { name: 'Create key' }).click();
  await dialog.getByText('must be an address or a block of them').waitFor(soon);
  await dialog.getByLabel('Allowed addresses').fill('127.0.0.1, 2001:db8::/32');
  await picture(page, 'wide-light-create-key');
  await page.getByRole('button', { name: 'Create key' }).click();
  await page.getByRole('heading', { name: 'Your new key' }).waitFor(soon);
  await picture(page, 'wide-light-new-key');
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('row').filter({ hasText: 'browser test' }).waitFor(soon);
  await page.getByText('Only from 127.0.0.1, 2001:db8::/32').waitFor(soon);
  await page.getByRole('button', { name: 'Replace browser test' }).click();
  await dialog.getByLabel('The old key ends').selectOption('In an hour');
  await picture(page, 'wide-light-replace-key');
  await page.getByRole('button', { name: 'Make new key' }).click();
  await page.getByRole('heading', { name: 'Your new key' }).waitFor(soon);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByText('Replaced').waitFor(soon);
  await picture(page, 'wide-light-keys');
  await page.getByRole('button', { name: 'Delete browser test' }).last().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByText('Replaced').waitFor({ state: 'detached', ...soon });
  await page.getByRole('button', { name: 'Delete browser test' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await page.getByRole('row').filter({ hasText: 'browser test' }).waitFor({ state: 'detached', ...soon });
  assert.deepEqual(complaints, []);
  await context.close();
});

test('M5: a code that came while the line was cut appears on its return', async () => {
  const { context, page, complaints } = await openPage(browser);
  await signIn(page, server.demo);
  const { lease, card } = await takeNumber(page, 'cut');
  await page.getByText('Live', { exact: true }).waitFor(soon);
  await context.setOffline(true);
  await page.getByText('Offline', { exact: true }).waitFor(soon);
  await deliver(server.demo, { to: lease.number, from: service, text: `${service} code 730155` });
  await context.setOffline(false);
  await card.getByLabel('Code', { exact: true }).getByText('730155').waitFor(soon);
  await page.reload();
  await card.getByLabel('Code', { exact: true }).getByText('730155').waitFor(soon);
  await card.getByRole('button', { name: 'Finish' }).click();
  await card.getByText('Completed').waitFor(soon);
  assert.deepEqual(complaints.filter((text) => !text.includes('ERR_INTERNET_DISCONNECTED')), []);
  await context.close();
});

test('L9 and L10: another code on the same number, then a switch to another country', async () => {
  const { context, page, complaints } = await openPage(browser);
  await signIn(page, server.demo);
  const { lease, card } = await takeNumber(page, 'switch');
  await deliver(server.demo, { to: lease.number, from: service, text: `${service} code 111222` });
  await card.getByRole('button', { name: 'Another code' }).click();
  await card.getByText('Waiting for another code').waitFor(soon);
  await picture(page, 'wide-light-another-code');
  await deliver(server.demo, { to: lease.number, from: service, text: `${service} code 333444` });
  await card.getByLabel('Code', { exact: true }).getByText('333444').waitFor(soon);
  assert.equal(await card.getByRole('listitem').count(), 2, 'both messages are listed');

  await card.getByRole('link', { name: 'Switch' }).click();
  await page.getByText(`Switching from ${service}`).waitFor(soon);
  await page.getByRole('searchbox', { name: 'Search services' }).fill(service.slice(0, 6));
  await page.getByRole('button', { name: new RegExp(`^${service}`) }).first().click();
  await page.getByRole('button', { name: 'Get a number from France' }).click();
  await picture(page, 'wide-light-switch');
  await page.getByRole('button', { name: /^Switch for/ }).click();
  await page.getByRole('heading', { name: 'Active numbers' }).waitFor(soon);
  await card.getByText('Completed').waitFor(soon);
  assert.equal(await page.getByRole('timer').count(), 1, 'only the new number is open');
  assert.deepEqual(complaints, []);
  await context.close();
});
