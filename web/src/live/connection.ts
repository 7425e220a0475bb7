// SPDX-License-Identifier: Apache-2.0
// Keeps the event stream open for one account: resumes with Last-Event-ID (also after a reload of the
// page), notices a silent connection, and backs off while the server is away.
import { renewSession } from '../api/renewal';
import { EventParser, type StreamEvent } from './sse';

export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'offline';

interface Listeners {
  state(state: ConnectionState): void;
  /** The stream is open: what is fetched from now on can't miss an event. */
  opened(): void;
  event(event: StreamEvent): void;
  signedOut(): void;
}

/** The server sends a comment every 15 s; after this long the line is dead. */
const silence = 40_000;
const longestPause = 15_000;

class Cursor {
  constructor(private readonly key: string) {}

  get value(): string | null {
    return sessionStorage.getItem(this.key);
  }

  set value(id: string | null) {
    if (id === null) sessionStorage.removeItem(this.key);
    else sessionStorage.setItem(this.key, id);
  }
}

export class Connection {
  private readonly cursor: Cursor;
  private readonly stopped = new AbortController();
  private attempt: AbortController | null = null;
  private failures = 0;
  private wake: () => void = () => {};

  constructor(
    accountId: string,
    private readonly listeners: Listeners,
  ) {
    this.cursor = new Cursor(`otpost.cursor.${accountId}`);
  }

  start(): void {
    addEventListener('online', this.hurry);
    addEventListener('offline', this.drop);
    void this.run();
  }

  stop(): void {
    removeEventListener('online', this.hurry);
    removeEventListener('offline', this.drop);
    this.stopped.abort();
    this.attempt?.abort();
    this.wake();
  }

  private readonly hurry = (): void => {
    this.failures = 0;
    this.wake();
  };

  private readonly drop = (): void => {
    this.attempt?.abort();
  };

  private async run(): Promise<void> {
    this.listeners.state('connecting');
    while (!this.stopped.signal.aborted) {
      const parser = new EventParser();
      await this.read(parser);
      if (this.stopped.signal.aborted) return;
      this.listeners.state(navigator.onLine ? 'reconnecting' : 'offline');
      await this.pause(parser.retry);
      this.failures += 1;
    }
  }

  /** One connection from its opening to its end, whatever ends it. */
  private async read(parser: EventParser): Promise<void> {
    const attempt = new AbortController();
    this.attempt = attempt;
    let timer = setTimeout(() => attempt.abort(), silence);
    try {
      const response = await this.open(attempt.signal);
      if (response.body === null) return;
      this.failures = 0;
      this.listeners.state('live');
      this.listeners.opened();
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return;
        clearTimeout(timer);
        timer = setTimeout(() => attempt.abort(), silence);
        parser.push(value).forEach((event) => this.take(event));
      }
    } catch {
      // Any failure means the same: the stream is gone and the loop opens another.
    } finally {
      clearTimeout(timer);
      attempt.abort();
    }
  }

  private async open(signal: AbortSignal, isFirst = true): Promise<Response> {
    const sentAt = Date.now();
    const headers = new Headers({ Accept: 'text/event-stream' });
    const { value } = this.cursor;
    if (value !== null) headers.set('Last-Event-ID', value);
    const response = await fetch('/v1/events', {
      headers,
      signal,
      cache: 'no-store',
      credentials: 'same-origin',
    });
    if (response.ok) return response;
    if (response.status === 401) {
      if (isFirst && (await renewSession(sentAt))) return this.open(signal, false);
      this.stopped.abort();
      this.listeners.signedOut();
    }
    throw new Error(`event stream: ${response.status}`);
  }

  private take(event: StreamEvent): void {
    if (event.name === 'reset') this.cursor.value = null;
    this.listeners.event(event);
    if (event.id !== null && event.id !== '') this.cursor.value = event.id;
  }

  private pause(retry: number): Promise<void> {
    const backoff = Math.min(retry * 2 ** Math.min(this.failures, 5), longestPause);
    const wait = backoff * (0.75 + Math.random() / 2);
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, wait);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
