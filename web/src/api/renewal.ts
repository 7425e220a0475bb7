// SPDX-License-Identifier: Apache-2.0
// The access cookie is good for ten minutes. When it is over, the refresh cookie is traded for new
// ones: once for all calls that wait, in all tabs, since each refresh cookie is good only once.
import { problemFrom, ApiProblem, NoAnswer } from './problem';

const lock = 'otpost.refresh';
const renewedKey = 'otpost.renewed';

let underWay: Promise<boolean> | null = null;

/** What only our own page can read and send back; null when nobody is signed in. */
export function csrfToken(): string | null {
  return /(?:^|; )__Host-csrf=([^;]+)/.exec(document.cookie)?.[1] ?? null;
}

/** When any tab last got new cookies, in milliseconds since the epoch. */
function renewedAt(): number {
  try {
    return Number(localStorage.getItem(renewedKey) ?? 0);
  } catch {
    return 0; // refused, as in private windows: then each tab renews for itself
  }
}

function noteRenewed(): void {
  try {
    localStorage.setItem(renewedKey, String(Date.now()));
  } catch {
    // See above.
  }
}

async function exchange(token: string): Promise<boolean> {
  let response: Response;
  try {
    response = await fetch('/v1/auth/refresh', {
      method: 'POST',
      headers: { Accept: 'application/json', 'X-CSRF-Token': token },
      credentials: 'same-origin',
      cache: 'no-store',
    });
  } catch (error) {
    throw new NoAnswer('no answer', { cause: error });
  }
  if (response.ok) noteRenewed();
  if (response.ok || response.status === 401) return response.ok;
  throw new ApiProblem(problemFrom(response.status, undefined), null);
}

async function renew(refusedCallSentAt: number): Promise<boolean> {
  const token = csrfToken();
  if (token === null) return false;
  // Another tab was faster: the call was sent with cookies that are no longer there.
  if (renewedAt() > refusedCallSentAt) return true;
  return exchange(token);
}

/** Missing where the page isn't served over TLS; then the server's grace has to do between tabs. */
async function inTurn(act: () => Promise<boolean>): Promise<boolean> {
  const locks = navigator.locks as LockManager | undefined;
  return locks === undefined ? act() : await locks.request(lock, act);
}

/**
 * Whether the call is worth repeating; false: the session is over. Fails like a call when the server
 * could not say.
 */
export function renewSession(refusedCallSentAt: number): Promise<boolean> {
  underWay ??= inTurn(() => renew(refusedCallSentAt)).finally(() => {
    underWay = null;
  });
  return underWay;
}
