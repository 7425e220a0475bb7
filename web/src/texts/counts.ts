// SPDX-License-Identifier: Apache-2.0
// How a language counts. English and German have two forms, Arabic has six.
type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** `#` in a form stands for the number. */
export function countsIn(language: string): (count: number, forms: Forms) => string {
  const rules = new Intl.PluralRules(language);
  const digits = new Intl.NumberFormat(language, { numberingSystem: 'latn' });
  return (count, forms) => (forms[rules.select(count)] ?? forms.other).replace('#', digits.format(count));
}
