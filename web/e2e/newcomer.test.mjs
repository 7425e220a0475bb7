// SPDX-License-Identifier: Apache-2.0
// A person's first day: registers, reads the code from the email, forgets the password, opens the link,
// signs in with another, and changes both password and email. SCREENSHOTS=DIR keeps pictures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, look, openPage } from './browser.mjs';
import { chooseService, soon } from './acts.mjs';
import { emailTo, startServer } from './server.mjs';

const password = 'green lamps over the harbour';
const second = 'seven quiet trains at night';
const third = 'a kettle sings in the attic';

const email = 'newcomer@example.com';
const nextEmail = 'settled@example.com';

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

const digitsIn = (email) => /\n(\d{6})\n/.exec(email)?.[1] ?? 'no code';

async function register(page) {
  await page.goto(`${server.demo.url}/register`);
  await page.getByLabel('Email', { exact: true }).fill(email);
  await page.getByLabel('Username').fill('newcomer');
  await page.getByLabel('Password').fill(password);
  await page.getByText('At least 15 characters').waitFor(soon);
  await page.getByLabel('Date of birth').fill('1990-05-17');
  await page.getByLabel(/I accept the terms/).check();
  await page.getByLabel(/Send me news/).check();
  await look(page, 'register');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByRole('heading', { name: 'Confirm your email' }).waitFor(soon);
  await look(page, 'verify');
}

async function forgetAndReset(page) {
  await page.goto(`${server.demo.url}/sign-in`);
  await page.getByRole('link', { name: 'Forgot password?' }).click();
  await page.getByLabel('Email').fill(email);
  await look(page, 'forgot');
  await page.getByRole('button', { name: 'Send link' }).click();
  await page.getByText('Look at your email').waitFor(soon);
  await look(page, 'forgot-sent');
  const link = /\n(http\S+\/reset#\S+)\n/.exec(await emailTo(server.mail, email, 2))?.[1];
  assert.ok(link, 'the email has a link');
  await page.goto('about:blank');
  await page.goto(link);
  await page.getByRole('heading', { name: 'Choose a new password' }).waitFor(soon);
  await page.waitForFunction(() => location.hash === '');
  await look(page, 'reset');
  await page.getByLabel('New password').fill(second);
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('Your password was changed.').waitFor(soon);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(second);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Get a number' }).waitFor(soon);
}

async function changePassword(page) {
  await page.goto(`${server.demo.url}/settings/password`);
  await page.getByLabel('Current password').fill(second);
  await page.getByLabel('New password').fill(third);
  await look(page, 'password');
  await page.getByRole('button', { name: 'Change password' }).click();
  await page.getByText('Your password was changed').waitFor(soon);
  await page.reload();
  await page.getByRole('heading', { name: 'Change your password' }).waitFor(soon);
}

async function changeEmail(page) {
  await page.goto(`${server.demo.url}/settings/email`);
  assert.ok(await page.getByLabel('News by email').isChecked(), 'P3: the consent of the registration');
  await page.getByLabel('New email').fill(nextEmail);
  await look(page, 'email');
  await page.getByRole('button', { name: 'Send code' }).click();
  await page.getByLabel('Code').waitFor(soon);
  await look(page, 'email-code');
  await page.getByLabel('Code').fill(digitsIn(await emailTo(server.mail, nextEmail, 1)));
  await page.getByText(`You sign in with ${nextEmail}.`).waitFor(soon);
  await page.getByLabel('News by email').click();
  await page.getByText(/^Stopped on/).waitFor(soon);
  await look(page, 'email-changed');
}

test('A1, A3: from registration to another email', async () => {
  const { context, page, complaints } = await openPage(browser);
  await register(page);
  await page.getByLabel('Code').fill(digitsIn(await emailTo(server.mail, email, 1)));
  await page.getByRole('heading', { name: 'Get a number' }).waitFor(soon);
  await chooseService(page);
  await page.getByRole('button', { name: 'Get a number from Germany' }).click();
  await page.getByRole('dialog').getByRole('button', { name: /^Get number for/ }).click();
  await page.getByText('Not enough balance').waitFor(soon);
  await context.clearCookies();
  await forgetAndReset(page);
  await changePassword(page);
  await changeEmail(page);
  assert.deepEqual(complaints, []);
  await context.close();
});
