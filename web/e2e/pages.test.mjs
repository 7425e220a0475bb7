// SPDX-License-Identifier: Apache-2.0
// Every page, wide and on a phone, light and dark: fits the window, keeps the console quiet, and has no
// serious barrier for anybody. SCREENSHOTS=DIR keeps pictures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chooseService, service, signIn, soon, takeNumber } from './acts.mjs';
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

function checker(page, look) {
  return async (name) => {
    await picture(page, `${look}-${name}`);
    assert.ok((await sidewaysOverflow(page)) <= 0, `${name} scrolls sideways`);
    assert.deepEqual(await barriers(page), [], `${name} has barriers`);
  };
}

async function showOutside(page, show) {
  await page.goto(`${server.demo.url}/register`);
  await page.getByRole('heading', { name: 'Create an account' }).waitFor(soon);
  await show('register');
  await page.goto(`${server.demo.url}/sign-in`);
  await page.getByRole('heading', { name: 'Sign in' }).waitFor(soon);
  await show('sign-in');
}

async function showServices(page, show) {
  await page.getByRole('heading', { name: /services in stock/ }).waitFor(soon);
  await show('services');
  await page.getByRole('button', { name: 'Show them' }).click();
  await page.getByText('No numbers now').first().waitFor(soon);
  await page.getByRole('searchbox').fill('ma');
  await show('search');
  await page.getByRole('searchbox').fill('revolut');
  await page.getByRole('heading', { name: 'Revolut is not offered here' }).waitFor(soon);
  await show('refused-service');
  await page.getByRole('searchbox').fill('');
}

async function showLease(page, look, show) {
  const { lease, card } = await takeNumber(page, look);
  await show('waiting');
  await card.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByRole('dialog').waitFor(soon);
  await show('cancel');
  await page.getByRole('button', { name: 'Keep waiting' }).click();
  await deliver(server.demo, { to: lease.number, from: service, text: `Your ${service} code is 604-118` });
  await card.getByRole('button', { name: 'Copy code' }).waitFor(soon);
  await show('received');
  await card.getByRole('button', { name: 'Finish' }).click();
  await card.getByText('Completed').waitFor(soon);
  await page.goto(`${server.demo.url}/leases/${lease.id}`);
  await card.waitFor(soon);
  await show('lease');
}

async function showLists(page, show) {
  await chooseService(page);
  await page.getByRole('button', { name: /^Get a number from/ }).first().waitFor(soon);
  await show('offers');
  await page.getByRole('button', { name: /^Get a number from/ }).first().click();
  await page.getByRole('dialog').getByText('Refund', { exact: true }).waitFor(soon);
  await show('confirm');
  await page.getByRole('button', { name: 'Not now', exact: true }).click();
  for (const [link, name] of [['History', 'history'], ['Wallet', 'wallet'], ['Developers', 'keys']]) {
    await page.getByRole('navigation').getByRole('link', { name: link }).click();
    await page.getByRole('table').waitFor(soon);
    await show(name);
  }
  await page.getByRole('link', { name: 'Explorer' }).click();
  await page.getByLabel('Operation').selectOption('open_lease');
  await page.getByRole('button', { name: 'Send for real' }).waitFor(soon);
  await show('explorer');
  await page.getByRole('link', { name: 'Requests' }).click();
  await page.getByText(/requests/i).first().waitFor(soon);
  await show('requests');
  await page.getByRole('button', { name: 'Account menu' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor(soon);
  await show('menu');
}

async function showSettings(page, show) {
  await page.getByRole('link', { name: 'Settings' }).click();
  await page.getByRole('heading', { name: 'Settings' }).waitFor(soon);
  assert.equal(await page.getByRole('button', { name: 'Sign out' }).isVisible(), false, 'the menu closed');
  const tabs = page.getByRole('navigation', { name: 'Settings' }).getByRole('link');
  for (const tab of await tabs.all()) {
    const href = await tab.getAttribute('href');
    if (!href.startsWith('/settings/')) continue;
    await tab.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: await tab.innerText(), exact: true }).waitFor(soon);
    assert.equal(new URL(page.url()).pathname, href);
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), href,
      'the focus stays at the tab');
    await show(href.slice(1).replace('/', '-'));
  }
}

for (const [look, options] of [
  ['wide-light', {}],
  ['wide-dark', { dark: true }],
  ['phone-light', { size: sizes.phone }],
  ['phone-dark', { size: sizes.phone, dark: true }],
]) {
  test(`every page fits, is quiet and open to everybody: ${look}`, async () => {
    const { context, page, complaints } = await openPage(browser, options);
    const show = checker(page, look);
    await showOutside(page, show);
    await signIn(page, server.demo);
    await showServices(page, show);
    await showLease(page, look, show);
    await showLists(page, show);
    await showSettings(page, show);
    await page.goto(`${server.demo.url}/nowhere`);
    await page.getByRole('heading', { name: 'Nothing here' }).waitFor(soon);
    await show('not-found');
    assert.deepEqual(complaints, []);
    await context.close();
  });
}
