// SPDX-License-Identifier: Apache-2.0
// Which language the page speaks: that of the account's profile, as it was when it was last seen here,
// else the one chosen in this browser, else the first of the browser's own that there is.
import { useEffect } from 'react';
import { language, speak, type Language } from '../texts';
import { catalogues, isLanguage } from '../texts/catalogues';
import { stored } from './storage';

const accept = (value: unknown): Language | null => (isLanguage(value) ? value : null);
const ofAccount = stored<Language | null>('otpost.account-language', null, accept);
const ofBrowser = stored<Language | null>('otpost.language', null, accept);

/** `de-AT` is German. */
export function firstKnown(tags: readonly string[]): Language {
  return tags.map((tag) => tag.split('-')[0]).find(isLanguage) ?? 'en';
}

function wanted(): Language {
  return ofAccount.get() ?? ofBrowser.get() ?? firstKnown(navigator.languages);
}

/** Links of the pages for everybody say which language was chosen there. */
function takeFromAddress(): void {
  const asked = accept(new URLSearchParams(location.search).get('language'));
  if (asked) ofBrowser.set(asked);
}

/** Before any module is loaded that reads texts. */
export async function speakWanted(): Promise<void> {
  takeFromAddress();
  const chosen = wanted();
  const { direction, load } = catalogues[chosen];
  speak(chosen, await load());
  document.documentElement.lang = chosen;
  document.documentElement.dir = direction;
}

/** Texts are read once, so another language begins with a fresh page. */
function speakAnew(): void {
  if (wanted() !== language) location.reload();
}

/** By whoever is signed out. */
export function chooseLanguage(chosen: Language): void {
  ofBrowser.set(chosen);
  speakAnew();
}

/** `undefined`: the profile isn't known yet. `null`: the account leaves it to the browser. */
export function useLanguageOf(profile: { language: string | null } | undefined): void {
  const told = profile?.language;
  useEffect(() => {
    if (told === undefined || accept(told) === ofAccount.get()) return;
    ofAccount.set(accept(told));
    // Where nothing can be kept, the fresh page would ask for another one, and so on.
    if (ofAccount.isKept()) speakAnew();
  }, [told]);
}

/** Whether the page will begin afresh when the profile says this. */
export function isAnotherLanguage(told: string | null): boolean {
  return (accept(told) ?? ofBrowser.get() ?? firstKnown(navigator.languages)) !== language;
}

/** The next one at this browser isn't to read the language of the last. */
export function forgetAccountLanguage(): void {
  ofAccount.set(null);
}
