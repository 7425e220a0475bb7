// SPDX-License-Identifier: Apache-2.0
// What the page keeps of the server's state, under which key, and for how long.
import { infiniteQueryOptions, keepPreviousData, QueryClient, queryOptions } from '@tanstack/react-query';
import { keepClosed, type LiveLeases } from '../live/leases';
import { connectionTried } from '../live/state';
import { api } from './calls';
import { apiDocument } from './document';
import { ApiProblem, NoAnswer } from './problem';
import type { Account, LeaseFilter } from './types';

const minute = 60_000;

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'offlineFirst',
        staleTime: 15_000,
        retry: (count, error) => error instanceof NoAnswer && count < 2,
        retryDelay: (count) => 500 * 2 ** count,
      },
      // A purchase must never happen later by itself, when the network is back.
      mutations: { networkMode: 'always', retry: false },
    },
  });
}

/** Everything below one key, so that an act makes all of it be asked again. */
const admin = {
  accounts: (search: string) =>
    infiniteQueryOptions({
      queryKey: ['admin', 'accounts', search],
      queryFn: ({ pageParam, ...context }) => api.admin.accounts(search, pageParam, context),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next_cursor,
      placeholderData: keepPreviousData,
    }),
  account: (id: string) =>
    queryOptions({
      queryKey: ['admin', 'account', id],
      queryFn: (context) => api.admin.account(id, context),
    }),
  sessions: (id: string) =>
    queryOptions({
      queryKey: ['admin', 'sessions', id],
      queryFn: (context) => api.admin.sessions(id, context),
    }),
  plans: queryOptions({ queryKey: ['admin', 'plans'], queryFn: api.admin.plans }),
  approvals: (status: '' | 'pending_approval') =>
    infiniteQueryOptions({
      queryKey: ['admin', 'approvals', status],
      queryFn: ({ pageParam, ...context }) => api.admin.approvals(status, pageParam, context),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next_cursor,
    }),
  audit: (account: string, action: string) =>
    infiniteQueryOptions({
      queryKey: ['admin', 'audit', account, action],
      queryFn: ({ pageParam, ...context }) => api.admin.audit(account, action, pageParam, context),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next_cursor,
    }),
};

export const queries = {
  admin,
  settings: queryOptions({ queryKey: ['settings'], queryFn: api.settings, staleTime: Infinity }),
  /** Null when nobody is signed in. Asked once; later the 401 of any call tells. */
  account: queryOptions({
    queryKey: ['account'],
    queryFn: async (context): Promise<Account | null> => {
      try {
        return await api.account(context);
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 401) return null;
        throw error;
      }
    },
    staleTime: Infinity,
  }),
  profile: queryOptions({ queryKey: ['profile'], queryFn: api.profile, staleTime: 5 * minute }),
  /** Asked anew only when this page changed it: what is shown once must not be torn away. */
  secondFactor: queryOptions({
    queryKey: ['second-factor'],
    queryFn: api.secondFactor,
    staleTime: Infinity,
  }),
  countries: queryOptions({
    queryKey: ['countries'],
    queryFn: api.countries,
    staleTime: 60 * minute,
  }),
  services: queryOptions({ queryKey: ['services'], queryFn: api.services, staleTime: 10 * minute }),
  offers: (service: string) =>
    queryOptions({
      queryKey: ['offers', service],
      queryFn: (context) => api.offers(service, context),
      refetchInterval: 20_000,
    }),

  /** Open leases plus those that closed while the page was looked at. */
  liveLeases: queryOptions({
    queryKey: ['leases', 'live'],
    queryFn: async (context): Promise<LiveLeases> => {
      await connectionTried();
      const open = await api.openLeases(context);
      return keepClosed(context.client.getQueryData<LiveLeases>(['leases', 'live']), open);
    },
    staleTime: Infinity,
  }),
  leases: (filter: LeaseFilter) =>
    infiniteQueryOptions({
      queryKey: ['leases', 'history', filter],
      queryFn: ({ pageParam, ...context }) => api.leases(filter, pageParam, context),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next_cursor,
    }),
  /** Enough of them to tell what is used. */
  recentLeases: queryOptions({
    queryKey: ['leases', 'history', 'recent'],
    queryFn: async (context) => (await api.leases({}, null, context)).items,
    staleTime: minute,
  }),
  leaseTransfers: (id: string) =>
    queryOptions({
      queryKey: ['transfers', id],
      queryFn: (context) => api.leaseTransfers(id, context),
    }),
  lease: (id: string) =>
    queryOptions({
      queryKey: ['leases', 'one', id],
      queryFn: (context) => api.lease(id, context),
    }),

  wallet: queryOptions({
    queryKey: ['wallet'],
    queryFn: async (context) => {
      await connectionTried();
      return api.wallet(context);
    },
  }),
  transfers: infiniteQueryOptions({
    queryKey: ['transfers'],
    queryFn: ({ pageParam, ...context }) => api.transfers(pageParam, context),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  }),
  favourites: queryOptions({
    queryKey: ['favourites'],
    queryFn: (context) => api.favourites(context),
    staleTime: minute,
  }),
  consent: queryOptions({ queryKey: ['consent'], queryFn: api.consent }),
  sessions: queryOptions({ queryKey: ['sessions'], queryFn: api.sessions }),
  apiDocument: queryOptions({
    queryKey: ['api-document'],
    queryFn: apiDocument,
    staleTime: Infinity,
  }),
  apiRequests: infiniteQueryOptions({
    queryKey: ['api-requests'],
    queryFn: ({ pageParam, ...context }) => api.apiRequests(pageParam, context),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  }),
  apiKeys: queryOptions({ queryKey: ['api-keys'], queryFn: api.apiKeys }),
};
