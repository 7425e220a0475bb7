// SPDX-License-Identifier: Apache-2.0
/** Numbers and times follow the visitor; `undefined` lets Intl choose. */
export const locale: string | undefined =
  typeof navigator === 'undefined' ? undefined : navigator.languages[0];
