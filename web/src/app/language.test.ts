// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { localeOf } from '../format/locale';
import { language, t } from '../texts';
import { firstKnown, speakWanted } from './language';

it('takes the first language of the browser that there is, else English', () => {
  expect(firstKnown(['tlh', 'en-GB'])).toBe('en');
  expect(firstKnown([])).toBe('en');
});

it('tells the document its language and direction', async () => {
  localStorage.setItem('otpost.language', '"tlh"');
  await speakWanted();
  expect(language).toBe('en');
  expect(t.signIn.title).toBe('Sign in');
  expect(document.documentElement.lang).toBe('en');
  expect(document.documentElement.dir).toBe('ltr');
});

it('writes numbers in the visitor’s own variety of the language, in the digits of codes', () => {
  expect(localeOf('en', ['de', 'en-GB', 'en'])).toBe('en-GB-u-nu-latn');
  expect(localeOf('en', ['de'])).toBe('en-u-nu-latn');
});
