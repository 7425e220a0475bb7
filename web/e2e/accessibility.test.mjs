// SPDX-License-Identifier: Apache-2.0
// What axe can't see of WCAG 2.2 AA, by its numbers: where the focus goes and that it is seen, what is said
// aloud and how often, and that every page holds when it is narrow, zoomed, spaced, in forced colours or
// without motion. docs/accessibility.md tells what is promised and what this leaves open.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { service, signIn, soon, takeNumber } from './acts.mjs';
import { launch, openPage, picture, portraits, sidewaysOverflow, sizes } from './browser.mjs';
import { deliver, startServer } from './server.mjs';
import { textLost } from './text-lost.mjs';
import { nameOf, sitePaths, walkAll } from './walk.mjs';

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

const focused = (page) => page.evaluate(() => document.activeElement.textContent);

test('2.4.3: by keyboard to another page, whose heading has the focus; back again likewise', async () => {
  const { context, page } = await openPage(browser);
  await signIn(page, server.demo);
  for (const name of ['Wallet', 'History', 'Active numbers']) {
    await page.getByRole('navigation').first().getByRole('link', { name, exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name }).waitFor(soon);
    await page.waitForFunction((text) => document.activeElement.textContent === text, name);
  }
  await page.goBack();
  await page.waitForFunction(() => document.activeElement.textContent === 'History');
  await page.keyboard.press('Tab');
  assert.notEqual(await focused(page), 'History', 'the next Tab goes on from there');
  assert.ok(await page.evaluate(() => document.activeElement.closest('main') !== null));
  await context.close();
});

/** What the focus is on, and whether it can be seen: framed, and under nothing (2.4.7, 2.4.11). */
const focus = (page) =>
  page.evaluate(() => {
    const node = document.activeElement;
    const { left, top, width, height } = node.getBoundingClientRect();
    const shown = document.elementFromPoint(left + width / 2, top + height / 2);
    const framed = [node, node.nextElementSibling].some(
      (one) => one !== null && getComputedStyle(one).outlineStyle !== 'none');
    const told = (node.labels?.[0] ?? node).cloneNode(true);
    for (const hidden of told.querySelectorAll('[aria-hidden=true]')) hidden.remove();
    const name = node.getAttribute('aria-label') ?? told.textContent;
    // Between the last and the first.
    const nowhere = node === document.body;
    return { name, framed, nowhere, free: node.contains(shown) || shown?.contains(node) === true };
  });

async function tabTo(page, wanted) {
  for (let steps = 0; steps < 60; ++steps) {
    await page.keyboard.press('Tab');
    const { name, framed, free, nowhere } = await focus(page);
    if (nowhere) continue;
    assert.ok(framed, `2.4.7: the focus is seen on ${name}`);
    assert.ok(free, `2.4.11: nothing lies on ${name}`);
    if (wanted.test(name)) return;
  }
  assert.fail(`not reached with Tab: ${wanted}`);
}

for (const size of [sizes.wide, sizes.phone])
  test(`2.1.1: from no number to the code copied by keyboard alone, ${size.width} pixels wide`, async () => {
    const { context, page } = await openPage(browser, { size });
    await signIn(page, server.demo);
    await tabTo(page, /^Skip to content$/);
    await page.keyboard.press('Enter');
    await tabTo(page, /^Search services$/);
    await page.keyboard.type(service);
    await tabTo(page, new RegExp(`^${service}`));
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: `${service} numbers` }).waitFor(soon);
    await tabTo(page, /^Get a number from Germany/);
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Refund').first().waitFor(soon);
    await tabTo(page, /^Get number for/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Active numbers' }).waitFor(soon);
    await page.getByRole('timer').first().waitFor(soon);
    const [lease] = await page.evaluate(async () => (await (await fetch('/v1/leases?status=open')).json()).items);
    await deliver(server.demo, { to: lease.number, from: service, text: `${service} code 317204` });
    await page.getByRole('button', { name: 'Copy code' }).first().waitFor(soon);
    await tabTo(page, /^Copy code$/);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Copied' }).first().waitFor(soon);
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), '317204');
    await tabTo(page, /^Finish/);
    await page.keyboard.press('Enter');
    await page.getByText('Completed').first().waitFor(soon);
    await context.close();
  });

