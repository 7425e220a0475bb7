// SPDX-License-Identifier: Apache-2.0
// Prints data/catalog/country_names.txt: what countries are called in each language of the pages but
// English, whose names the catalogue has. Names and order are CLDR's, of which Node has a copy.
// Run by hand when there is a newer one: node dev/country-names.mjs > ../data/catalog/country_names.txt
const languages = ['es', 'ar', 'de'];

/** What CLDR names as well: unions of countries, test codes, "unknown". */
const notCountries = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ']);
const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

/** Codes of former countries are read as those of today. */
const isOfToday = (code) => new Intl.Locale(`und-${code}`).region === code;

function linesIn(language) {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  const { compare } = new Intl.Collator(language);
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter((code) => !notCountries.has(code) && isOfToday(code))
    .map((code) => ({ code, name: names.of(code) }))
    .filter(({ name }) => name !== undefined)
    .sort((a, b) => compare(a.name, b.name))
    .map(({ code, name }) => `${code} ${name}`);
}

console.log(`# Countries in each language, in its order: CLDR ${process.versions.cldr}, by web/dev/country-names.mjs.`);
for (const language of languages) console.log([`[${language}]`, ...linesIn(language)].join('\n'));
