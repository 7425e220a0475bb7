// SPDX-License-Identifier: Apache-2.0
// A deadline that ticks for the eye every second and speaks to a screen reader only when it matters.
import { useEffect, useRef, useState } from 'react';
import { useSecondsUntil } from '../format/clock';
import { countdownText, utcText } from '../format/text';
import { t } from '../texts';

interface CountdownProps {
  opensAt: string;
  closesAt: string;
  name: string;
}

const announcedMinutes = [5, 1];
const shortSeconds = 120;

/** The minute that has just been reached from above, if it is one worth saying. */
export function minuteReached(before: number, now: number): number | null {
  return announcedMinutes.find((minute) => before > minute * 60 && now <= minute * 60) ?? null;
}

export function Countdown({ opensAt, closesAt, name }: CountdownProps) {
  const left = useSecondsUntil(closesAt);
  const before = useRef(left);
  const [said, setSaid] = useState('');
  const total = Math.max(1, Math.round((Date.parse(closesAt) - Date.parse(opensAt)) / 1000));

  useEffect(() => {
    const minute = minuteReached(before.current, left);
    before.current = left;
    if (minute !== null) setSaid(t.lease.announce(name, minute));
  }, [left, name]);

  const spoken = t.lease.timeLeftSpoken(Math.floor(left / 60), left % 60);
  return (
    <div className={left <= shortSeconds ? 'countdown short' : 'countdown'}>
      <time role="timer" aria-label={spoken} dateTime={`PT${left}S`} title={utcText(closesAt)}>
        {countdownText(left)}
      </time>
      <progress value={Math.min(left, total)} max={total} aria-hidden="true" />
      <span className="visually-hidden" aria-live="polite">
        {said}
      </span>
    </div>
  );
}
