// SPDX-License-Identifier: Apache-2.0
// A value of this browser that survives a reload, as a store React can watch. Storage may be refused
// (private windows) or hold an old shape: then the fallback is used and nothing breaks.

export interface Stored<T> {
  get: () => T;
  set: (value: T) => void;
  subscribe: (listener: () => void) => () => void;
  /** Whether a reload will find the value that was set last. */
  isKept: () => boolean;
}

export function stored<T>(name: string, fallback: T, accept: (value: unknown) => T | null): Stored<T> {
  const listeners = new Set<() => void>();
  let value: T | undefined;

  function read(): T {
    try {
      const text = localStorage.getItem(name);
      return text === null ? fallback : (accept(JSON.parse(text)) ?? fallback);
    } catch {
      return fallback;
    }
  }

  return {
    get: () => (value ??= read()),
    set(next) {
      value = next;
      try {
        localStorage.setItem(name, JSON.stringify(next));
      } catch {
        // Kept for this visit only.
      }
      listeners.forEach((listener) => listener());
    },
    isKept: () => read() === value,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
