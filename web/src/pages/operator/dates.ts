// SPDX-License-Identifier: Apache-2.0
// Days of earnings are days in UTC: they are written as such, whatever the visitor's zone.
import { locale } from '../../format/locale';

const long = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', timeZone: 'UTC' });

export const dateText = (day: string): string => long.format(new Date(`${day}T00:00:00Z`));
export const shortDateText = (day: string): string => short.format(new Date(`${day}T00:00:00Z`));
