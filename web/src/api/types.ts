// SPDX-License-Identifier: Apache-2.0
// The names the page uses for the schemas of the OpenAPI document. Nothing else imports schema.d.ts.
import type { components } from './schema';

type Schemas = components['schemas'];

export type Account = Schemas['Account'];
export type ApiKey = Schemas['ApiKey'];
export type Country = Schemas['Country'];
export type Lease = Schemas['Lease'];
export type LeaseStatus = Lease['status'];
export type Message = Schemas['Message'];
export type Money = Schemas['Money'];
export type NewApiKey = Schemas['NewApiKey'];
export type Offer = Schemas['Offer'];
export type OpenLease = Schemas['OpenLease'];
export type Problem = Schemas['Problem'];
export type Service = Schemas['Service'];
export type Settings = Schemas['Settings'];
export type Transfer = Schemas['Transfer'];
export type Wallet = Schemas['Wallet'];

export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}
