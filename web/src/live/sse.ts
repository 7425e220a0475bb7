// SPDX-License-Identifier: Apache-2.0
// Reads a `text/event-stream` body as it arrives. The browser's own EventSource gives up for good on
// any answer that is no stream (a 401, a 503 of a restarting server) and can't resume after a reload;
// this reader leaves both decisions to the connection.

export interface StreamEvent {
  name: string;
  data: string;
  id: string | null;
}

export class EventParser {
  private rest = '';
  private name = '';
  private data: string[] = [];
  private id: string | null = null;
  /** Milliseconds to wait before a reconnect, as the server wishes. */
  retry = 1000;

  push(chunk: string): StreamEvent[] {
    this.rest += chunk;
    const lines = this.rest.split(/\r\n|\n|\r(?!$)/);
    this.rest = lines.pop() ?? '';
    return lines.flatMap((line) => this.line(line) ?? []);
  }

  private line(line: string): StreamEvent | null {
    if (line === '') return this.dispatch();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') this.name = value;
    if (field === 'data') this.data.push(value);
    if (field === 'id' && !value.includes('\0')) this.id = value;
    if (field === 'retry' && /^\d+$/.test(value)) this.retry = Number(value);
    return null;
  }

  private dispatch(): StreamEvent | null {
    const event =
      this.data.length === 0 && this.name === ''
        ? null
        : { name: this.name || 'message', data: this.data.join('\n'), id: this.id };
    this.name = '';
    this.data = [];
    return event;
  }
}
