// SPDX-License-Identifier: Apache-2.0
// The catalogue in the visitor's language. To add one: write it as `Texts` and list it here.
import { en, type Texts } from './en';

const catalogues: Record<string, Texts> = { en };

function choose(languages: readonly string[]): Texts {
  for (const language of languages) {
    const found = catalogues[language.split('-')[0] ?? ''];
    if (found !== undefined) return found;
  }
  return en;
}

export const t: Texts = choose(typeof navigator === 'undefined' ? [] : navigator.languages);
export type { Texts };
