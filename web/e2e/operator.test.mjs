// SPDX-License-Identifier: Apache-2.0
// What operators do: one adds numbers with an attestation, sees them leased live and what a code
// earned, pauses, retires, and closes a service. Each test has numbers of its own; one sign-in of an
// operator and one of a customer serve them all. SCREENSHOTS=DIR keeps pictures.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { service, soon, takeNumber } from './acts.mjs';
import { barriers, launch, look, openPage, picture, sidewaysOverflow, sizes } from './browser.mjs';
import { deliver, startServer } from './server.mjs';
import { enter } from './walk.mjs';

let server;
let browser;
let operator;
let customer;

async function signedIn(role, options) {
  const opened = await openPage(browser, options);
  await enter(opened.page, server.demo, role);
  return opened;
}

before(async () => {
  server = await startServer();
  browser = await launch();
  operator = await signedIn('operator');
  customer = await signedIn('user');
});

beforeEach(() => operator.complaints.splice(0));

after(async () => {
  await browser?.close();
  await server?.stop();
});

const goTo = (page, path) => page.goto(server.demo.url + path);

const openTab = (page, name) =>
  page.getByRole('navigation', { name: 'Your numbers' }).getByRole('link', { name, exact: true }).click();

const rowOf = (page, text) => page.getByRole('row').filter({ hasText: text });

