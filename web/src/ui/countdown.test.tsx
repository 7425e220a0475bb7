// SPDX-License-Identifier: Apache-2.0
import { act, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { learnServerTime } from '../format/clock';
import { countdownText } from '../format/text';
import { Countdown, minuteReached } from './countdown';

it.each([
  [1200, '20:00'],
  [59, '0:59'],
  [0, '0:00'],
  [3729, '1:02:09'],
])('writes %i seconds as %s', (seconds, text) => expect(countdownText(seconds)).toBe(text));

it('L3: counts down to the deadline and stops at zero', () => {
  vi.useFakeTimers({ now: Date.parse('2026-01-05T10:19:57Z') });
  render(
    <Countdown opensAt="2026-01-05T10:00:00Z" closesAt="2026-01-05T10:20:00Z" name="Telegram" />,
  );
  const timer = screen.getByRole('timer');
  expect(timer.textContent).toBe('0:03');
  act(() => void vi.advanceTimersByTime(2000));
  expect(timer.textContent).toBe('0:01');
  act(() => void vi.advanceTimersByTime(5000));
  expect(timer.textContent).toBe('0:00');
});

it('follows the clock of the server, not a wrong one of the visitor', () => {
  vi.useFakeTimers({ now: Date.parse('2026-01-05T11:00:00Z') });
  learnServerTime('Mon, 05 Jan 2026 10:10:00 GMT');
  render(
    <Countdown opensAt="2026-01-05T10:00:00Z" closesAt="2026-01-05T10:20:00Z" name="Telegram" />,
  );
  expect(screen.getByRole('timer').textContent).toBe('10:00');
  learnServerTime(new Date().toUTCString());
});

it('speaks at five minutes and at one, once each', () => {
  expect(minuteReached(301, 300)).toBe(5);
  expect(minuteReached(300, 299)).toBeNull();
  expect(minuteReached(62, 58)).toBe(1);
});
