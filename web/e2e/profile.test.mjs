// SPDX-License-Identifier: Apache-2.0
// A person tells a name and a time zone, sets a picture and removes it. SCREENSHOTS=DIR keeps pictures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { deflateSync } from 'node:zlib';
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

/** A picture larger than the server would take, as a data URL drawn by the page itself. */
function bigPicture(page) {
  return page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    canvas.width = 1600;
    canvas.height = 900;
    const context = canvas.getContext('2d');
    let seed = 1;
    const pixels = context.createImageData(1600, 900);
    for (let i = 0; i < pixels.data.length; i += 4) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      const x = (i / 4) % 1600;
      pixels.data.set([(x >> 3) + (seed >>> 26), 90 + (seed >>> 27), 60 + (seed >>> 25), 255], i);
    }
    context.putImageData(pixels, 0, 0);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
}

for (const [look, options] of [['wide-light', {}], ['phone-dark', { size: sizes.phone, dark: true }]]) {
  test(`A7: name, time zone and picture: ${look}`, async () => {
    const { context, page, complaints } = await openPage(browser, options);
    await signIn(page, server.demo);
    await page.goto(`${server.demo.url}/settings/profile`);
    await page.getByLabel('Display name').fill('Ada Lovelace');
    await page.getByLabel('Time zone').selectOption('Asia/Tokyo');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Profile saved').waitFor(soon);

    const buffer = Buffer.from(await bigPicture(page));
    assert.ok(buffer.length > 1024 * 1024, 'larger than the server takes');
    await page.getByLabel('Picture', { exact: true }).setInputFiles({ name: 'holiday.png', mimeType: 'image/png', buffer });
    await page.getByRole('img', { name: 'Preview of your picture' }).waitFor(soon);
    await picture(page, `${look}-picture-preview`);
    await page.getByRole('button', { name: 'Use picture' }).click();
    await page.locator('img.avatar.large').waitFor(soon);
    assert.equal(await page.locator('img.avatar.large').evaluate((image) => image.decode().then(() => image.naturalWidth)), 256);
    await picture(page, `${look}-profile`);
    assert.ok((await sidewaysOverflow(page)) <= 0);
    assert.deepEqual(await barriers(page), []);

    await page.getByRole('button', { name: 'Account menu' }).click();
    await page.getByText('Ada Lovelace').last().waitFor(soon);
    await picture(page, `${look}-profile-menu`);
    await page.keyboard.press('Escape');
    await page.reload();
    assert.equal(await page.getByLabel('Display name').inputValue(), 'Ada Lovelace');
    const broken = { name: 'x.png', mimeType: 'image/png', buffer: deflateSync(Buffer.from('no picture')) };
    await page.getByLabel('Picture', { exact: true }).setInputFiles(broken);
    await page.getByText('This file is no picture').waitFor(soon);
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('button', { name: 'Choose a picture' }).waitFor(soon);
    await page.getByLabel('Display name').fill('');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Profile saved').waitFor(soon);
    assert.deepEqual(complaints, []);
    await context.close();
  });
}
