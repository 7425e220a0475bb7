// SPDX-License-Identifier: Apache-2.0
// Joins the event stream with what the page holds: each event changes the leases and the wallet on
// screen, an opened stream fetches both anew, and content disappears when its time is over.
import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api } from '../api/calls';
import { noteSignedOut } from '../api/client';
import { queries } from '../api/queries';
import { useContentSeconds } from '../app/settings';
import type { Lease, Wallet } from '../api/types';
import { serverNow } from '../format/clock';
import { t } from '../texts';
import { toast } from '../ui/toast';
import { alertNewCode } from './alerts';
import { Connection } from './connection';
import { applyLease, bringsNewCode, keepClosed, nextDeletion } from './leases';
import type { StreamEvent } from './sse';
import { changeLiveState } from './state';

const shortestCheck = 5_000;

export function showLease(client: QueryClient, lease: Lease): void {
  client.setQueryData(queries.liveLeases.queryKey, (live) =>
    applyLease(live ?? keepClosed(undefined, []), lease),
  );
  client.setQueryData(queries.lease(lease.id).queryKey, lease);
  void client.invalidateQueries({ queryKey: ['leases', 'history'] });
}

function tell(lease: Lease): void {
  const code = lease.code ?? '';
  changeLiveState({ notice: { service: lease.service_name, code } });
  alertNewCode(lease);
  if (location.pathname !== '/numbers') toast('check', t.lease.newCode(lease.service_name), code);
}

function takeLease(client: QueryClient, lease: Lease): void {
  const { queryKey } = queries.liveLeases;
  const isNews = bringsNewCode(client.getQueryData(queryKey), lease);
  showLease(client, lease);
  if (isNews) tell(lease);
  // A list that was asked for before this event may not know of it.
  if (client.isFetching({ queryKey }) > 0) void client.invalidateQueries({ queryKey });
}

function take(client: QueryClient, event: StreamEvent): void {
  if (event.name === 'reset') {
    void client.invalidateQueries();
  } else if (event.name === 'wallet.changed') {
    client.setQueryData(queries.wallet.queryKey, JSON.parse(event.data) as Wallet);
    void client.invalidateQueries({ queryKey: queries.transfers.queryKey });
  } else if (event.name.startsWith('lease.')) {
    takeLease(client, JSON.parse(event.data) as Lease);
  }
}

export function useLive(accountId: string, paused: boolean): void {
  const client = useQueryClient();
  useEffect(() => {
    if (paused) return;
    const connection = new Connection(accountId, {
      state: (state) => changeLiveState({ connection: state }),
      event: (event) => take(client, event),
      signedOut: noteSignedOut,
      opened() {
        void client.invalidateQueries({ queryKey: queries.liveLeases.queryKey });
        void client.invalidateQueries({ queryKey: queries.wallet.queryKey });
      },
    });
    connection.start();
    return () => connection.stop();
  }, [client, accountId, paused]);
  useDeletion(client);
}

/** Asks again for leases whose content the server has just destroyed, so that it leaves the screen. */
function useDeletion(client: QueryClient): void {
  const { data: live } = useQuery(queries.liveLeases);
  const contentKept = useContentSeconds() * 1000;
  useEffect(() => {
    if (live === undefined) return;
    const shown = [...live.open, ...live.closed];
    const moment = nextDeletion(shown, contentKept);
    if (moment === null) return;
    const wait = Math.max(shortestCheck, moment - serverNow() + 1000);
    const timer = setTimeout(() => {
      const due = shown.filter((lease) => (nextDeletion([lease], contentKept) ?? Infinity) <= serverNow());
      void Promise.allSettled(
        due.map(async ({ id }) => showLease(client, await api.lease(id, timeout()))),
      );
    }, wait);
    return () => clearTimeout(timer);
  }, [client, live, contentKept]);
}

function timeout(): { signal: AbortSignal } {
  return { signal: AbortSignal.timeout(10_000) };
}
