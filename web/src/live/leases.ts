// SPDX-License-Identifier: Apache-2.0
// What an event does to the leases on screen. Pure, because order matters here: after a reconnect the
// stream replays events that are older than the list that was just fetched, and a replay must neither
// bring a closed lease back nor take a code away.
import type { Lease, LeaseStatus } from '../api/types';

export interface LiveLeases {
  open: Lease[];
  /** Closed while the page was open, newest first: the person sees how it ended. */
  closed: Lease[];
  /** Ids of leases that were on screen and missing in a fetched list: the event of their end is on its way. */
  awaited: string[];
}

const closedKept = 6;
const awaitedKept = 50;

const rank: Record<LeaseStatus, number> = {
  waiting: 0,
  received: 1,
  completed: 2,
  cancelled: 2,
  expired: 2,
  failed: 2,
};

export function isOpen(lease: Lease): boolean {
  return rank[lease.status] < 2;
}

/** A lease only moves forward, so the one that is further along is the newer one. */
export function newerLease(held: Lease | undefined, incoming: Lease): Lease {
  if (held === undefined) return incoming;
  const ahead =
    rank[incoming.status] - rank[held.status] || incoming.messages_count - held.messages_count;
  return ahead < 0 ? held : incoming;
}

function find(live: LiveLeases, id: string): Lease | undefined {
  return live.open.find((lease) => lease.id === id) ?? live.closed.find((lease) => lease.id === id);
}

function byOpening(a: Lease, b: Lease): number {
  return b.opened_at.localeCompare(a.opened_at);
}

export function applyLease(live: LiveLeases, incoming: Lease): LiveLeases {
  const held = find(live, incoming.id);
  const lease = newerLease(held, incoming);
  if (lease === held) return live;
  const open = live.open.filter((other) => other.id !== lease.id);
  const closed = live.closed.filter((other) => other.id !== lease.id);
  const awaited = live.awaited.filter((id) => id !== lease.id);
  if (isOpen(lease)) return { open: [...open, lease].sort(byOpening), closed, awaited };
  // A replayed end of a lease that was never on screen is history, not news.
  if (held === undefined && awaited.length === live.awaited.length) return live;
  return { open, closed: [lease, ...closed].slice(0, closedKept), awaited };
}

/** A freshly fetched list of open leases, with the closed ones of before still in view. */
export function keepClosed(before: LiveLeases | undefined, open: Lease[]): LiveLeases {
  const closed = before?.closed ?? [];
  const gone = new Set(closed.map((lease) => lease.id));
  const held = new Map(before?.open.map((lease) => [lease.id, lease]));
  const listed = new Set(open.map((lease) => lease.id));
  const known = [...held.keys(), ...(before?.awaited ?? [])];
  return {
    open: open
      .filter((lease) => !gone.has(lease.id))
      .map((lease) => newerLease(held.get(lease.id), lease))
      .sort(byOpening),
    closed,
    awaited: known.filter((id) => !listed.has(id)).slice(0, awaitedKept),
  };
}

export function dismissClosed(live: LiveLeases, id: string): LiveLeases {
  return { ...live, closed: live.closed.filter((lease) => lease.id !== id) };
}

/** Whether the code of `incoming` is one that the person hasn't been shown yet. */
export function bringsNewCode(live: LiveLeases | undefined, incoming: Lease): boolean {
  if (incoming.code === null || !isOpen(incoming)) return false;
  const held = live === undefined ? undefined : find(live, incoming.id);
  return held === undefined || (held.code !== incoming.code && newerLease(held, incoming) === incoming);
}

/** The next moment at which content on screen has been kept for as long as promised. */
export function nextDeletion(leases: readonly Lease[], keptFor: number): number | null {
  const moments = leases
    .flatMap((lease) => lease.messages)
    .filter((message) => message.text !== null || message.code !== null)
    .map((message) => Date.parse(message.received_at) + keptFor);
  return moments.length === 0 ? null : Math.min(...moments);
}
