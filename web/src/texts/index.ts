// SPDX-License-Identifier: Apache-2.0
// The sentences of the page in the language that was chosen. `main.tsx` loads its catalogue before it
// imports anything that reads `t`, so that constants of a module may be made of it.
import type { Language } from './catalogues';
import type { Texts } from './en';

export let t: Texts;
export let language: Language = 'en';

export function speak(chosen: Language, texts: Texts): void {
  language = chosen;
  t = texts;
}

export type { Language, Texts };
