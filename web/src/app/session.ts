// SPDX-License-Identifier: Apache-2.0
// Who is signed in, and what happens when the server no longer thinks so: the page stays as it is and
// asks for the password in a dialog, so that nobody loses their place.
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { whenSignedOut } from '../api/client';
import { queries } from '../api/queries';
import type { Account } from '../api/types';
import { forgetAccountLanguage } from './language';

const listeners = new Set<() => void>();
let expired = false;

function setExpired(value: boolean): void {
  if (expired === value) return;
  expired = value;
  listeners.forEach((listener) => listener());
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function watchSession(client: QueryClient): void {
  whenSignedOut(() => {
    if (client.getQueryData(queries.account.queryKey)) setExpired(true);
  });
}

export function useSessionExpired(): boolean {
  return useSyncExternalStore(subscribe, () => expired);
}

/** What is the same for everybody, and the account itself, which is set by hand. */
export function isPublic(name: unknown): boolean {
  return ['account', 'settings', 'services', 'countries', 'api-document'].includes(String(name));
}

export function useEnterSession(): (account: Account) => void {
  const client = useQueryClient();
  return (account) => {
    const before = client.getQueryData(queries.account.queryKey);
    if (before && before.id !== account.id) leaveSession(client);
    client.setQueryData(queries.account.queryKey, account);
    setExpired(false);
    void client.invalidateQueries({ predicate: ({ queryKey }) => !isPublic(queryKey[0]) });
  };
}

/** Forgets everything of the account that this page holds in memory. */
export function leaveSession(client: QueryClient): void {
  setExpired(false);
  forgetAccountLanguage();
  client.setQueryData(queries.account.queryKey, null);
  client.removeQueries({ predicate: ({ queryKey }) => !isPublic(queryKey[0]) });
}
