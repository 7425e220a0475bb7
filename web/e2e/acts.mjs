// SPDX-License-Identifier: Apache-2.0
// What a person does on the page, as steps that several tests take.
import assert from 'node:assert/strict';
import { picture } from './browser.mjs';

export const service = process.env.E2E_SERVICE ?? 'Telegram';
/** Long enough for a machine with other work; what fails fails all the same. */
export const soon = { timeout: 30_000 };

/** The first step, which for some is the only one. */
export async function enterPassword(page, demo, role = 'user') {
  const { email, password } = demo.accounts.find((account) => account.role === role) ?? demo.accounts[0];
  await page.goto(`${demo.url}/sign-in`);
  await page.getByLabel('Email').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export async function signIn(page, demo, role = 'user') {
  await enterPassword(page, demo, role);
  await page.getByRole('heading', { name: 'Get a number' }).waitFor(soon);
  await page.getByRole('searchbox', { name: 'Search services' }).waitFor(soon);
}

export async function chooseService(page) {
  await page.getByRole('navigation').getByRole('link', { name: 'Get a number' }).click();
  await page.getByRole('searchbox', { name: 'Search services' }).fill(service.slice(0, 6));
  await page.getByRole('button', { name: new RegExp(`^${service}`) }).first().click();
  await page.getByRole('heading', { name: `${service} numbers` }).waitFor(soon);
}

const openLeases = (page) =>
  page.evaluate(async () => (await (await fetch('/v1/leases?status=open')).json()).items);

/** Leases a number of a country that waits for our messages; answers the lease and its card. */
export async function takeNumber(page, look, country = 'Germany') {
  const before = new Set((await openLeases(page)).map(({ id }) => id));
  await chooseService(page);
  await page.getByRole('button', { name: `Get a number from ${country}` }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Refund').first().waitFor(soon);
  await picture(page, `${look}-confirm`);
  await dialog.getByRole('button', { name: /^Get number for/ }).click();
  await page.getByRole('heading', { name: 'Active numbers' }).waitFor(soon);
  const lease = (await openLeases(page)).find(({ id }) => !before.has(id));
  assert.ok(lease, 'the new lease is open');
  const card = page.locator(`[data-lease="${lease.id}"]`);
  await card.getByRole('timer').waitFor(soon);
  return { lease, card };
}
