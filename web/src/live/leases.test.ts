// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { receivedLease, sampleLease, sampleMessage } from '../testing/samples';
import {
  applyLease,
  bringsNewCode,
  dismissClosed,
  keepClosed,
  nextDeletion,
  type LiveLeases,
} from './leases';

const empty: LiveLeases = { open: [], closed: [], awaited: [] };
const waiting = sampleLease();
const received = receivedLease();
const completed = receivedLease({ status: 'completed', close_reason: 'finished' });

describe('an event changes the leases on screen', () => {
  it('adds an opened lease, newest first', () => {
    const newer = sampleLease({ id: 'ls_2', opened_at: '2026-01-05T10:05:00Z' });
    const live = applyLease(applyLease(empty, waiting), newer);
    expect(live.open.map(({ id }) => id)).toEqual(['ls_2', 'ls_1']);
  });

  it('M5: shows the code of a lease that was waiting', () => {
    const live = applyLease(applyLease(empty, waiting), received);
    expect(live.open).toEqual([received]);
  });

  it('keeps a closed lease in view until it is dismissed', () => {
    const live = applyLease(applyLease(empty, received), completed);
    expect(live).toEqual({ ...empty, closed: [completed] });
    expect(dismissClosed(live, 'ls_1')).toEqual(empty);
  });

  it('shows another code on the same lease', () => {
    const second = sampleMessage({ id: 'msg_2', code: '111222' });
    const next = receivedLease({ code: '111222', messages: [second], messages_count: 2 });
    expect(applyLease({ ...empty, open: [received] }, next).open).toEqual([next]);
  });
});

describe('a replay after a reconnect', () => {
  it('does not take a code away', () => {
    const live = { ...empty, open: [received] };
    expect(applyLease(live, waiting)).toBe(live);
  });

  it('does not reopen a closed lease', () => {
    const live = { ...empty, closed: [completed] };
    expect(applyLease(live, received)).toBe(live);
  });

  it('does not announce the end of a lease that was never on screen', () => {
    expect(applyLease(empty, completed)).toBe(empty);
  });
});

describe('a freshly fetched list', () => {
  it('does not undo an event that overtook it', () => {
    expect(keepClosed({ ...empty, open: [received] }, [waiting]).open).toEqual([received]);
    expect(keepClosed({ ...empty, closed: [completed] }, [received]).open).toEqual([]);
  });

  it('drops leases that closed while the page was not looking', () => {
    expect(keepClosed({ ...empty, open: [waiting] }, [])).toMatchObject({ open: [], closed: [] });
  });

  it('shows how a lease ended whose end arrives after the list without it', () => {
    const other = sampleLease({ id: 'ls_2' });
    const fetched = keepClosed(keepClosed({ ...empty, open: [waiting, other] }, [other]), [other]);
    const live = applyLease(fetched, completed);
    expect(live).toEqual({ open: [other], closed: [completed], awaited: [] });
    const dismissed = dismissClosed(live, 'ls_1');
    expect(applyLease(dismissed, completed)).toBe(dismissed);
  });

  it('takes a lease back that it was too old to know', () => {
    const fetched = keepClosed({ ...empty, open: [waiting] }, []);
    expect(keepClosed(fetched, [waiting])).toEqual({ ...empty, open: [waiting] });
    expect(applyLease(fetched, received)).toEqual({ ...empty, open: [received] });
  });

  it('M6: takes content away that the server has deleted', () => {
    const gone = receivedLease({
      code: null,
      messages: [sampleMessage({ sender: null, text: null, code: null })],
    });
    expect(keepClosed({ ...empty, open: [received] }, [gone]).open).toEqual([gone]);
  });
});

describe('telling a new code', () => {
  it('tells it once', () => {
    expect(bringsNewCode({ ...empty, open: [waiting] }, received)).toBe(true);
    expect(bringsNewCode({ ...empty, open: [received] }, received)).toBe(false);
  });

  it('says nothing of a lease without a code, or a closed one', () => {
    expect(bringsNewCode(empty, waiting)).toBe(false);
    expect(bringsNewCode(empty, completed)).toBe(false);
  });
});

it('M6: knows when the oldest content on screen is due for deletion', () => {
  const later = receivedLease({
    id: 'ls_2',
    messages: [sampleMessage({ received_at: '2026-01-05T10:03:00Z' })],
  });
  expect(nextDeletion([later, received], 300_000)).toBe(Date.parse('2026-01-05T10:06:00Z'));
  expect(nextDeletion([waiting], 300_000)).toBeNull();
});
