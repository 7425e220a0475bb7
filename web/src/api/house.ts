// SPDX-License-Identifier: Apache-2.0
// What administrators ask of leases and of the ledger: the calls, and what the page keeps of them.
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { pathWith, request, requestFile } from './client';
import type {
  CatalogCountry,
  CatalogService,
  ChangeCountry,
  ChangeService,
  Check,
  CountryPrice,
  HouseLease,
  HouseLeaseDetail,
  HouseSupplierList,
  ImportPrices,
  Ledger,
  LedgerTransfer,
  Overview,
  PriceCounts,
  PricePreview,
  ServicePrices,
  SetPrice,
  StretchPage,
} from './types';

type Signal = { signal: AbortSignal };

export interface LeaseFilter {
  status: string;
  service: string;
  country: string;
  account: string;
  supplier: string;
  from: string;
  until: string;
}

export interface TransferFilter {
  account: string;
  kind: string;
  reference: string;
  from: string;
  until: string;
}

export const overviewRanges = ['hour', 'day', 'week'] as const;
export type OverviewRange = (typeof overviewRanges)[number];

export type CheckKind = 'ledger' | 'audit';

/** A check under way is looked at until it ends. */
const lookAgain = 2_000;

/** The overview follows the house. */
const overviewEvery = 15_000;

const servicePath = (slug: string): string => `/v1/admin/services/${encodeURIComponent(slug)}`;

export const houseApi = {
  overview: (range: OverviewRange, { signal }: Signal) =>
    request<Overview>(pathWith('/v1/admin/overview', { range }), { signal }),
  suppliers: (cursor: string | null, { signal }: Signal) =>
    request<HouseSupplierList>(pathWith('/v1/admin/suppliers', { cursor }), { signal }),
  leases: (filter: LeaseFilter, cursor: string | null, { signal }: Signal) =>
    request<StretchPage<HouseLease>>(
      pathWith('/v1/admin/leases', { ...filter, cursor, limit: 25 }),
      { signal },
    ),
  lease: (id: string, { signal }: Signal) =>
    request<HouseLeaseDetail>(`/v1/admin/leases/${encodeURIComponent(id)}`, { signal }),
  ledger: ({ signal }: Signal) => request<Ledger>('/v1/admin/ledger', { signal }),
  transfers: (filter: TransferFilter, cursor: string | null, { signal }: Signal) =>
    request<StretchPage<LedgerTransfer>>(
      pathWith('/v1/admin/ledger/transfers', { ...filter, cursor, limit: 25 }),
      { signal },
    ),
  services: async ({ signal }: Signal) =>
    (await request<{ items: CatalogService[] }>('/v1/admin/services', { signal })).items,
  changeService: (slug: string, body: ChangeService, key: string) =>
    request<CatalogService>(servicePath(slug), { method: 'PUT', body, key }),
  countries: async ({ signal }: Signal) =>
    (await request<{ items: CatalogCountry[] }>('/v1/admin/countries', { signal })).items,
  changeCountry: (code: string, body: ChangeCountry, key: string) =>
    request<CatalogCountry>(`/v1/admin/countries/${encodeURIComponent(code)}`, {
      method: 'PUT',
      body,
      key,
    }),
  prices: (slug: string, { signal }: Signal) =>
    request<ServicePrices>(`${servicePath(slug)}/prices`, { signal }),
  setPrice: (slug: string, country: string, body: SetPrice, key: string) =>
    request<CountryPrice>(`${servicePath(slug)}/prices/${encodeURIComponent(country)}`, {
      method: 'PUT',
      body,
      key,
    }),
  exportPrices: (service: string, country: string) =>
    requestFile(pathWith('/v1/admin/prices/export', { service, country })),
  previewPrices: (csv: string) =>
    request<PricePreview>('/v1/admin/prices/import/preview', { method: 'POST', body: { csv } }),
  importPrices: (body: ImportPrices, key: string) =>
    request<PriceCounts>('/v1/admin/prices/import', { method: 'POST', body, key }),
  check: (kind: CheckKind, { signal }: Signal) =>
    request<Check>(`/v1/admin/${kind}/check`, { signal }),
  askCheck: (kind: CheckKind, key: string) =>
    request<Check>(`/v1/admin/${kind}/check`, { method: 'POST', key }),
};

export const houseQueries = {
  overview: (range: OverviewRange) =>
    queryOptions({
      queryKey: ['admin', 'overview', range],
      queryFn: (context) => houseApi.overview(range, context),
      refetchInterval: overviewEvery,
      placeholderData: keepPreviousData,
    }),
  suppliers: infiniteQueryOptions({
    queryKey: ['admin', 'suppliers'],
    queryFn: ({ pageParam, ...context }) => houseApi.suppliers(pageParam, context),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  }),
  leases: (filter: LeaseFilter) =>
    infiniteQueryOptions({
      queryKey: ['admin', 'leases', filter],
      queryFn: ({ pageParam, ...context }) => houseApi.leases(filter, pageParam, context),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next_cursor,
      placeholderData: keepPreviousData,
    }),
  lease: (id: string) =>
    queryOptions({
      queryKey: ['admin', 'lease', id],
      queryFn: (context) => houseApi.lease(id, context),
    }),
  ledger: queryOptions({ queryKey: ['admin', 'ledger', 'accounts'], queryFn: (context) => houseApi.ledger(context) }),
  transfers: (filter: TransferFilter) =>
    infiniteQueryOptions({
      queryKey: ['admin', 'ledger', 'transfers', filter],
      queryFn: ({ pageParam, ...context }) => houseApi.transfers(filter, pageParam, context),
      initialPageParam: null as string | null,
      getNextPageParam: (page) => page.next_cursor,
      placeholderData: keepPreviousData,
    }),
  services: queryOptions({
    queryKey: ['admin', 'catalogue', 'services'],
    queryFn: (context) => houseApi.services(context),
  }),
  countries: queryOptions({
    queryKey: ['admin', 'catalogue', 'countries'],
    queryFn: (context) => houseApi.countries(context),
  }),
  prices: (slug: string) =>
    queryOptions({
      queryKey: ['admin', 'catalogue', 'prices', slug],
      queryFn: (context) => houseApi.prices(slug, context),
    }),
  check: (kind: CheckKind) =>
    queryOptions({
      queryKey: ['admin', 'check', kind],
      queryFn: (context) => houseApi.check(kind, context),
      refetchInterval: ({ state }) => (state.data?.state === 'idle' ? false : lookAgain),
    }),
};
