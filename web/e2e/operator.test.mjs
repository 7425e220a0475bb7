// SPDX-License-Identifier: Apache-2.0
// What operators do: one adds numbers with an attestation, sees them leased live and what a code
// earned, pauses, retires, and closes a service. SCREENSHOTS=DIR keeps pictures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { service, signIn, soon, takeNumber } from './acts.mjs';
import { launch, look, openPage, picture, sidewaysOverflow, sizes } from './browser.mjs';
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

async function signInAsOperator(options) {
  const opened = await openPage(browser, options);
  await signIn(opened.page, server.demo, 'operator');
  await opened.page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Your numbers' }).click();
  await opened.page.getByRole('heading', { name: 'Your numbers', exact: true }).waitFor(soon);
  return opened;
}

const openTab = (page, name) =>
  page.getByRole('navigation', { name: 'Your numbers' }).getByRole('link', { name, exact: true }).click();

const rowOf = (page, number) => page.getByRole('row').filter({ hasText: number });

test('W4, M7: a number is seen leased live, and what its code earned; never the message', async () => {
  const customer = await openPage(browser);
  await signIn(customer.page, server.demo);
  const { lease, card } = await takeNumber(customer.page, 'operator');
  const { context, page, complaints } = await signInAsOperator();
  await page.getByRole('heading', { name: 'Earned today' }).waitFor(soon);
  await openTab(page, 'Numbers');
  await page.getByRole('button', { name: 'Leased', exact: true }).click();
  await rowOf(page, lease.number).getByText('1 open lease').waitFor(soon);
  await picture(page, 'operator-leased');
  await deliver(server.demo, { to: lease.number, from: service, text: `${service} code 739154 quizzical` });
  await card.getByText('739154').first().waitFor(soon);
  await openTab(page, 'Leases served');
  const served = rowOf(page, lease.number);
  await served.getByText('Received').waitFor(soon);
  await served.getByText(/^\$\d/).waitFor(soon);
  await picture(page, 'operator-earned');
  await openTab(page, 'Services');
  await rowOf(page, service).getByText('1 of 1').waitFor(soon);
  await openTab(page, 'Overview');
  await page.getByRole('img', { name: /Earnings of the last 30 days: \$0\.[1-9]/ }).waitFor(soon);
  await page.getByRole('button', { name: 'As a table' }).click();
  await page.getByRole('table').getByText('Day', { exact: true }).waitFor(soon);
  await picture(page, 'operator-earnings-table');
  assert.ok(!(await page.content()).includes('quizzical'));
  assert.deepEqual(complaints, []);
  await context.close();
  await customer.context.close();
});

