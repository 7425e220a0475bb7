// SPDX-License-Identifier: Apache-2.0
// The calls of the HTTP API that the page makes, one function each.
import { pathWith, request, requestAll, requestFile } from './client';
import type {
  Account,
  AccountDetail,
  AccountSession,
  ApiKey,
  ApiRequest,
  AuditEntry,
  ChangePassword,
  Confirm,
  Consent,
  Country,
  CreateApiKey,
  EmailOnly,
  EndedSessions,
  FavouriteList,
  CreditApproval,
  Enrolment,
  Lease,
  LeaseFilter,
  NewApiKey,
  Offer,
  OpenLease,
  Page,
  Plan,
  Profile,
  Recharge,
  RecoveryCodes,
  Registration,
  ResetPassword,
  Service,
  SetPlan,
  SetProfile,
  Session,
  SetRole,
  Settings,
  SecondFactor,
  SignedIn,
  SignIn,
  SignInAnswer,
  Status,
  SupportMessage,
  Transfer,
  VerifyEmail,
  TurnOffSecondFactor,
  Wallet,
} from './types';

type Signal = { signal: AbortSignal };

const factorPath = '/v1/account/second-factor';
const leasePath = (id: string): string => `/v1/leases/${encodeURIComponent(id)}`;

const adminAccountPath = (id: string): string => `/v1/admin/accounts/${encodeURIComponent(id)}`;
const approvalPath = (id: string): string => `/v1/admin/approvals/${encodeURIComponent(id)}`;

const admin = {
  accounts: (search: string, cursor: string | null, { signal }: Signal) =>
    request<Page<Account>>(pathWith('/v1/admin/accounts', { search, cursor, limit: 25 }), { signal }),
  account: (id: string, { signal }: Signal) =>
    request<AccountDetail>(adminAccountPath(id), { signal }),
  sessions: async (id: string, { signal }: Signal) =>
    (await request<{ items: AccountSession[] }>(`${adminAccountPath(id)}/sessions`, { signal })).items,
  plans: async ({ signal }: Signal) =>
    (await request<{ items: Plan[] }>('/v1/admin/plans', { signal })).items,
  act: (id: string, act: 'suspend' | 'restore' | 'sessions/end', reason: string, key: string) =>
    request<AccountDetail>(`${adminAccountPath(id)}/${act}`, { method: 'POST', body: { reason }, key }),
  setRole: (id: string, body: SetRole, key: string) =>
    request<AccountDetail>(`${adminAccountPath(id)}/role`, { method: 'PUT', body, key }),
  setPlan: (id: string, body: SetPlan, key: string) =>
    request<AccountDetail>(`${adminAccountPath(id)}/plan`, { method: 'PUT', body, key }),
  /** Booked, or waiting for a second administrator. */
  recharge: (id: string, body: Recharge, key: string) =>
    request<Transfer | CreditApproval>(`${adminAccountPath(id)}/recharge`, {
      method: 'POST',
      body,
      key,
    }),
  approvals: (status: '' | 'pending_approval', cursor: string | null, { signal }: Signal) =>
    request<Page<CreditApproval>>(pathWith('/v1/admin/approvals', { status, cursor, limit: 25 }), {
      signal,
    }),
  approve: (id: string, key: string) =>
    request<CreditApproval>(`${approvalPath(id)}/approve`, { method: 'POST', key }),
  reject: (id: string, reason: string, key: string) =>
    request<CreditApproval>(`${approvalPath(id)}/reject`, { method: 'POST', body: { reason }, key }),
  audit: (account: string, action: string, cursor: string | null, { signal }: Signal) =>
    request<Page<AuditEntry>>(
      pathWith('/v1/admin/audit', { account, action, cursor, limit: 25 }),
      { signal },
    ),
};

