// SPDX-License-Identifier: Apache-2.0
// The page in each of its languages: chosen when signed out, told by the profile afterwards; every page
// of it fits, says nothing in English, and is open to everybody. SCREENSHOTS=DIR keeps pictures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { soon } from './acts.mjs';
import { barriers, launch, openPage, picture, sidewaysOverflow, sizes } from './browser.mjs';
import { deliver, startServer } from './server.mjs';
import { enter, nameOf, settled, walkAll } from './walk.mjs';

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

async function show(page, look, name, withBarriers) {
  await settled(page);
  await picture(page, `${look}${name}`);
  assert.ok((await sidewaysOverflow(page)) <= 0, `${look}: ${name} scrolls sideways`);
  if (withBarriers) assert.deepEqual(await barriers(page), [], `${look}: ${name} has barriers`);
}

/** A lease from the first offer on, for the pictures of a waiting number and of its code. */
async function lease(page, check) {
  await page.goto(`${server.demo.url}/`);
  await settled(page);
  await page.locator('input[type=search]').fill('telegram');
  await page.locator('.tile-main').first().click();
  await page.locator('.offers .act button:not([disabled])').first().waitFor(soon);
  await check('offers');
  await page.locator('.offers .act button:not([disabled])').first().click();
  await page.locator('dialog .button.primary').waitFor(soon);
  await check('confirm');
  await page.locator('dialog .button.primary').click();
  const card = page.locator('.lease').first();
  await card.waitFor(soon);
  await check('waiting');
  const number = (await card.locator('.number-main bdi').innerText()).replace(/[^+\d]/g, '');
  await deliver(server.demo, { to: number, from: 'Telegram', text: 'Telegram code: 48291' });
  await card.locator('output').waitFor(soon);
  assert.equal(await card.locator('output').innerText(), '48291');
  await check('received');
  await card.locator('.lease-acts button').first().click();
  await page.locator('.pill.completed').waitFor(soon);
}

async function walk(page, look, withBarriers) {
  const check = (name) => show(page, look, `-${name}`, withBarriers);
  await enter(page, server.demo, 'user');
  await lease(page, check);
  await page.locator('.account-button').click();
  await check('menu');
  await walkAll(page, server.demo, async (path) => {
    await check(nameOf(path));
    if (path !== '/admin/accounts') return;
    await page.locator('table a').first().click();
    await page.locator('.account-head').waitFor(soon);
    await check('admin-account');
  });
}

for (const [look, options] of [
  ['ar-wide-light', { locale: 'ar' }],
  ['ar-wide-dark', { locale: 'ar', dark: true }],
  ['ar-phone-light', { locale: 'ar', size: sizes.phone }],
  ['ar-phone-dark', { locale: 'ar', size: sizes.phone, dark: true }],
  ['de-phone', { locale: 'de', size: sizes.phone }],
  ['de-wide', { locale: 'de' }],
  ['es-phone', { locale: 'es-MX', size: sizes.phone }],
]) {
  test(`every page in another language: ${look}`, async () => {
    const { context, page, complaints } = await openPage(browser, options);
    await walk(page, look, options.locale === 'ar');
    const [lang, dir] = await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);
    assert.equal(lang, look.slice(0, 2));
    assert.equal(dir, lang === 'ar' ? 'rtl' : 'ltr');
    assert.deepEqual(complaints, []);
    await context.close();
  });
}

test('the language is chosen before signing in, told by the profile, and forgotten on signing out', async () => {
  const { context, page, complaints } = await openPage(browser);
  await page.goto(`${server.demo.url}/sign-in`);
  await page.getByLabel('Language').selectOption('Español');
  await page.getByRole('heading', { name: 'Iniciar sesión' }).waitFor(soon);
  assert.equal(await page.evaluate(() => document.documentElement.lang), 'es');
  await enter(page, server.demo, 'user');
  await page.getByRole('heading', { name: 'Conseguir un número' }).waitFor(soon);

  await page.goto(`${server.demo.url}/settings/profile`);
  await page.getByLabel('Idioma').selectOption('العربية');
  await page.getByRole('button', { name: 'Guardar' }).click();
  await page.getByRole('heading', { name: 'الإعدادات' }).waitFor(soon);
  await page.getByText('حُفظ الملف الشخصي', { exact: true }).waitFor(soon);
  assert.equal(await page.evaluate(() => document.documentElement.dir), 'rtl');

  await page.locator('.account-button').click();
  await page.getByRole('button', { name: 'تسجيل الخروج' }).click();
  await page.locator('input[type=password]').waitFor(soon);
  await page.reload();
  await page.getByRole('heading', { name: 'Iniciar sesión' }).waitFor(soon);

  await enter(page, server.demo, 'user');
  await page.getByRole('heading', { name: 'احصل على رقم' }).waitFor(soon);
  await page.goto(`${server.demo.url}/settings/profile`);
  await page.getByLabel('اللغة').selectOption('');
  await page.getByRole('button', { name: 'حفظ' }).click();
  await page.getByRole('heading', { name: 'Ajustes' }).waitFor(soon);
  assert.deepEqual(complaints, []);
  await context.close();
});
