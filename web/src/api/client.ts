// SPDX-License-Identifier: Apache-2.0
// One function that talks to the server. It knows the contract's envelope (cookies, the CSRF and
// idempotency headers, problems) and nothing about the resources.
import { learnServerTime } from '../format/clock';
import { csrfToken, renewSession } from './renewal';
import { ApiProblem, isProblem, NoAnswer, problemFrom, retryMoment } from './problem';
import type { Page } from './types';

export interface Call {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  body?: unknown;
  /** A file as the whole body, in place of JSON. */
  file?: Blob;
  /** Needed by every mutating call of a signed-in caller. */
  key?: string;
  signal?: AbortSignal;
}

type Query = Record<string, string | number | null | undefined>;

let onSignedOut: () => void = () => {};

/** Called whenever the server says that nobody is signed in. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

export function noteSignedOut(): void {
  onSignedOut();
}

type AskForProof = () => Promise<boolean>;

let askForProof: AskForProof | null = null;
let proofAsked: Promise<boolean> | null = null;

/** What asks the person for their password, once for all calls that wait for it. */
export function whenProofNeeded(ask: AskForProof | null): void {
  askForProof = ask;
}

function proved(): Promise<boolean> {
  if (askForProof === null) return Promise.resolve(false);
  proofAsked ??= askForProof().finally(() => (proofAsked = null));
  return proofAsked;
}

export function pathWith(path: string, query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === null || value === undefined || value === '' ? [] : [[name, String(value)]],
  );
  const text = new URLSearchParams(pairs).toString();
  return text === '' ? path : `${path}?${text}`;
}

function headersFor(call: Call): Headers {
  const headers = new Headers({ Accept: 'application/json' });
  const token = csrfToken();
  if (call.method !== undefined && call.method !== 'GET' && token !== null)
    headers.set('X-CSRF-Token', token);
  if (call.file !== undefined) headers.set('Content-Type', call.file.type);
  if (call.body !== undefined) headers.set('Content-Type', 'application/json');
  if (call.key !== undefined) headers.set('Idempotency-Key', call.key);
  return headers;
}

async function send(path: string, call: Call): Promise<Response> {
  try {
    // What was given up while it waited for something else isn't sent at all.
    call.signal?.throwIfAborted();
    return await fetch(path, {
      method: call.method ?? 'GET',
      headers: headersFor(call),
      credentials: 'same-origin',
      cache: 'no-store',
      ...(call.file === undefined ? {} : { body: call.file }),
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
      ...(call.signal === undefined ? {} : { signal: call.signal }),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new NoAnswer('no answer', { cause: error });
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

async function requestOnce<T>(path: string, call: Call): Promise<T> {
  const response = await send(path, call);
  learnServerTime(response.headers.get('Date'));
  const body = await bodyOf(response);
  if (response.ok) return body as T;
  const problem = problemFrom(response.status, body);
  const retryAt = retryMoment(response.headers.get('Retry-After'), problem.retry_at);
  throw new ApiProblem(problem, retryAt, response.headers.get('X-Request-Id'));
}

/** What may make a refused call good, by its problem; each is tried once. */
const remedies: Record<string, (sentAt: number) => Promise<boolean>> = {
  unauthenticated: renewSession,
  recent_sign_in_required: proved,
};

export async function request<T>(path: string, call: Call = {}): Promise<T> {
  const tried = new Set<string>();
  for (;;) {
    const sentAt = Date.now();
    try {
      return await requestOnce<T>(path, call);
    } catch (error) {
      if (!isProblem(error)) throw error;
      const remedy = tried.has(error.code) ? undefined : remedies[error.code];
      tried.add(error.code);
      if (remedy !== undefined && (await remedy(sentAt))) continue;
      if (error.status === 401 && error.code !== 'invalid_credentials') onSignedOut();
      throw error;
    }
  }
}

/** A file of the server, whole: what broke off is an error, never half a file. */
export async function requestFile(path: string): Promise<Blob> {
  const sentAt = Date.now();
  const take = async (): Promise<Blob> => {
    const response = await send(path, {});
    if (response.ok) {
      try {
        return await response.blob();
      } catch (error) {
        throw new NoAnswer('broke off', { cause: error });
      }
    }
    const problem = problemFrom(response.status, await bodyOf(response));
    const retryAt = retryMoment(response.headers.get('Retry-After'), problem.retry_at);
    throw new ApiProblem(problem, retryAt, response.headers.get('X-Request-Id'));
  };
  try {
    return await take();
  } catch (error) {
    const remedy = isProblem(error) ? remedies[error.code] : undefined;
    if (remedy !== undefined && (await remedy(sentAt))) return take();
    throw error;
  }
}

/** An answer as it came, for those who want to see it. */
export interface Exchange {
  status: number;
  headers: { name: string; value: string }[];
  body: string;
  milliseconds: number;
}

async function exchangeOnce(path: string, call: Call): Promise<Exchange> {
  const begun = performance.now();
  const response = await send(path, call);
  const body = await response.text();
  const headers = Array.from(response.headers, ([name, value]) => ({ name, value }));
  return { status: response.status, headers, body, milliseconds: performance.now() - begun };
}

function codeOf(body: string): string {
  try {
    return String((JSON.parse(body) as { code?: unknown }).code);
  } catch {
    return '';
  }
}

/** As `request`, but every answer is an outcome. */
export async function exchange(path: string, call: Call): Promise<Exchange> {
  const sentAt = Date.now();
  const answer = await exchangeOnce(path, call);
  const remedy = answer.status < 400 ? undefined : remedies[codeOf(answer.body)];
  if (remedy !== undefined && (await remedy(sentAt))) return exchangeOnce(path, call);
  return answer;
}

/** Every item of a list that is short enough to hold; a limit that fits makes it one request. */
export async function requestAll<T>(path: string, query: Query, signal: AbortSignal): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<T> = await request(pathWith(path, { ...query, cursor }), { signal });
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null);
  return items;
}

/** 128 random bits. `crypto.randomUUID` is missing where the page isn't served over TLS. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
