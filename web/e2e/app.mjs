// SPDX-License-Identifier: Apache-2.0
// An authenticator app: RFC 6238 with what all apps agree on.
import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function bytesOf(base32) {
  let bits = '';
  for (const letter of base32) bits += alphabet.indexOf(letter).toString(2).padStart(5, '0');
  return Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
}

const stepMilliseconds = 30_000;

/** The step of now, which will last for some seconds more. */
export async function steadyStep() {
  const left = stepMilliseconds - (Date.now() % stepMilliseconds);
  if (left < 4_000) await sleep(left + 100);
  return Math.floor(Date.now() / stepMilliseconds);
}

export function codeOf(secret, step) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', bytesOf(secret.replaceAll(' ', ''))).update(counter).digest();
  const offset = digest[digest.length - 1] & 0xf;
  const number = (digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000;
  return String(number).padStart(6, '0');
}
