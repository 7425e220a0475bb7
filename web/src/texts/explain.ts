// SPDX-License-Identifier: Apache-2.0
// Turns a failed call into what a person needs: what happened, what to do next, when.
import { ApiProblem } from '../api/problem';
import { t } from './index';

export type NextStep = 'wallet' | 'numbers' | 'offers' | 'services' | 'refresh' | null;

export interface Explanation {
  title: string;
  next: string;
  step: NextStep;
  /** Milliseconds since the epoch before which a retry is refused. */
  retryAt: number | null;
  requestId: string | null;
}

const steps: Record<string, NextStep> = {
  insufficient_funds: 'wallet',
  too_many_open_leases: 'numbers',
  too_many_leases_per_hour: 'numbers',
  out_of_stock: 'offers',
  offer_unavailable: 'offers',
  country_unknown: 'offers',
  price_above_cap: 'refresh',
  service_not_allowed: 'services',
  service_unknown: 'services',
};

function kindOf(error: ApiProblem): string {
  if (error.code in t.problems) return error.code;
  if (error.status === 429) return 'rate_limited';
  if (error.status === 401) return 'signed_out';
  if (error.status === 403) return 'forbidden';
  if (error.status === 404) return 'not_found';
  return error.status >= 500 ? 'server' : 'unknown';
}

export function explain(error: unknown): Explanation {
  const problem = error instanceof ApiProblem ? error : null;
  const kind = problem === null ? 'no_answer' : kindOf(problem);
  const [title, next] = t.problems[kind] ?? ['', ''];
  // The server's own words are better than "that didn't work".
  const detail = kind === 'unknown' ? problem?.problem.detail || problem?.problem.title : undefined;
  return {
    title: detail ?? title,
    next: detail === undefined || detail === '' ? next : '',
    step: steps[kind] ?? null,
    retryAt: problem?.retryAt ?? null,
    requestId: kind === 'unknown' || kind === 'server' ? (problem?.requestId ?? null) : null,
  };
}

export function fieldMessages(error: unknown): Record<string, string> {
  if (!(error instanceof ApiProblem)) return {};
  const entries = error.problem.errors?.map(({ field, message }) => [field, message] as const);
  return Object.fromEntries(entries ?? []);
}
