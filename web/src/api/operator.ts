// SPDX-License-Identifier: Apache-2.0
// Calls and queries of the operators' pages. Apart from the others: customers never load them.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { pathWith, request } from './client';
import type { components } from './schema';
import type { Page } from './types';

type Schemas = components['schemas'];

export type OperatorNumber = Schemas['OperatorNumber'];
export type NumberDetail = Schemas['OperatorNumberDetail'];
export type NumberService = Schemas['NumberService'];
export type NumberState = OperatorNumber['state'];
export type Overview = Schemas['OperatorOverview'];
export type ServiceFigures = Schemas['OperatorService'];
export type ServiceList = Schemas['OperatorServiceList'];
export type ServedLease = Schemas['ServedLease'];
export type Earnings = Schemas['OperatorEarnings'];
export type Attestation = { consent: boolean; version: string };
export type NumberFilter = '' | 'active' | 'leased' | 'paused' | 'retired';
export type NumberAct = 'pause' | 'resume' | 'retire';
export type ChangedNumbers = Schemas['ChangedNumbers'];
export type UnchangedNumber = Schemas['UnchangedNumber'];

export interface NumberSearch {
  state: NumberFilter;
  country: string;
  search: string;
}

/** Of the numbers named, or of those that match from the cursor on. */
export interface ChangeOrder {
  act: NumberAct;
  ids?: string[];
  matching?: Partial<NumberSearch>;
  cursor?: string;
}

/** By typing, or by a file. */
export type NewNumbers = { numbers: string[] } | { csv: string };

type Signal = { signal: AbortSignal };

const numberPath = (id: string): string => `/v1/operator/numbers/${encodeURIComponent(id)}`;

export const operatorApi = {
  overview: ({ signal }: Signal) => request<Overview>('/v1/operator/overview', { signal }),
  numbers: (search: NumberSearch, cursor: string | null, { signal }: Signal) =>
    request<Page<OperatorNumber>>(
      pathWith('/v1/operator/numbers', { ...search, cursor, limit: 25 }),
      { signal },
    ),
  number: (id: string, { signal }: Signal) => request<NumberDetail>(numberPath(id), { signal }),
  add: (body: NewNumbers & { attestation: Attestation; supplier_id?: string }, key: string) =>
    request<{ added: number }>(
      'csv' in body ? '/v1/operator/numbers/import' : '/v1/operator/numbers',
      { method: 'POST', body, key },
    ),
  act: (id: string, act: NumberAct, key: string) =>
    request<NumberDetail>(`${numberPath(id)}/${act}`, { method: 'POST', key }),
  change: (body: ChangeOrder, key: string) =>
    request<ChangedNumbers>('/v1/operator/numbers/change', { method: 'POST', body, key }),
  openOnNumber: (id: string, service: string, open: boolean, key: string) =>
    request<NumberDetail>(`${numberPath(id)}/services`, {
      method: 'PUT',
      body: { service, open },
      key,
    }),
  openOnAll: (service: string, open: boolean, key: string) =>
    request<{ closed: string[] }>('/v1/operator/services', {
      method: 'PUT',
      body: { service, open },
      key,
    }),
  services: ({ signal }: Signal) => request<ServiceList>('/v1/operator/services', { signal }),
  leases: (number: string, cursor: string | null, { signal }: Signal) =>
    request<Page<ServedLease>>(
      pathWith('/v1/operator/leases', { number_id: number, cursor, limit: 25 }),
      { signal },
    ),
  earnings: (days: number, { signal }: Signal) =>
    request<Earnings>(pathWith('/v1/operator/earnings', { days }), { signal }),
};

/** What is live is asked again as often, while the page is looked at. */
const lookAgain = 5_000;

/** Everything below one key, so that an act makes all of it be asked again. */
export const operatorQueries = {
  overview: queryOptions({
    queryKey: ['operator', 'overview'],
    queryFn: (context) => operatorApi.overview(context),
    refetchInterval: lookAgain,
  }),
  numbers: (search: NumberSearch) =>
    infiniteQueryOptions({
      queryKey: ['operator', 'numbers', search],
      queryFn: ({ pageParam, ...context }) => operatorApi.numbers(search, pageParam, context),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next_cursor,
      placeholderData: keepPreviousData,
      refetchInterval: lookAgain,
    }),
  number: (id: string) =>
    queryOptions({
      queryKey: ['operator', 'number', id],
      queryFn: (context) => operatorApi.number(id, context),
      refetchInterval: 3 * lookAgain,
    }),
  services: queryOptions({
    queryKey: ['operator', 'services'],
    queryFn: (context) => operatorApi.services(context),
    staleTime: 0,
  }),
  leases: (number: string) =>
    infiniteQueryOptions({
      queryKey: ['operator', 'leases', number],
      queryFn: ({ pageParam, ...context }) => operatorApi.leases(number, pageParam, context),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next_cursor,
      refetchInterval: lookAgain,
    }),
  earnings: (days: number) =>
    queryOptions({
      queryKey: ['operator', 'earnings', days],
      queryFn: (context) => operatorApi.earnings(days, context),
      placeholderData: keepPreviousData,
      staleTime: 0,
      refetchInterval: 3 * lookAgain,
    }),
};
