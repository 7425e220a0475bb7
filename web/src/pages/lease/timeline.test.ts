// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { receivedLease, sampleLease, sampleMessage, sampleTransfer } from '../../testing/samples';
import { stepsOf } from './timeline';

const fee = sampleTransfer({ kind: 'lease', amount: { amount: '-0.35', currency: 'USD' } });
const refund = sampleTransfer({ id: 'tr_2', kind: 'refund', amount: { amount: '0.35', currency: 'USD' } });
const texts = (steps: ReturnType<typeof stepsOf>) => steps.map(({ text }) => text);

it('W4: shows the fee where it was taken and the refund where it came back', () => {
  const lease = sampleLease({
    status: 'cancelled',
    close_reason: 'cancelled',
    closed_at: '2026-01-05T10:05:00Z',
    refunded: true,
  });
  const steps = stepsOf(lease, [fee, refund]);
  expect(texts(steps)).toEqual(['Number leased', 'Cancelled by you']);
  expect(steps.map(({ transfer }) => transfer?.kind)).toEqual(['lease', 'refund']);
});

it('tells a code once, and a further message apart', () => {
  const lease = receivedLease({
    messages: [sampleMessage(), sampleMessage({ id: 'msg_2', received_at: '2026-01-05T10:03:00Z' })],
  });
  expect(texts(stepsOf(lease, [fee]))).toEqual([
    'Number leased',
    'Code received',
    'Message received',
    'Time window ends',
  ]);
});

it('L3: shows what is ahead of an open lease as such', () => {
  expect(stepsOf(sampleLease(), [fee]).at(-1)?.isAhead).toBe(true);
});
