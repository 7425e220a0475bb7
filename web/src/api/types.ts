// SPDX-License-Identifier: Apache-2.0
// The names the page uses for the schemas of the OpenAPI document. Nothing else imports schema.d.ts.
import type { components, paths } from './schema';

type Schemas = components['schemas'];

/** The JSON that a POST to this path takes. */
type Body<Path extends keyof paths> = paths[Path] extends {
  post: { requestBody: { content: { 'application/json': infer Json } } };
}
  ? Json
  : never;

/** The same of a PUT. */
type PutBody<Path extends keyof paths> = paths[Path] extends {
  put: { requestBody?: { content: { 'application/json': infer Json } } };
}
  ? Json
  : never;

export type Account = Schemas['Account'];
export type AccountDetail = Schemas['AccountDetail'];
export type AccountSession = Schemas['AccountSession'];
export type Role = Account['role'];
export type ApiKey = Schemas['ApiKey'];
export type ApiRequest = Schemas['ApiRequest'];
export type ChangePassword = paths['/v1/account/password']['put']['requestBody']['content']['application/json'];
export type Consent = Schemas['Consent'];
export type EmailOnly = Body<'/v1/auth/forgot-password'>;
export type AuditEntry = Schemas['AuditEntry'];
export type CreateApiKey = Body<'/v1/api-keys'>;
export type Country = Schemas['Country'];
export type CreditApproval = Schemas['CreditApproval'];
export type HouseLease = Schemas['HouseLease'];
export type HouseLeaseDetail = Schemas['HouseLeaseDetail'];
export type CatalogCountry = Schemas['CatalogCountry'];
export type CatalogService = Schemas['CatalogService'];
export type ChangeCountry = PutBody<'/v1/admin/countries/{code}'>;
export type ChangeService = PutBody<'/v1/admin/services/{slug}'>;
export type CountryPrice = Schemas['CountryPrice'];
export type ServicePrices = Schemas['ServicePrices'];
export type SetPrice = PutBody<'/v1/admin/services/{slug}/prices/{country}'>;
export type ImportPrices = Body<'/v1/admin/prices/import'>;
export type PriceCounts = Schemas['PriceCounts'];
export type PricePreview = Schemas['PricePreview'];
export type Check = Schemas['Check'];
export type Ledger = Schemas['Ledger'];
export type HouseSupplier = Schemas['HouseSupplier'];
export type HouseSupplierList = Schemas['HouseSupplierList'];
export type Overview = Schemas['Overview'];
export type LeaseEvent = Schemas['LeaseEvent'];
export type LedgerAccountName = Schemas['LedgerAccountName'];
export type LedgerTransfer = Schemas['LedgerTransfer'];
export type Lease = Schemas['Lease'];
/** What is left out, or empty, asks for nothing. Times are RFC 3339. */
export type LeaseFilter = Partial<
  Record<'status' | 'search' | 'service' | 'country' | 'opened_from' | 'opened_before', string>
>;
export type LeaseStatus = Lease['status'];
export type Message = Schemas['Message'];
export type Money = Schemas['Money'];
export type NewApiKey = Schemas['NewApiKey'];
export type Offer = Schemas['Offer'];
export type OpenLease = Body<'/v1/leases'>;
export type Problem = Schemas['Problem'];
export type Plan = Schemas['Plan'];
export type Profile = Schemas['Profile'];
export type Registration = Body<'/v1/auth/register'>;
export type ResetPassword = Body<'/v1/auth/reset-password'>;
export type Service = Schemas['Service'];
export type Recharge = Body<'/v1/admin/accounts/{id}/recharge'>;
export type SetPlan = PutBody<'/v1/admin/accounts/{id}/plan'>;
export type SetRole = PutBody<'/v1/admin/accounts/{id}/role'>;
export type SetProfile = PutBody<'/v1/account/profile'>;
export type FavouriteList = Schemas['FavouriteList'];
export type EndedSessions = Schemas['EndedSessions'];
export type Session = Schemas['Session'];
export type Settings = Schemas['Settings'];
export type Status = Schemas['Status'];
export type SupportMessage = Body<'/v1/support/messages'>;
export type Confirm = Body<'/v1/auth/confirm'>;
export type Enrolment = Schemas['Enrolment'];
export type RecoveryCodes = Schemas['RecoveryCodes'];
export type SecondFactor = Schemas['SecondFactor'];
export type SignIn = Body<'/v1/auth/sign-in'>;
/** Of either step; the account is there when no other step follows. */
export type SignInAnswer = Schemas['SignIn'];
export type SignedIn = Schemas['SignedIn'];
export type TurnOffSecondFactor = Body<'/v1/account/second-factor/turn-off'>;
export type Transfer = Schemas['Transfer'];
export type VerifyEmail = Body<'/v1/auth/verify-email'>;
export type Wallet = Schemas['Wallet'];

/** A page that may be short because the search went back to some time only. */
export interface StretchPage<T> extends Page<T> {
  looked_back_to: string | null;
}

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}
