// SPDX-License-Identifier: Apache-2.0
// Lighthouse's performance of the landing page and of the dashboard behind its sign-in, against a demo
// server of its own: the middle of three runs each, as a phone with a slow processor and line and as a
// desk. Fails below 95. usage: run.mjs [--runs N] [--only REGEX] [--reports DIR]
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from 'chrome-launcher';
import lighthouse, { desktopConfig } from 'lighthouse';
import puppeteer from 'puppeteer-core';
import { startServer } from '../../web/e2e/server.mjs';

const wanted = 95;

const { values: options } = parseArgs({
  options: {
    runs: { type: 'string', default: '3' },
    only: { type: 'string', default: '' },
    reports: { type: 'string', default: '' },
  },
});

async function cookiesOf({ url, accounts }) {
  const { email, password } = accounts.find(({ role }) => role === 'user');
  const answer = await fetch(`${url}/v1/auth/sign-in`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: url },
    body: JSON.stringify({ email, password }),
  });
  if (!answer.ok) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  return answer.headers.getSetCookie().map((cookie) => {
    const [pair, ...attributes] = cookie.split('; ');
    const [name, value] = pair.split('=');
    return { name, value, url, path: '/', secure: true, httpOnly: attributes.includes('HttpOnly'), sameSite: 'Strict' };
  });
}

/** The page reads one of them, which a header given to the run wouldn't let it. */
async function holdCookies(port, cookies) {
  const browser = await puppeteer.connect({ browserURL: `http://127.0.0.1:${port}` });
  const session = await browser.target().createCDPSession();
  await session.send('Storage.clearCookies');
  await session.send('Storage.setCookies', { cookies });
  await browser.disconnect();
}

const figures = ['first-contentful-paint', 'largest-contentful-paint', 'total-blocking-time', 'cumulative-layout-shift', 'speed-index'];

async function measure(port, url, config, name) {
  const runs = [];
  for (let tries = 0; runs.length < Number(options.runs); ++tries) {
    const { lhr, report } = await lighthouse(url,
      // The stream of events never ends, so neither would the wait for a quiet line.
      { port, output: 'html', onlyCategories: ['performance'], logLevel: 'error', maxWaitForLoad: 15_000 }, config);
    // A busy machine loses a trace now and then.
    if (lhr.runtimeError && tries < 2 * Number(options.runs)) continue;
    if (lhr.runtimeError) throw new Error(`${name}: ${lhr.runtimeError.message}`);
    if (lhr.finalDisplayedUrl !== url) throw new Error(`${name}: ended at ${lhr.finalDisplayedUrl}`);
    runs.push({ score: Math.round(lhr.categories.performance.score * 100), lhr, report });
  }
  const { score, lhr, report } = runs.sort((a, b) => a.score - b.score)[Math.floor((runs.length - 1) / 2)];
  if (options.reports !== '') writeFileSync(join(options.reports, `${name}.html`), report);
  const told = figures.map((id) => `${lhr.audits[id].title} ${lhr.audits[id].displayValue}`);
  console.log(`${score >= wanted ? 'ok  ' : 'LOW '} ${String(score).padStart(3)}  ${name}: ${told.join(', ')}`);
  return score;
}

if (options.reports !== '') mkdirSync(options.reports, { recursive: true });
const server = await startServer();
const chrome = await launch({
  chromePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
});
let lowest = 100;
try {
  const url = `${server.demo.url}/`;
  const pages = [['landing', []], ['dashboard', await cookiesOf(server.demo)]];
  for (const [form, config] of [['phone', undefined], ['desk', desktopConfig]]) {
    for (const [page, cookies] of pages) {
      const name = `${page}-${form}`;
      if (!new RegExp(options.only).test(name)) continue;
      await holdCookies(chrome.port, cookies);
      lowest = Math.min(lowest, await measure(chrome.port, url, config, name));
    }
  }
} finally {
  chrome.kill();
  await server.stop();
}
process.exitCode = lowest >= wanted ? 0 : 1;
