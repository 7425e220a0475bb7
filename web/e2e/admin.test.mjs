// SPDX-License-Identifier: Apache-2.0
// What administrators do: one finds an account, recharges, suspends and restores it, and asks for a
// large credit, which a second one approves. SCREENSHOTS=DIR keeps pictures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signIn, soon } from './acts.mjs';
import { barriers, launch, openPage, picture, sidewaysOverflow, sizes } from './browser.mjs';
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

async function openAccount(page, search, name) {
  await page.goto(`${server.demo.url}/admin/accounts`);
  await page.getByRole('searchbox').fill(search);
  await page.getByRole('row').filter({ hasText: name }).getByRole('link').click();
  await page.getByRole('heading', { name, exact: true }).waitFor(soon);
}

/** Presses the button, gives the reason and confirms in the dialog. */
async function act(page, button, reason, fill = async () => {}) {
  await page.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await fill(dialog);
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByRole('button', { name: button, exact: true }).click();
  await dialog.waitFor({ state: 'detached', ...soon });
}

const amountOf = (amount) => (dialog) => dialog.getByLabel('Amount in USD').fill(amount);

test('W7, A6: an administrator finds an account, recharges, suspends and restores it', async () => {
  const { context, page, complaints } = await openPage(browser);
  await signIn(page, server.demo, 'admin');
  await page.getByRole('navigation').getByRole('link', { name: 'Administration' }).click();
  await openAccount(page, 'user@', 'demo_user');
  await act(page, 'Recharge', 'bank transfer 7731', amountOf('25'));
  await page.getByText('$25.00 credited').waitFor(soon);
  await page.getByText('$100,025.00').waitFor(soon);
  await page.getByRole('row').filter({ hasText: 'bank transfer 7731' }).waitFor(soon);
  await act(page, 'Suspend', 'stolen card');
  await page.locator('.account-head').getByText('Suspended').waitFor(soon);
  await page.getByRole('row').filter({ hasText: 'stolen card' }).waitFor(soon);
  await picture(page, 'admin-account-suspended');
  await act(page, 'Restore', 'was a mistake');
  await page.locator('.account-head').getByText('Active').waitFor(soon);
  await act(page, 'Change plan', 'pays by the month', (dialog) => dialog.getByLabel('Plan').selectOption('free'));
  await page.getByRole('row').filter({ hasText: 'demo to free' }).waitFor(soon);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('SEC-A5: a large credit is booked by a second administrator', async () => {
  const first = await openPage(browser);
  await signIn(first.page, server.demo, 'admin');
  await openAccount(first.page, 'operator@', 'demo_operator');
  await act(first.page, 'Change role', 'joins support', (dialog) => dialog.getByLabel('Role').selectOption('admin'));
  await first.page.getByRole('row').filter({ hasText: 'operator to admin' }).waitFor(soon);
  await openAccount(first.page, 'user@', 'demo_user');
  await act(first.page, 'Recharge', 'invoice 12', amountOf('250.00'));
  await first.page.getByText('Waits for a second administrator').waitFor(soon);
  await first.page.getByRole('link', { name: 'Approvals' }).click();
  await first.page.getByText('Another administrator decides').waitFor(soon);
  assert.equal(await first.page.getByRole('button', { name: 'Approve' }).count(), 0);

  const second = await openPage(browser);
  await signIn(second.page, server.demo, 'operator');
  await second.page.goto(`${server.demo.url}/admin/approvals`);
  await second.page.getByRole('button', { name: 'Approve' }).click();
  const dialog = second.page.getByRole('dialog');
  await dialog.getByText('invoice 12').waitFor(soon);
  await picture(second.page, 'admin-approve');
  await dialog.getByRole('button', { name: 'Approve' }).click();
  await second.page.getByText('$250.00 credited').waitFor(soon);
  await second.page.getByText('Nothing waits for you').waitFor(soon);
  await second.page.getByRole('button', { name: 'All', exact: true }).click();
  await second.page.getByText('by demo_operator').waitFor(soon);
  assert.deepEqual([...first.complaints, ...second.complaints], []);
  await first.context.close();
  await second.context.close();
});

test('A6: others are told that the pages are not for them', async () => {
  const { context, page } = await openPage(browser);
  await signIn(page, server.demo);
  assert.equal(await page.getByRole('link', { name: 'Administration' }).count(), 0);
  await page.goto(`${server.demo.url}/admin/accounts`);
  await page.getByRole('heading', { name: 'Only administrators see this' }).waitFor(soon);
  await picture(page, 'admin-no-right');
  await context.close();
});

for (const [look, options] of [
  ['wide-light', {}],
  ['wide-dark', { dark: true }],
  ['phone-light', { size: sizes.phone }],
  ['phone-dark', { size: sizes.phone, dark: true }],
]) {
  test(`administrators' pages fit and are open to everybody: ${look}`, async () => {
    const { context, page, complaints } = await openPage(browser, options);
    const show = async (name) => {
      await picture(page, `${look}-admin-${name}`);
      assert.ok((await sidewaysOverflow(page)) <= 0, `${name} scrolls sideways`);
      assert.deepEqual(await barriers(page), [], `${name} has barriers`);
    };
    await signIn(page, server.demo, 'admin');
    await page.goto(`${server.demo.url}/admin/accounts`);
    await page.getByRole('row').filter({ hasText: 'demo_user' }).waitFor(soon);
    await show('accounts');
    await openAccount(page, 'user@', 'demo_user');
    await page.getByRole('table').last().waitFor(soon);
    await show('account');
    await page.getByRole('button', { name: 'Suspend' }).click();
    await page.getByRole('dialog').waitFor(soon);
    await show('suspend');
    await page.keyboard.press('Escape');
    await page.goto(`${server.demo.url}/admin/approvals?show=all`);
    await page.getByRole('row').filter({ hasText: 'invoice 12' }).waitFor(soon);
    await show('approvals');
    await page.goto(`${server.demo.url}/admin/audit`);
    await page.getByRole('table').waitFor(soon);
    await page.getByLabel('Action').selectOption('Signed in');
    await page.waitForURL(/action=sign_in.succeeded/);
    await page.getByRole('table').waitFor(soon);
    await show('audit');
    assert.deepEqual(complaints, []);
    await context.close();
  });
}
