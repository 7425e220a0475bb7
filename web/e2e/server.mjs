// SPDX-License-Identifier: Apache-2.0
// The server under test: the real binary in demo mode, or whatever OTPOST_URL and OTPOST_DEMO name.
import { spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { binary } from '../dev/binary.mjs';

const startTimeout = 60_000;

/** Servers and their stores: a run that is broken off must not leave them behind. */
const running = new Map();
process.once('exit', () => {
  for (const [child, data] of running) {
    child.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true });
  }
});
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

async function until(what, check) {
  const deadline = Date.now() + startTimeout;
  while (!(await check())) {
    if (Date.now() > deadline) throw new Error(`${what}: not within ${startTimeout} ms`);
    await sleep(50);
  }
}

/** Starts a server with a store of its own; `stop` ends it and removes the store. `config` is TOML. */
export async function startServer(config = '') {
  if (process.env.OTPOST_URL) {
    const demo = JSON.parse(readFileSync(process.env.OTPOST_DEMO, 'utf8'));
    return { demo: { ...demo, url: process.env.OTPOST_URL }, stop: async () => {} };
  }
  const data = mkdtempSync(join(tmpdir(), 'otpost-e2e-'));
  const mail = join(data, 'mail');
  const address = `127.0.0.1:${await freePort()}`;
  const args = ['serve', '--demo', '--data', data, '--listen', address, '--mail-dir', mail];
  if (config !== '') {
    writeFileSync(join(data, 'house.toml'), config);
    args.push('--config', join(data, 'house.toml'));
  }
  const child = spawn(binary(), args, { stdio: ['ignore', 'ignore', 'inherit'] });
  running.set(child, data);
  const ended = new Promise((resolve) => child.once('close', resolve));
  child.once('error', (error) => console.error(error.message));
  const stop = async () => {
    if (child.exitCode === null) child.kill('SIGTERM');
    await ended;
    running.delete(child);
    rmSync(data, { recursive: true, force: true });
  };
  try {
    const path = join(data, 'demo.json');
    await until('demo.json', () => {
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
      return existsSync(path);
    });
    const demo = JSON.parse(readFileSync(path, 'utf8'));
    await until('the server', () => fetch(demo.url).then((answer) => answer.ok, () => false));
    return { demo, mail, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The newest email to an address as plain text, once there are `count` of them. */
export async function emailTo(mail, address, count) {
  let all = [];
  await until(`email ${count} to ${address}`, () => {
    all = readdirSync(mail)
      .filter((name) => name.endsWith('.eml'))
      .sort()
      .map((name) => readFileSync(join(mail, name), 'utf8').replace(/=\r?\n/g, '').replace(/\r/g, ''))
      .filter((text) => text.includes(`To: <${address}>`));
    return all.length >= count;
  });
  return all.at(-1).replace(/=3D/g, '=');
}

/** Delivers an SMS as the demo's supplier would: signed, over its webhook. */
export async function deliver({ ingest }, { to, from, text }) {
  const body = JSON.stringify({ id: randomUUID(), to, from, text, received_at: new Date().toISOString() });
  const at = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', ingest.secret).update(`${at}.${body}`).digest('hex');
  const answer = await fetch(ingest.url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-Otpost-Timestamp': at,
      'X-Otpost-Signature': `v1=${signature}`,
    },
    body,
  });
  if (!answer.ok) throw new Error(`webhook refused: ${answer.status} ${await answer.text()}`);
}
