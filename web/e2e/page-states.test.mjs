// SPDX-License-Identifier: Apache-2.0
// Every page that shows what the server knows, while that is on its way and when it can't be had: each
// says so in its place, without barriers, and goes on when it is asked again. SCREENSHOTS=DIR keeps pictures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { soon } from './acts.mjs';
import { barriers, launch, openPage, picture, sidewaysOverflow, sizes } from './browser.mjs';
import { startServer } from './server.mjs';
import { enter, nameOf, paths } from './walk.mjs';

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

/** What the frame around the pages can't do without; and pages that need nothing else. */
const frame = /\/v1\/(account|settings|account\/profile|auth\/.*|events.*|account\/second-factor)$/;
const bare = ['/developers/explorer', '/settings/profile', '/settings/password', '/settings/two-factor', '/help', '/recharge', '/nowhere'];

function problem(status, code, headers = {}) {
  return {
    status,
    contentType: 'application/problem+json',
    headers: { 'X-Request-Id': 'req_test', ...headers },
    body: JSON.stringify({ type: 'about:blank', title: code, status, code, detail: '' }),
  };
}

const answers = {
  failed: problem(500, 'internal_error'),
  limited: problem(429, 'rate_limited', { 'Retry-After': '1' }),
};

/** Lets the page wait for its data until `answer` is called. */
async function holdData(page) {
  let answer;
  const decided = new Promise((resolve) => (answer = resolve));
  await page.route((url) => url.pathname.startsWith('/v1/') && !frame.test(url.pathname), async (route) => {
    const given = await decided;
    await (given === undefined ? route.continue() : route.fulfill(given));
  });
  return answer;
}

for (const [look, options] of [
  ['wide-light', {}],
  ['phone-dark', { size: sizes.phone, dark: true }],
])
  test(`every page says that it waits or failed, and tries again: ${look}`, async () => {
    const { context, page } = await openPage(browser, options);
    for (const role of Object.keys(paths).filter((one) => one !== 'nobody')) {
      await enter(page, server.demo, role);
      for (const path of paths[role].filter((one) => !bare.includes(one))) {
        for (const [state, given] of Object.entries(answers)) {
          const answer = await holdData(page);
          const name = `${nameOf(path)} ${state}`;
          await page.goto(server.demo.url + path);
          await page.getByRole('status', { name: 'Loading' }).first().waitFor(soon);
          if (state === 'failed') await picture(page, `${look}-loading-${nameOf(path)}`);
          answer(given);
          await page.getByRole('alert').first().waitFor(soon);
          await page.waitForFunction(() => document.querySelector('.skeletons') === null);
          await picture(page, `${look}-${state}-${nameOf(path)}`);
          assert.ok(await page.getByRole('heading', { level: 1 }).isVisible(), `${name}: where one is`);
          assert.ok((await sidewaysOverflow(page)) <= 0, `${name} scrolls sideways`);
          assert.deepEqual(await barriers(page), [], `${name} has barriers`);
          await page.unrouteAll({ behavior: 'wait' });
          // Parts of a page fail by themselves, and some ask again by themselves.
          await page.waitForFunction(() => {
            document.querySelectorAll('[role=alert] button:not(:disabled)').forEach((button) => button.click());
            return document.querySelector('[role=alert], .skeletons') === null;
          }, undefined, { ...soon, polling: 500 });
        }
      }
    }
    await context.close();
  });
