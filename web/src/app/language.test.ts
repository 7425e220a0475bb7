// SPDX-License-Identifier: Apache-2.0
import { renderHook } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { localeOf } from '../format/locale';
import { language, t } from '../texts';
import { firstKnown, speakWanted, useLanguageOf } from './language';

/** Each has a storage that was just opened, as a fresh page has. */
async function freshPage(kept: Record<string, string>) {
  for (const [name, value] of Object.entries(kept)) localStorage.setItem(name, JSON.stringify(value));
  vi.resetModules();
  const app = await import('./language');
  await app.speakWanted();
  return { ...app, texts: await import('../texts') };
}

beforeEach(async () => {
  document.documentElement.lang = '';
  document.documentElement.dir = '';
});

it('takes the first language of the browser that there is, else English', () => {
  expect(firstKnown(['tlh', 'de-AT', 'en-GB'])).toBe('de');
  expect(firstKnown(['tlh'])).toBe('en');
  expect(firstKnown([])).toBe('en');
});

it('tells the document its language and direction', async () => {
  await speakWanted();
  expect(language).toBe('en');
  expect(t.signIn.title).toBe('Sign in');
  expect(document.documentElement.lang).toBe('en');
  expect(document.documentElement.dir).toBe('ltr');
});

it('the choice of this browser goes before its languages, if there is such a one', async () => {
  const { texts } = await freshPage({ 'otpost.language': 'ar' });
  expect(texts.language).toBe('ar');
  expect(texts.t.signIn.title).toBe('تسجيل الدخول');
  expect(document.documentElement.dir).toBe('rtl');
  expect((await freshPage({ 'otpost.language': 'tlh' })).texts.language).toBe('en');
});

it('the language of the account goes before both, until it signs out', async () => {
  const { texts, forgetAccountLanguage } = await freshPage({
    'otpost.language': 'ar',
    'otpost.account-language': 'de',
  });
  expect(texts.language).toBe('de');
  forgetAccountLanguage();
  expect((await freshPage({})).texts.language).toBe('ar');
});

it('what the profile tells is kept for the next page, and what it no longer tells is not', () => {
  const { rerender } = renderHook(
    (profile: { language: string | null } | undefined) => useLanguageOf(profile),
    { initialProps: undefined },
  );
  rerender({ language: 'en' });
  expect(localStorage.getItem('otpost.account-language')).toBe('"en"');
  rerender({ language: null });
  expect(localStorage.getItem('otpost.account-language')).toBe('null');
});

it('writes numbers in the visitor’s own variety of the language, in the digits of codes', () => {
  expect(localeOf('en', ['de', 'en-GB', 'en'])).toBe('en-GB-u-nu-latn');
  expect(localeOf('en', ['de'])).toBe('en-u-nu-latn');
  expect(new Intl.NumberFormat(localeOf('ar', ['ar-EG'])).format(1234)).toMatch(/^1.234$/);
});
