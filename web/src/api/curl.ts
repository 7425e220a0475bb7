// SPDX-License-Identifier: Apache-2.0
// A call as a command for a shell. The key stays out of it: it would end up in histories and chats.
import type { Operation } from './document';

export interface Command {
  method: Operation['method'];
  /** With scheme and host. */
  url: string;
  body?: string | null;
  /** Of the call; the same command sent twice does its work once. */
  idempotencyKey?: string | null;
  signedIn?: boolean;
}

/** Single quotes keep everything as it is, save a single quote. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

export function curlOf(command: Command): string {
  const { method, url, body = null, idempotencyKey = null, signedIn = true } = command;
  const parts = [`curl ${method === 'GET' ? '' : `-X ${method} `}${quoted(url)}`];
  if (signedIn) parts.push('-H "Authorization: Bearer $OTPOST_KEY"');
  if (idempotencyKey !== null) parts.push(`-H ${quoted(`Idempotency-Key: ${idempotencyKey}`)}`);
  if (body !== null) parts.push(`-H 'Content-Type: application/json'`, `-d ${quoted(body)}`);
  return parts.join(' \\\n  ');
}
