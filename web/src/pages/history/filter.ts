// SPDX-License-Identifier: Apache-2.0
// The filters of the history as they stand in the address, so that a view can be kept and sent.
import type { LeaseFilter } from '../../api/types';

export const statuses = [
  '',
  'completed',
  'received',
  'waiting',
  'cancelled',
  'expired',
  'failed',
] as const;
export type StatusChoice = (typeof statuses)[number];

export interface HistoryFilter {
  status: StatusChoice;
  search: string;
  /** Days as date fields write them, `2026-11-22`; empty: open. */
  from: string;
  to: string;
}

const day = /^\d{4}-\d{2}-\d{2}$/;

const dayIn = (text: string | null): string => (text !== null && day.test(text) ? text : '');

export function filterIn(query: URLSearchParams): HistoryFilter {
  const status = query.get('status');
  return {
    status: statuses.find((known) => known === status) ?? '',
    search: (query.get('search') ?? '').slice(0, 100),
    from: dayIn(query.get('from')),
    to: dayIn(query.get('to')),
  };
}

/** The beginning of a day, or of the one after it, where the person is. */
function beginning(text: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = text.split('-').map(Number);
  const moment = new Date(year, month - 1, date + daysLater);
  return Number.isNaN(moment.getTime()) ? '' : moment.toISOString();
}

/** What the API is asked: what is empty is left out. */
export function askedBy({ status, search, from, to }: HistoryFilter): LeaseFilter {
  const all = {
    status,
    search: search.trim(),
    opened_from: from === '' ? '' : beginning(from, 0),
    opened_before: to === '' ? '' : beginning(to, 1),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

export function isNarrow(filter: HistoryFilter): boolean {
  return Object.values(filter).some((value) => value !== '');
}
