// SPDX-License-Identifier: Apache-2.0
// Times, shares and phone numbers as a person reads them.
import type { Country } from '../api/types';
import { language } from '../texts';
import { locale } from './locale';

function clocksOf(timeZone?: string) {
  const zone = timeZone === undefined ? {} : { timeZone };
  return {
    time: new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', ...zone }),
    dayAndTime: new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      ...zone,
    }),
    day: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', ...zone }),
  };
}

let clocks = clocksOf();
let shownZone: string | null = null;

/** Null: that of the browser. A zone that this browser doesn't know changes nothing. */
export function showTimesIn(timeZone: string | null): void {
  if (timeZone === shownZone) return;
  shownZone = timeZone;
  try {
    clocks = clocksOf(timeZone ?? undefined);
  } catch {
    clocks = clocksOf();
  }
}

const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
const integer = new Intl.NumberFormat(locale);

export const shareText = (share: number): string => percent.format(share);
export const countText = (count: number): string => integer.format(count);

const rate = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
export const rateText = (perMinute: number): string => rate.format(perMinute);

const utcDay = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });

/** What a period of a chart is called by: its beginning, or its day of UTC. */
export const periodText = (from: string, range: 'hour' | 'day' | 'week'): string =>
  range === 'week' ? utcDay.format(new Date(from)) : clocks.time.format(new Date(from));

export const dayText = (time: string): string => clocks.day.format(new Date(time));

export function momentText(time: string): string {
  const date = new Date(time);
  return dayText(time) === clocks.day.format(new Date())
    ? clocks.time.format(date)
    : clocks.dayAndTime.format(date);
}

export function utcText(time: string): string {
  return `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** 19:07, or 1:02:09 for more than an hour. */
export function countdownText(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0
    ? `${hours}:${two(minutes)}:${two(seconds % 60)}`
    : `${minutes}:${two(seconds % 60)}`;
}

const regions = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });

/** The server names countries in English. */
export function countryText(code: string, name: string): string {
  if (language === 'en' || !/^[a-z]{2}$/i.test(code)) return name;
  return regions.of(code.toUpperCase()) ?? name;
}

/** "+44 7700900123": the calling code set apart, which no other grouping can do for every country. */
export function internationalText(number: string, country: Country | undefined): string {
  const prefix = country === undefined ? '' : `+${country.calling_code.replace(/\D/g, '')}`;
  return prefix.length > 1 && number.startsWith(prefix)
    ? `${prefix} ${number.slice(prefix.length)}`
    : number;
}
