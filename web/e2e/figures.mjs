// SPDX-License-Identifier: Apache-2.0
// How long the page takes with a code: from the moment its bytes are in the page's hands until it is in
// the document, and until it has been painted. A figure, no test: it tells of the machine as well.
// usage: node e2e/figures.mjs [--codes N]
import { parseArgs } from 'node:util';
import { service, signIn, soon, takeNumber } from './acts.mjs';
import { launch, openPage, sizes } from './browser.mjs';
import { deliver, startServer } from './server.mjs';

const { values: options } = parseArgs({ options: { codes: { type: 'string', default: '30' } } });

/** Runs in the page, before its own scripts: `globalThis.watchCode` waits for one code. */
function watch() {
  let waited = null;
  const { read } = ReadableStreamDefaultReader.prototype;
  ReadableStreamDefaultReader.prototype.read = async function readWatched() {
    const result = await read.call(this);
    const { value } = result;
    if (waited !== null && waited.arrived === 0 && typeof value === 'string' && value.includes(waited.code)) {
      waited.arrived = performance.now();
    }
    return result;
  };
  globalThis.watchCode = (id, code) => {
    const seen = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        const shown = document.querySelector(`[data-lease="${id}"] output`);
        if (shown?.textContent.includes(code) !== true) return;
        observer.disconnect();
        const { arrived } = waited;
        const inserted = performance.now();
        requestAnimationFrame(() => {
          // The task after a frame's callbacks comes when the frame has been painted.
          const { port1, port2 } = new MessageChannel();
          port1.onmessage = () => resolve({ inserted: inserted - arrived, painted: performance.now() - arrived });
          port2.postMessage(null);
        });
      });
      observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    });
    waited = { code, arrived: 0 };
    globalThis.codeSeen = seen;
  };
}

function told(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))].toFixed(1);
  return `median ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}

async function measure(browser, demo, look, size) {
  const { context, page } = await openPage(browser, { size });
  await page.addInitScript(watch);
  await signIn(page, demo);
  const inserted = [];
  const painted = [];
  for (let round = 0; round < Number(options.codes); ++round) {
    const { lease, card } = await takeNumber(page, look);
    const code = String(100_000 + round * 7_919).slice(0, 6);
    await page.evaluate(([id, text]) => globalThis.watchCode(id, text), [lease.id, code]);
    await deliver(demo, { to: lease.number, from: service, text: `${service} code ${code}` });
    const took = await page.evaluate(() => globalThis.codeSeen);
    inserted.push(took.inserted);
    painted.push(took.painted);
    await card.getByRole('button', { name: 'Finish' }).click();
    await card.getByText('Completed').waitFor(soon);
  }
  console.log(`${look}: ${inserted.length} codes; in the document ${told(inserted)}; painted ${told(painted)}`);
  await context.close();
}

const server = await startServer();
const browser = await launch();
try {
  await measure(browser, server.demo, 'desk', sizes.wide);
  await measure(browser, server.demo, 'phone', sizes.phone);
} finally {
  await browser.close();
  await server.stop();
}
