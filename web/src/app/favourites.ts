// SPDX-License-Identifier: Apache-2.0
// The services a person comes back to. They stay in this browser: no profile is made of them.
import { useSyncExternalStore } from 'react';
import { stored } from './storage';

const recentKept = 6;

function slugs(value: unknown): string[] | null {
  return Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null;
}

const favourites = stored<string[]>('otpost.favourites', [], slugs);
const recent = stored<string[]>('otpost.recent', [], slugs);

export function toggleFavourite(slug: string): void {
  const held = favourites.get();
  favourites.set(
    held.includes(slug) ? held.filter((other) => other !== slug) : [...held, slug],
  );
}

export function noteRecent(slug: string): void {
  recent.set([slug, ...recent.get().filter((other) => other !== slug)].slice(0, recentKept));
}

export function useFavourites(): { favourites: string[]; recent: string[] } {
  return {
    favourites: useSyncExternalStore(favourites.subscribe, favourites.get),
    recent: useSyncExternalStore(recent.subscribe, recent.get),
  };
}
