// SPDX-License-Identifier: Apache-2.0
// The two ways a call fails: the server answered with a problem, or it didn't answer at all.
import type { Problem } from './types';

export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly problem: Problem,
    /** Milliseconds since the epoch before which another try is pointless; null when unknown. */
    readonly retryAt: number | null,
    /** What support needs to find the call in its log. */
    readonly requestId: string | null = null,
  ) {
    super(`${problem.status} ${problem.code}`);
  }

  get code(): string {
    return this.problem.code;
  }

  get status(): number {
    return this.problem.status;
  }
}

export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
}

export function isProblem(error: unknown, code?: string): error is ApiProblem {
  return error instanceof ApiProblem && (code === undefined || error.code === code);
}

/** Whether the same request may still succeed later: the attempt keeps its idempotency key. */
export function isUndecided(error: unknown): boolean {
  if (!(error instanceof ApiProblem)) return true;
  return error.status >= 500 || error.status === 429 || error.status === 401;
}

export function retryMoment(header: string | null, retryAt: string | undefined): number | null {
  if (retryAt !== undefined) return Date.parse(retryAt);
  if (header === null) return null;
  const seconds = Number(header);
  const moment = Number.isFinite(seconds) ? Date.now() + seconds * 1000 : Date.parse(header);
  return Number.isNaN(moment) ? null : moment;
}

/** A proxy or a crashed server may answer with something that is no problem document. */
export function problemFrom(status: number, body: unknown): Problem {
  if (typeof body === 'object' && body !== null && 'code' in body) return body as Problem;
  return { type: 'about:blank', title: '', status, code: `http_${status}`, detail: '' };
}
