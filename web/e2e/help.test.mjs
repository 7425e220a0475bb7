// SPDX-License-Identifier: Apache-2.0
// A customer reads the answers, writes to the house and finds out how to add money.
// SCREENSHOTS=DIR keeps pictures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signIn, soon } from './acts.mjs';
import { launch, look, openPage } from './browser.mjs';
import { emailTo, startServer } from './server.mjs';

const config = `[support]
email = "help@example.com"
whatsapp = "+14155550123"
recharge = "Bank transfer to DE00 1234 5678, or in the shop on Main Street."
`;

let server;
let browser;

before(async () => {
  server = await startServer(config);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await server?.stop();
});

test('W7: help is asked for, and how to recharge is found', async () => {
  const { context, page, complaints } = await openPage(browser);
  await signIn(page, server.demo);
  await page.getByRole('button', { name: 'Account menu' }).click();
  await page.getByRole('link', { name: 'Help' }).click();
  await page.getByRole('heading', { name: 'Help', exact: true }).waitFor(soon);
  await page.getByText('No code came. Do I get my money back?').click();
  await page.getByText(/minutes have passed without a code/).waitFor(soon);
  await look(page, 'help');
  await page.getByLabel('What is it about?').fill('A number for tests');
  await page.getByLabel('Message').fill('Which country is best?');
  await page.getByRole('button', { name: 'Send' }).click();
  await page.getByText('Your message is on its way').waitFor(soon);
  assert.match(await emailTo(server.mail, 'help@example.com', 1), /Which country is best\?/);
  await page.getByRole('link', { name: 'Wallet', exact: true }).click();
  await page.getByRole('link', { name: 'Add money' }).click();
  await page.getByRole('heading', { name: 'Recharge' }).waitFor(soon);
  const whatsapp = await page.getByRole('link', { name: 'Write on WhatsApp' }).getAttribute('href');
  assert.match(whatsapp, /^https:\/\/wa\.me\/14155550123\?text=.*U-/);
  await look(page, 'recharge');
  assert.deepEqual(complaints, []);
  await context.close();
});
