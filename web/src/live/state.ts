// SPDX-License-Identifier: Apache-2.0
// Two small facts the whole page shows: how the event stream is doing, and the newest unseen code.
import { useSyncExternalStore } from 'react';
import type { ConnectionState } from './connection';

export interface Notice {
  service: string;
  code: string;
}

interface LiveState {
  connection: ConnectionState;
  notice: Notice | null;
}

const listeners = new Set<() => void>();
let state: LiveState = { connection: 'connecting', notice: null };

export function changeLiveState(change: Partial<LiveState>): void {
  state = { ...state, ...change };
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const longestWait = 2_000;

/** Until the first answer of the event stream, or a short while: what is read then misses no event. */
export function connectionTried(): Promise<void> {
  if (state.connection !== 'connecting') return Promise.resolve();
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      leave();
      resolve();
    };
    const timer = setTimeout(done, longestWait);
    const leave = subscribe(() => {
      if (state.connection !== 'connecting') done();
    });
  });
}

export function useConnectionState(): ConnectionState {
  return useSyncExternalStore(subscribe, () => state.connection);
}

export function useNotice(): Notice | null {
  return useSyncExternalStore(subscribe, () => state.notice);
}
