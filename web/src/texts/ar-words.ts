// SPDX-License-Identifier: Apache-2.0
// Nouns that are counted in Arabic, and names of others inside a sentence.
import { countsIn } from './counts';

export const counted = countsIn('ar');

/** A name, an amount or an address keeps its own direction and moves nothing around it. */
export function own(text: string): string {
  return `\u2068${text}\u2069`;
}

export const minutes = (count: number): string =>
  counted(count, {
    zero: '# دقيقة',
    one: 'دقيقة واحدة',
    two: 'دقيقتان',
    few: '# دقائق',
    many: '# دقيقة',
    other: '# دقيقة',
  });

/** After a preposition. */
export const afterMinutes = (count: number): string => (count === 2 ? 'دقيقتين' : minutes(count));

export const seconds = (count: number): string =>
  counted(count, {
    zero: '# ثانية',
    one: 'ثانية واحدة',
    two: 'ثانيتان',
    few: '# ثوانٍ',
    many: '# ثانية',
    other: '# ثانية',
  });

/** After a preposition or a noun it belongs to. */
export const afterSeconds = (count: number): string => (count === 2 ? 'ثانيتين' : seconds(count));

export const services = (count: number): string =>
  counted(count, {
    zero: 'لا خدمات',
    one: 'خدمة واحدة',
    two: 'خدمتان',
    few: '# خدمات',
    many: '# خدمة',
    other: '# خدمة',
  });

export const openNumbers = (count: number): string =>
  counted(count, {
    zero: 'لا أرقام مفتوحة',
    one: 'رقم مفتوح واحد',
    two: 'رقمان مفتوحان',
    few: '# أرقام مفتوحة',
    many: '# رقمًا مفتوحًا',
    other: '# رقم مفتوح',
  });