test('T2: numbers are added with an attestation, and each mistake is named', async () => {
  const { context, page, complaints } = await signInAsOperator();
  await openTab(page, 'Numbers');
  await page.getByRole('button', { name: 'Add numbers' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Numbers', { exact: true }).fill('+49 1511 7700001\n12345\n+4915117700002');
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.getByText('Number 2:').waitFor(soon);
  await picture(page, 'operator-mistake');
  await dialog.getByLabel('Numbers', { exact: true }).fill('+49 1511 7700001\n+4915117700002');
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('2 numbers added').waitFor(soon);
  await rowOf(page, '+4915117700002').getByText('Available').waitFor(soon);
  await page.getByRole('button', { name: 'Add numbers' }).click();
  await dialog.getByLabel('Or a CSV file').setInputFiles({
    name: 'numbers.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('e164,services\n+4915117700003,telegram whatsapp\n'),
  });
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByText('1 number added').waitFor(soon);
  await rowOf(page, '+4915117700003').getByText('2 services').waitFor(soon);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a number is paused, resumed, closed to a service and retired', async () => {
  const { context, page, complaints } = await signInAsOperator();
  await openTab(page, 'Numbers');
  await page.getByRole('searchbox', { name: 'Digits of a number' }).fill('17700003');
  await page.getByRole('link', { name: '+4915117700003' }).click();
  await page.getByRole('heading', { name: '+4915117700003' }).waitFor(soon);
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await page.getByText('The number is offered again').waitFor(soon);
  await page.getByRole('button', { name: 'Close to Telegram' }).click();
  await page.getByText('Closed by you').waitFor(soon);
  await page.getByRole('button', { name: 'Open to Telegram' }).waitFor(soon);
  await picture(page, 'operator-number');
  await page.getByRole('button', { name: 'Retire', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await picture(page, 'operator-retire');
  await dialog.getByRole('button', { name: 'Retire', exact: true }).click();
  await page.getByText('Retired for good.').waitFor(soon);
  assert.deepEqual(complaints, []);
  await context.close();
});

test('a service is closed on all numbers and opened again', async () => {
  const { context, page } = await signInAsOperator();
  await openTab(page, 'Services');
  await page.getByRole('combobox', { name: 'Service' }).selectOption({ label: 'Netflix' });
  await page.getByRole('button', { name: 'Close on all' }).click();
  await rowOf(page, 'Netflix').getByText('Closed on all your numbers').waitFor(soon);
  await page.getByRole('button', { name: 'Open all numbers to Netflix' }).click();
  await page.getByText('All numbers are open to Netflix').waitFor(soon);
  await context.close();
});

test('A6: customers are told that the pages are not for them', async () => {
  const { context, page } = await openPage(browser);
  await signIn(page, server.demo);
  assert.equal(await page.getByRole('link', { name: 'Your numbers' }).count(), 0);
  await page.goto(`${server.demo.url}/operator`);
  await page.getByRole('heading', { name: 'Only operators see this' }).waitFor(soon);
  await context.close();
});

test("operators' pages fit every window and are open to everybody", async () => {
  const { context, page, complaints } = await signInAsOperator();
  await page.getByRole('img', { name: /Earnings of the last 30 days/ }).waitFor(soon);
  await look(page, 'operator-overview');
  await openTab(page, 'Numbers');
  await page.getByRole('searchbox', { name: 'Digits of a number' }).fill('1770000');
  await rowOf(page, '+4915117700002').waitFor(soon);
  await look(page, 'operator-numbers');
  await page.getByRole('button', { name: 'Add numbers' }).click();
  await page.getByRole('dialog').getByLabel('Numbers', { exact: true }).waitFor(soon);
  await look(page, 'operator-add');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: '+4915117700002' }).click();
  await page.getByRole('button', { name: /^Close to / }).first().waitFor(soon);
  await look(page, 'operator-number');
  await openTab(page, 'Services');
  await rowOf(page, service).waitFor(soon);
  await look(page, 'operator-services');
  await openTab(page, 'Leases served');
  await rowOf(page, service).waitFor(soon);
  await look(page, 'operator-leases');
  assert.deepEqual(complaints, []);
  await context.close();
});

test('the pages in Arabic run from right to left', async () => {
  const { context, page } = await openPage(browser, { locale: 'ar' });
  const { email, password } = server.demo.accounts.find(({ role }) => role === 'operator');
  await page.goto(`${server.demo.url}/sign-in`);
  await page.getByLabel('البريد الإلكتروني').fill(email);
  await page.getByLabel('كلمة المرور').fill(password);
  await page.getByRole('button', { name: 'تسجيل الدخول' }).click();
  await page.getByRole('heading', { name: 'احصل على رقم' }).waitFor(soon);
  await page.goto(`${server.demo.url}/operator`);
  await page.getByRole('heading', { name: 'أرقامك', exact: true }).waitFor(soon);
  await page.locator('.earnings-bar').first().waitFor({ state: 'attached', ...soon });
  await picture(page, 'operator-arabic');
  await page.goto(`${server.demo.url}/operator/numbers?search=1770000`);
  await rowOf(page, '+4915117700002').waitFor(soon);
  await picture(page, 'operator-numbers-arabic');
  await page.setViewportSize(sizes.phone);
  await picture(page, 'operator-numbers-arabic-phone');
  assert.ok((await sidewaysOverflow(page)) <= 0);
  await context.close();
});
