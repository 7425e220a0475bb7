// SPDX-License-Identifier: Apache-2.0
// Numbers and times follow the language of the page, in the visitor's own variety of it.
import { language } from '../texts';

const digits = 'latn';

/** Codes, numbers and prices are read side by side, so all of them are written in the same digits. */
export function localeOf(chosen: string, tags: readonly string[]): string {
  const tag = tags.find((own) => own.split('-')[0] === chosen) ?? chosen;
  return new Intl.Locale(tag, { numberingSystem: digits }).toString();
}

export const locale = localeOf(language, typeof navigator === 'undefined' ? [] : navigator.languages);