test('4.1.3: a code is said once, the countdown is not said every second', async () => {
  const { context, page } = await openPage(browser);
  await signIn(page, server.demo);
  const { lease, card } = await takeNumber(page, 'said');
  await page.evaluate(() => {
    globalThis.said = [];
    const regions = '[aria-live=polite], [aria-live=assertive], [role=status], [role=alert]';
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        const region = (target.nodeType === 1 ? target : target.parentElement)?.closest(regions);
        if (region && region.textContent.trim() !== '') globalThis.said.push(region.textContent);
      }
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const timer = card.getByRole('timer');
  const before = await timer.textContent();
  await page.waitForFunction(
    ([id, text]) => document.querySelector(`[data-lease="${id}"] time`).textContent < text,
    [lease.id, before], soon);
  assert.deepEqual(await page.evaluate(() => globalThis.said), [], 'a tick is silent');
  await deliver(server.demo, { to: lease.number, from: 'Telegram', text: 'Telegram code 604118' });
  await card.getByLabel('Code', { exact: true }).waitFor(soon);
  const said = await page.evaluate(() => globalThis.said);
  assert.equal(new Set(said.filter((text) => text.includes('604118'))).size, 1, 'by one region');
  await context.close();
});

/** As the browser's setting does, not as its zoom: windows stay, letters grow. */
async function setTextSize(page, percent) {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setFontSizes', { fontSizes: { standard: Math.round(0.16 * percent), fixed: Math.round(0.13 * percent) } });
  await session.detach();
}

/** The least that 1.4.12 asks a page to bear. */
const spaced = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-block-end: 2em !important }`;

async function spread(page, css) {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets = [sheet];
  }, css);
}

/** What gives way on the page that is shown, with the way it was treated. */
async function faults(page, name) {
  const found = [];
  await portraits(page, name);
  const whole = async (size, how) => {
    await page.setViewportSize(size);
    await picture(page, `a11y-${how.replaceAll(/[^a-z0-9]+/gi, '-')}-${name}`);
    const lost = await textLost(page);
    if ((await sidewaysOverflow(page)) > 0) lost.push('scrolls sideways');
    found.push(...lost.map((what) => `${how}, ${name}: ${what}`));
  };
  await whole({ width: 320, height: 256 }, '1.4.10 at 400 percent');
  await whole({ width: 640, height: 360 }, '1.4.4 at 200 percent');
  await spread(page, spaced);
  await whole(sizes.wide, '1.4.12 spaced, wide');
  await whole(sizes.phone, '1.4.12 spaced, phone');
  await spread(page, '');
  await setTextSize(page, 200);
  await whole(sizes.wide, '1.4.4 letters twice as large, wide');
  await setTextSize(page, 130);
  await whole(sizes.phone, '1.4.4 larger letters, phone');
  await setTextSize(page, 100);
  return found;
}

test('1.4.4, 1.4.10, 1.4.12: every page holds when zoomed, narrow, spaced or with large letters', async () => {
  const { context, page } = await openPage(browser);
  const found = [];
  for (const path of sitePaths) {
    await page.goto(server.demo.url + path);
    found.push(...(await faults(page, `site-${nameOf(path)}`)));
  }
  await walkAll(page, server.demo, async (path) => {
    found.push(...(await faults(page, nameOf(path))));
  });
  assert.deepEqual(found, []);
  await context.close();
});

test('1.4.11: in forced colours what is chosen can be told from the rest', async () => {
  const { context, page } = await openPage(browser);
  await page.emulateMedia({ forcedColors: 'active' });
  await signIn(page, server.demo);
  const outlined = (selector) =>
    page.locator(selector).first().evaluate((node) => getComputedStyle(node).outlineStyle);
  await page.getByRole('group', { name: 'Categories' }).getByRole('button').first().waitFor(soon);
  assert.equal(await outlined('.chip[aria-pressed=true]'), 'solid');
  assert.equal(await outlined('.chip[aria-pressed=false]'), 'none');
  assert.equal(await outlined('.nav [aria-current=page]'), 'solid');
  await picture(page, 'a11y-forced-colours');
  await context.close();
});

test('2.3.3: with reduced motion nothing moves, not even what waits', async () => {
  const { context, page } = await openPage(browser);
  const moving = () => page.evaluate(() => document.getAnimations().length);
  await walkAll(page, server.demo, async (path) => assert.equal(await moving(), 0, path));
  await context.clearCookies();
  await signIn(page, server.demo);
  let release;
  const held = new Promise((resolve) => (release = resolve));
  await page.route('**/v1/wallet/transfers*', async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole('navigation').getByRole('link', { name: 'Wallet' }).click();
  await page.getByRole('status', { name: 'Loading' }).waitFor(soon);
  assert.equal(await moving(), 0);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  assert.notEqual(await moving(), 0, 'else it breathes');
  release();
  await page.getByRole('table').waitFor(soon);
  await context.close();
});
