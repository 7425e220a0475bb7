// SPDX-License-Identifier: Apache-2.0
// W6: a press of a button is one attempt with one idempotency key. The key is kept while the outcome
// is unknown, so that pressing again can't buy twice, and dropped as soon as the server has decided.
import { useRef } from 'react';
import { newKey } from './client';
import { isUndecided } from './problem';

export type Attempt = <T>(what: string, call: (key: string) => Promise<T>) => Promise<T>;

export function createAttempt(): Attempt {
  const keys = new Map<string, string>();
  return async (what, call) => {
    const key = keys.get(what) ?? newKey();
    keys.set(what, key);
    try {
      const result = await call(key);
      keys.delete(what);
      return result;
    } catch (error) {
      if (!isUndecided(error)) keys.delete(what);
      throw error;
    }
  };
}

export function useAttempt(): Attempt {
  const attempt = useRef<Attempt | null>(null);
  return (attempt.current ??= createAttempt());
}
