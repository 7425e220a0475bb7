// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { EventParser } from './sse';

const text = 'retry: 250\n: ping\n\nid: 7\nevent: lease.code\ndata: {"a":1}\n\n';

describe('EventParser', () => {
  it('reads an event with its id and the wished pause', () => {
    const parser = new EventParser();
    expect(parser.push(text)).toEqual([{ name: 'lease.code', data: '{"a":1}', id: '7' }]);
    expect(parser.retry).toBe(250);
  });

  it.each([1, 2, 3, 5, 8])('does not care where the bytes are cut: every %i', (size) => {
    const parser = new EventParser();
    const events = [];
    for (let at = 0; at < text.length; at += size) events.push(...parser.push(text.slice(at, at + size)));
    expect(events).toHaveLength(1);
  });

  it('joins data lines and takes every kind of line end', () => {
    const parser = new EventParser();
    expect(parser.push('data: one\r\ndata: two\r\n\r\n')[0]?.data).toBe('one\ntwo');
    expect(parser.push('data:three\n\n')[0]?.data).toBe('three');
  });

  it('keeps the last id for an event that brings none', () => {
    const parser = new EventParser();
    parser.push('id: 9\ndata: a\n\n');
    expect(parser.push('data: b\n\n')[0]?.id).toBe('9');
  });

  it('passes on a reset without data', () => {
    expect(new EventParser().push('event: reset\n\n')[0]?.name).toBe('reset');
  });

  it('says nothing for comments and blank lines', () => {
    expect(new EventParser().push(': ping\n\n\n: ping\n\n')).toEqual([]);
  });
});
