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

export function useConnectionState(): ConnectionState {
  return useSyncExternalStore(subscribe, () => state.connection);
}

export function useNotice(): Notice | null {
  return useSyncExternalStore(subscribe, () => state.notice);
}
