// SPDX-License-Identifier: Apache-2.0
// Each language is named in itself: whoever looks for it can't read the others.
import { language, t } from '../texts';
import { catalogues, isLanguage, languages } from '../texts/catalogues';
import { chooseLanguage } from './language';

export function LanguageOptions() {
  return languages.map((tag) => (
    <option key={tag} value={tag} lang={tag}>
      {catalogues[tag].name}
    </option>
  ));
}

/** For whoever isn't signed in; an account has its language in the profile. */
export function LanguageChoice() {
  return (
    <select
      className="language-choice"
      aria-label={t.account.language}
      value={language}
      onChange={({ target }) => {
        if (isLanguage(target.value)) chooseLanguage(target.value);
      }}
    >
      <LanguageOptions />
    </select>
  );
}
