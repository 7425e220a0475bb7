// SPDX-License-Identifier: Apache-2.0
// A headless Chromium that reports everything a page complains about, and pictures of what it shows.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';
import { chromium } from 'playwright-core';

const screenshots = process.env.SCREENSHOTS ?? '';

const args = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
];

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args,
  });
}

export const sizes = {
  wide: { width: 1280, height: 860 },
  phone: { width: 360, height: 740 },
};

/** A page of its own profile. `complaints` fills with console errors and policy violations. */
export async function openPage(browser, { size = sizes.wide, dark = false, locale = 'en-GB' } = {}) {
  const context = await browser.newContext({
    viewport: size,
    colorScheme: dark ? 'dark' : 'light',
    hasTouch: size === sizes.phone,
    locale,
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  const complaints = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('console', (message) => {
    // A 401 before sign-in and refused acts are answers, yet Chromium logs each as an error.
    const isAnswer = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isAnswer) complaints.push(`console: ${message.text()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`);
    });
  });
  return { context, page, complaints };
}

export async function picture(page, name) {
  if (screenshots === '') return;
  mkdirSync(screenshots, { recursive: true });
  await page.screenshot({ path: join(screenshots, `${name}.png`) });
}

/** Of a page as it is: wide and on a phone, light, and wide in the dark. Costs nothing without SCREENSHOTS. */
export async function portraits(page, name) {
  if (screenshots === '') return;
  for (const [size, colorScheme] of [['wide', 'dark'], ['wide', 'light'], ['phone', 'light']]) {
    await page.setViewportSize(sizes[size]);
    await page.emulateMedia({ colorScheme });
    await picture(page, `${size}-${colorScheme}-${name}`);
  }
}

/** Whether anything is wider than the window: a page must never scroll sideways. */
export function sidewaysOverflow(page) {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

/** What axe finds against WCAG, and what else it holds to be serious. */
export async function barriers(page) {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() =>
    globalThis.axe.run(document, {
      resultTypes: ['violations'],
      // 2.5.8 of WCAG 2.2, which axe leaves out unless it is asked.
      rules: { 'target-size': { enabled: true } },
    }));
  return violations
    .filter(({ impact, tags }) =>
      impact === 'serious' || impact === 'critical' || tags.some((tag) => tag.startsWith('wcag')))
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}

/** The page in every look, without barriers and without scrolling sideways. */
export async function look(page, name) {
  for (const size of ['wide', 'phone']) {
    await page.setViewportSize(sizes[size]);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await picture(page, `${size}-${colorScheme}-${name}`);
      assert.deepEqual(await barriers(page), [], `${name}: barriers, ${size} ${colorScheme}`);
    }
    assert.ok((await sidewaysOverflow(page)) <= 0, `${name}: fits its window, ${size}`);
  }
  await page.setViewportSize(sizes.wide);
  await page.emulateMedia({ colorScheme: 'light' });
}
