// SPDX-License-Identifier: Apache-2.0
// One ticking clock for every countdown on the page, set by the server: a deadline must not depend on
// how well the visitor's own clock goes.
import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let skew = 0;

/** `Date` counts whole seconds, so a smaller difference says nothing. */
export function learnServerTime(header: string | null): void {
  if (header === null) return;
  const difference = Date.parse(header) - Date.now();
  if (Number.isNaN(difference)) return;
  skew = Math.abs(difference) > 2000 ? difference : 0;
}

export function serverNow(): number {
  return Date.now() + skew;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => listeners.forEach((tick) => tick()), 250);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** Whole seconds from now to `moment`, never below zero; the component renders when they change. */
export function useSecondsUntil(moment: string | number): number {
  const target = typeof moment === 'number' ? moment : Date.parse(moment);
  const read = (): number => Math.max(0, Math.ceil((target - serverNow()) / 1000));
  return useSyncExternalStore(subscribe, read);
}