/** As a program of theirs would. */
async function callAs(role, path, body) {
  const { api_key: key } = server.demo.accounts.find((account) => account.role === role);
  const answer = await fetch(server.demo.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      Authorization: `Bearer ${key}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': randomUUID(),
    },
    body: JSON.stringify(body),
  });
  assert.ok(answer.ok, `${path}: ${answer.status}`);
  return answer.json();
}

async function addNumbers(...numbers) {
  const { attestation } = await callAs('operator', '/v1/operator/overview');
  await callAs('operator', '/v1/operator/numbers', {
    numbers,
    services: ['telegram', 'whatsapp'],
    attestation: { consent: true, version: attestation.version },
  });
}

test('W4, M7: a number is seen leased live, and what its code earned; never the message', async () => {
  const { page, complaints } = operator;
  await goTo(customer.page, '/');
  const { lease, card } = await takeNumber(customer.page, 'operator');
  await goTo(page, '/');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Your numbers' }).click();
  await page.getByRole('heading', { name: 'Your numbers', exact: true }).waitFor(soon);
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
  await rowOf(page, service).getByText(/^1 of \d+$/).waitFor(soon);
  await openTab(page, 'Overview');
  await page.getByRole('img', { name: /Earnings of the last 30 days: \$0\.[1-9]/ }).waitFor(soon);
  await page.getByRole('button', { name: 'As a table' }).click();
  await page.getByRole('table').getByText('Day', { exact: true }).waitFor(soon);
  await picture(page, 'operator-earnings-table');
  assert.ok(!(await page.content()).includes('quizzical'));
  assert.deepEqual(complaints, []);
});

test('T2: numbers are added with an attestation, and each mistake is named with what to do', async () => {
  const { page, complaints } = operator;
  await goTo(page, '/operator/numbers');
  await page.getByRole('button', { name: 'Add numbers' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Numbers', { exact: true }).fill('+49 1511 7700001\n12345\n+4915117700002');
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await dialog.getByText('Number 2:').waitFor(soon);
  await dialog.getByText('This is no whole number.').waitFor(soon);
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
});

test('a number is paused, resumed, closed to a service and retired', async () => {
  const { page, complaints } = operator;
  await addNumbers('+4915117700010');
  await goTo(page, '/operator/numbers');
  await page.getByRole('searchbox', { name: 'Digits of a number' }).fill('17700010');
  await page.getByRole('link', { name: '+4915117700010' }).click();
  await page.getByRole('heading', { name: '+4915117700010' }).waitFor(soon);
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
});

test('several numbers are paused, resumed and retired together, by keyboard too', async () => {
  const { page, complaints } = operator;
  await addNumbers('+4915117700021', '+4915117700022', '+4915117700023');
  await goTo(page, '/operator/numbers?search=1770002');
  const choose = (number) => page.getByRole('checkbox', { name: `Choose ${number}` });
  const several = page.getByRole('group', { name: 'Several numbers' });
  await page.getByRole('checkbox', { name: 'Choose all shown' }).focus();
  await page.keyboard.press('Space');
  await several.getByText('3 numbers chosen').waitFor(soon);
  await look(page, 'operator-chosen');
  await page.getByRole('button', { name: 'Pause', exact: true }).press('Enter');
  await page.getByText('3 numbers paused').waitFor(soon);
  await rowOf(page, '+4915117700022').getByText('Paused').waitFor(soon);
  await choose('+4915117700021').press('Space');
  await page.getByRole('button', { name: 'Retire', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Retire 1 number?' });
  await picture(page, 'operator-retire-several');
  await dialog.getByRole('button', { name: 'Retire', exact: true }).click();
  await page.getByText('1 number retired').waitFor(soon);
  await rowOf(page, '+4915117700021').getByText('Retired').waitFor(soon);
  assert.equal(await choose('+4915117700021').count(), 0, 'retired is for good');
  await choose('+4915117700022').check();
  await page.getByRole('button', { name: 'Resume', exact: true }).click();
  await page.getByText('1 number is offered again').waitFor(soon);
  await rowOf(page, '+4915117700022').getByText('Available').waitFor(soon);
  await picture(page, 'operator-several-done');
  assert.deepEqual(await barriers(page), []);
  assert.deepEqual(complaints, []);
});

test('a service is closed on all numbers and opened again', async () => {
  const { page, complaints } = operator;
  await goTo(page, '/operator/services');
  await page.getByRole('combobox', { name: 'Service' }).selectOption({ label: 'Netflix' });
  await page.getByRole('button', { name: 'Close on all' }).click();
  await rowOf(page, 'Netflix').getByText('Closed on all your numbers').waitFor(soon);
  await page.getByRole('button', { name: 'Open all numbers to Netflix' }).click();
  await page.getByText('All numbers are open to Netflix').waitFor(soon);
  assert.deepEqual(complaints, []);
});

test('A6: customers are told that the pages are not for them', async () => {
  const { page } = customer;
  await goTo(page, '/');
  await page.getByRole('navigation', { name: 'Main' }).waitFor(soon);
  assert.equal(await page.getByRole('link', { name: 'Your numbers' }).count(), 0);
  await goTo(page, '/operator');
  await page.getByRole('heading', { name: 'Only operators see this' }).waitFor(soon);
});

test("operators' pages fit every window and are open to everybody", async () => {
  const { page, complaints } = operator;
  await addNumbers('+4915117700031', '+4915117700032');
  await callAs('user', '/v1/leases', { service: 'telegram', country: 'DE' });
  await goTo(page, '/operator');
  await page.getByRole('img', { name: /Earnings of the last 30 days/ }).waitFor(soon);
  await look(page, 'operator-overview');
  await openTab(page, 'Numbers');
  await page.getByRole('searchbox', { name: 'Digits of a number' }).fill('1770003');
  await rowOf(page, '+4915117700032').waitFor(soon);
  await look(page, 'operator-numbers');
  await page.getByRole('button', { name: 'Add numbers' }).click();
  await page.getByRole('dialog').getByLabel('Numbers', { exact: true }).waitFor(soon);
  await look(page, 'operator-add');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: '+4915117700032' }).click();
  await page.getByRole('button', { name: /^Close to / }).first().waitFor(soon);
  await look(page, 'operator-number');
  await openTab(page, 'Services');
  await rowOf(page, service).waitFor(soon);
  await look(page, 'operator-services');
  await openTab(page, 'Leases served');
  await rowOf(page, service).first().waitFor(soon);
  await look(page, 'operator-leases');
  assert.deepEqual(complaints, []);
});

test('the pages in Arabic run from right to left', async () => {
  await addNumbers('+4915117700041', '+4915117700042');
  const { context, page, complaints } = await signedIn('operator', { locale: 'ar' });
  await goTo(page, '/operator');
  await page.getByRole('heading', { name: 'أرقامك', exact: true }).waitFor(soon);
  await page.locator('.earnings-bar').first().waitFor({ state: 'attached', ...soon });
  await picture(page, 'operator-arabic');
  await goTo(page, '/operator/numbers?search=1770004');
  await rowOf(page, '+4915117700042').waitFor(soon);
  await page.getByRole('checkbox', { name: 'اختر كل المعروض' }).check();
  await picture(page, 'operator-numbers-arabic');
  await page.setViewportSize(sizes.phone);
  await picture(page, 'operator-numbers-arabic-phone');
  assert.ok((await sidewaysOverflow(page)) <= 0);
  await page.getByRole('button', { name: 'أوقف مؤقتًا', exact: true }).click();
  await page.getByText('أُوقف مؤقتًا: رقمان').waitFor(soon);
  await page.getByRole('button', { name: 'أضف أرقامًا' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('أرقام الهاتف').fill('12345');
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: 'أضف', exact: true }).click();
  await dialog.getByText('هذا ليس رقمًا كاملًا.').waitFor(soon);
  await picture(page, 'operator-mistake-arabic-phone');
  assert.deepEqual(complaints, []);
  await context.close();
});