export const api = {
  admin,

  settings: ({ signal }: Signal) => request<Settings>('/v1/settings', { signal }),
  account: ({ signal }: Signal) => request<Account>('/v1/account', { signal }),
  register: (body: Registration) => request<void>('/v1/auth/register', { method: 'POST', body }),
  signIn: (body: SignIn) =>
    request<SignInAnswer>('/v1/auth/sign-in', { method: 'POST', body }),
  verifyEmail: (body: VerifyEmail) => request<void>('/v1/auth/verify-email', { method: 'POST', body }),
  resendCode: (body: EmailOnly) => request<void>('/v1/auth/resend-code', { method: 'POST', body }),
  forgotPassword: (body: EmailOnly) =>
    request<void>('/v1/auth/forgot-password', { method: 'POST', body }),
  resetPassword: (body: ResetPassword) =>
    request<void>('/v1/auth/reset-password', { method: 'POST', body }),
  changePassword: (body: ChangePassword) =>
    request<void>('/v1/account/password', { method: 'PUT', body }),
  changeEmail: (email: string, key: string) =>
    request<void>('/v1/account/email', { method: 'POST', body: { email }, key }),
  confirmEmail: (code: string) =>
    request<Account>('/v1/account/email/confirm', { method: 'POST', body: { code } }),
  favourites: async ({ signal }: Signal) =>
    (await request<FavouriteList>('/v1/account/favourites', { signal })).items,
  setFavourite: async (service: string, favourite: boolean, key: string) =>
    (
      await request<FavouriteList>('/v1/account/favourites', {
        method: 'PUT',
        body: { service, favourite },
        key,
      })
    ).items,
  consent: ({ signal }: Signal) => request<Consent>('/v1/account/consent', { signal }),
  writeToSupport: (body: SupportMessage, key: string) =>
    request<Status>('/v1/support/messages', { method: 'POST', body, key }),
  putConsent: (marketing: boolean, key: string) =>
    request<Consent>('/v1/account/consent', { method: 'PUT', body: { marketing }, key }),
  secondStep: (code: string) =>
    request<SignInAnswer>('/v1/auth/second-factor', { method: 'POST', body: { code } }),
  confirm: (body: Confirm) => request<SignedIn>('/v1/auth/confirm', { method: 'POST', body }),
  signOut: () => request<void>('/v1/auth/sign-out', { method: 'POST' }),

  profile: ({ signal }: Signal) => request<Profile>('/v1/account/profile', { signal }),
  setProfile: (body: SetProfile, key: string) =>
    request<Profile>('/v1/account/profile', { method: 'PUT', body, key }),
  putAvatar: (file: Blob) => request<Profile>('/v1/account/avatar', { method: 'PUT', file }),
  removeAvatar: (key: string) => request<Profile>('/v1/account/avatar', { method: 'DELETE', key }),
  secondFactor: ({ signal }: Signal) => request<SecondFactor>(factorPath, { signal }),
  startSecondFactor: (key: string) => request<Enrolment>(factorPath, { method: 'POST', key }),
  confirmSecondFactor: (code: string, key: string) =>
    request<RecoveryCodes>(`${factorPath}/confirm`, { method: 'POST', body: { code }, key }),
  renewRecoveryCodes: (key: string) =>
    request<RecoveryCodes>(`${factorPath}/recovery-codes`, { method: 'POST', key }),
  turnOffSecondFactor: (body: TurnOffSecondFactor) =>
    request<void>(`${factorPath}/turn-off`, { method: 'POST', body }),

  countries: ({ signal }: Signal) => requestAll<Country>('/v1/countries', { limit: 2000 }, signal),
  services: ({ signal }: Signal) => requestAll<Service>('/v1/services', { limit: 2000 }, signal),
  offers: (service: string, { signal }: Signal) =>
    requestAll<Offer>('/v1/offers', { service, limit: 500 }, signal),

  openLeases: ({ signal }: Signal) => requestAll<Lease>('/v1/leases', { status: 'open', limit: 100 }, signal),
  leases: (filter: LeaseFilter, cursor: string | null, { signal }: Signal) =>
    request<Page<Lease>>(pathWith('/v1/leases', { ...filter, cursor, limit: 25 }), { signal }),
  exportLeases: (filter: LeaseFilter) =>
    requestFile(pathWith('/v1/leases/export', { ...filter })),
  leaseTransfers: async (id: string, { signal }: Signal) =>
    (await request<Page<Transfer>>(`${leasePath(id)}/transfers`, { signal })).items,
  lease: (id: string, { signal }: Signal) => request<Lease>(leasePath(id), { signal }),
  openLease: (body: OpenLease, key: string) =>
    request<Lease>('/v1/leases', { method: 'POST', body, key }),
  switchLease: (id: string, body: OpenLease, key: string) =>
    request<Lease>(`${leasePath(id)}/switch`, { method: 'POST', body, key }),
  actOnLease: (id: string, act: 'cancel' | 'finish' | 'another-code', key: string) =>
    request<Lease>(`${leasePath(id)}/${act}`, { method: 'POST', key }),

  wallet: ({ signal }: Signal) => request<Wallet>('/v1/wallet', { signal }),
  transfers: (cursor: string | null, { signal }: Signal) =>
    request<Page<Transfer>>(pathWith('/v1/wallet/transfers', { cursor, limit: 25 }), { signal }),

  sessions: async ({ signal }: Signal) =>
    (await request<{ items: Session[] }>('/v1/sessions', { signal })).items,
  endSession: (id: string, key: string) =>
    request<void>(`/v1/sessions/${encodeURIComponent(id)}`, { method: 'DELETE', key }),
  endOtherSessions: (key: string) =>
    request<EndedSessions>('/v1/sessions/end-others', { method: 'POST', key }),

  apiRequests: (cursor: string | null, { signal }: Signal) =>
    request<Page<ApiRequest>>(pathWith('/v1/api-requests', { cursor, limit: 50 }), { signal }),
  apiKeys: ({ signal }: Signal) => requestAll<ApiKey>('/v1/api-keys', {}, signal),
  createApiKey: (body: CreateApiKey, key: string) =>
    request<NewApiKey>('/v1/api-keys', { method: 'POST', body, key }),
  rotateApiKey: (id: string, overlap: number, key: string) =>
    request<NewApiKey>(`/v1/api-keys/${encodeURIComponent(id)}/rotate`, {
      method: 'POST',
      body: { overlap_seconds: overlap },
      key,
    }),
  deleteApiKey: (id: string, key: string) =>
    request<void>(`/v1/api-keys/${encodeURIComponent(id)}`, { method: 'DELETE', key }),
};
