// SPDX-License-Identifier: Apache-2.0
// Two-factor sign-in (A5): set up with a code computed from the secret that is shown, signed in with,
// lost and turned off. A code counts for the step before and after its own, so that nothing waits:
// each code that is used here is newer than the one before.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { enterPassword, signIn, soon } from './acts.mjs';
import { codeOf, steadyStep } from './app.mjs';
import { barriers, launch, openPage, picture, sidewaysOverflow, sizes } from './browser.mjs';
import { startServer } from './server.mjs';

let browser;

before(async () => {
  browser = await launch();
});

after(() => browser?.close());

function checker(page, look) {
  return async (name) => {
    await picture(page, `${look}-${name}`);
    assert.ok((await sidewaysOverflow(page)) <= 0, `${name} scrolls sideways`);
    assert.deepEqual(await barriers(page), [], `${name} has barriers`);
  };
}

async function signOut(page) {
  await page.getByRole('button', { name: 'Account menu' }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in' }).waitFor(soon);
}

/** Reads the secret, proves the app with the code of the step before and answers what was shown. */
async function prove(page, show, button) {
  await page.getByRole('heading', { name: 'Scan this with your authenticator app' }).waitFor(soon);
  await show('two-factor-scan');
  const secret = await page.locator('.typed-secret code').innerText();
  assert.match(secret, /^([A-Z2-7]{4} ?){8}$/);
  const width = await page.getByAltText('QR code with the secret for the app').evaluate((image) => image.naturalWidth);
  assert.ok(width > 0, 'the QR code is a picture');
  await page.getByLabel('Code').fill('000000');
  await page.getByRole('button', { name: button }).click();
  await page.getByText('This code is wrong').waitFor(soon);
  const used = (await steadyStep()) - 1;
  await page.getByLabel('Code').fill(codeOf(secret, used));
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('heading', { name: 'Keep these recovery codes' }).waitFor(soon);
  await show('two-factor-codes');
  const codes = await page.locator('.recovery-codes code').allInnerTexts();
  assert.equal(new Set(codes).size, 10);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ]);
  assert.equal(file.suggestedFilename(), 'Otpost-recovery-codes.txt');
  await page.getByRole('button', { name: 'I have kept them' }).click();
  return { secret, codes, used };
}

async function useItAll({ look, size, dark }) {
  const server = await startServer();
  const { context, page, complaints } = await openPage(browser, { size, dark });
  try {
    const { demo } = server;
    const show = checker(page, look);
    await signIn(page, demo);
    await page.goto(`${demo.url}/settings/two-factor`);
    await page.getByRole('button', { name: 'Set it up' }).waitFor(soon);
    await show('two-factor-off');
    await page.getByRole('button', { name: 'Set it up' }).click();
    const { secret, codes, used } = await prove(page, show, 'Turn on');
    await page.getByText('On since').waitFor(soon);
    await show('two-factor-on');

    await signOut(page);
    await enterPassword(page, demo);
    await page.getByLabel('Code', { exact: true }).waitFor(soon);
    await show('second-step');
    await page.getByLabel('Code', { exact: true }).fill(codeOf(secret, used));
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByText('used already').waitFor(soon);
    await page.getByLabel('Code', { exact: true }).fill(codeOf(secret, used + 1));
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'Get a number' }).waitFor(soon);

    await signOut(page);
    await enterPassword(page, demo);
    await page.getByRole('button', { name: 'Use a recovery code' }).click();
    await show('second-step-recovery');
    await page.getByLabel('Recovery code').fill(codes[3]);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'Get a number' }).waitFor(soon);
    await page.goto(`${demo.url}/settings/two-factor`);
    await page.getByText('On since').waitFor(soon);
    assert.match(await page.locator('.settings .facts').innerText(), /Recovery codes left\s+9/);

    await page.getByRole('button', { name: 'Turn off' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Password').fill(demo.accounts[0].password);
    await dialog.getByLabel('Code', { exact: true }).fill(codeOf(secret, used + 2));
    await show('two-factor-turn-off');
    await dialog.getByRole('button', { name: 'Turn off' }).click();
    await page.getByRole('button', { name: 'Set it up' }).waitFor(soon);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
    await server.stop();
  }
}

for (const use of [
  { look: 'wide-light', size: sizes.wide, dark: false },
  { look: 'wide-dark', size: sizes.wide, dark: true },
  { look: 'phone-light', size: sizes.phone, dark: false },
])
  test(`A5: a second factor from its set-up to its end, ${use.look}`, () => useItAll(use));

test('SEC_O5: an administrator sets up an app before anything else', async () => {
  const server = await startServer('[accounts]\nrequire_second_factor = ["admin"]\n');
  const { context, page, complaints } = await openPage(browser, { size: sizes.phone });
  try {
    const show = checker(page, 'forced');
    await enterPassword(page, server.demo, 'admin');
    await page.getByRole('heading', { name: 'Set up two-factor sign-in' }).waitFor(soon);
    await show('start');
    await page.goto(`${server.demo.url}/wallet`);
    await page.getByRole('button', { name: 'Begin', exact: true }).click();
    await prove(page, show, 'Turn on');
    await page.getByRole('heading', { name: 'Wallet' }).waitFor(soon);
    assert.deepEqual(complaints, []);
  } finally {
    await context.close();
    await server.stop();
  }
});
