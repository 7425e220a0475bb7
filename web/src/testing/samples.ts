// SPDX-License-Identifier: Apache-2.0
// Resources as the server sends them, for tests that change one field and leave the rest.
import type {
  Account,
  AccountDetail,
  AuditEntry,
  CatalogService,
  Check,
  CountryPrice,
  CreditApproval,
  HouseLease,
  HouseLeaseDetail,
  HouseSupplier,
  Lease,
  Ledger,
  LedgerTransfer,
  Message,
  Money,
  Offer,
  Overview,
  Transfer,
} from '../api/types';

export function sampleLease(change: Partial<Lease> = {}): Lease {
  return {
    id: 'ls_1',
    number: '+447700900123',
    number_national: '07700 900123',
    country: 'gb',
    country_name: 'United Kingdom',
    service: 'telegram',
    service_name: 'Telegram',
    status: 'waiting',
    price: { amount: '0.35', currency: 'USD' },
    opened_at: '2026-01-05T10:00:00Z',
    expires_at: '2026-01-05T10:20:00Z',
    cancel_allowed_at: '2026-01-05T10:00:30Z',
    code: null,
    messages: [],
    messages_count: 0,
    awaiting_code: true,
    close_reason: null,
    other_service: null,
    other_service_name: null,
    refunded: false,
    switched_from: null,
    code_received_at: null,
    closed_at: null,
    ...change,
  };
}

export function sampleMessage(change: Partial<Message> = {}): Message {
  return {
    id: 'msg_1',
    received_at: '2026-01-05T10:01:00Z',
    sender: 'Telegram',
    text: 'Telegram code 482913',
    code: '482913',
    ...change,
  };
}

export function receivedLease(change: Partial<Lease> = {}): Lease {
  return sampleLease({
    status: 'received',
    code: '482913',
    messages: [sampleMessage()],
    messages_count: 1,
    awaiting_code: false,
    code_received_at: '2026-01-05T10:01:00Z',
    ...change,
  });
}

export function sampleOffer(change: Partial<Offer> = {}): Offer {
  return {
    country: 'gb',
    country_name: 'United Kingdom',
    service: 'telegram',
    service_name: 'Telegram',
    category: 'messenger',
    price: { amount: '0.35', currency: 'USD' },
    available: 12,
    delivery_rate: 0.92,
    median_seconds: 14,
    samples: 214,
    ...change,
  };
}

export function sampleAccount(change: Partial<Account> = {}): Account {
  return {
    id: 'ac_1',
    public_id: 'U-7K3QX2',
    email: 'someone@example.com',
    username: 'someone',
    role: 'user',
    status: 'active',
    plan: 'free',
    created_at: '2026-01-05T10:00:00Z',
    email_verified: true,
    ...change,
  };
}

export function sampleDetail(change: Partial<AccountDetail> = {}): AccountDetail {
  return {
    account: sampleAccount(),
    display_name: null,
    email_verified_at: '2026-01-05T10:00:00Z',
    second_factor: false,
    balance: { amount: '10.00', currency: 'USD' },
    held: { amount: '0.00', currency: 'USD' },
    sessions: 1,
    last_sign_in_at: '2026-01-05T10:00:00Z',
    ...change,
  };
}

export function sampleTransfer(change: Partial<Transfer> = {}): Transfer {
  return {
    id: 'tr_1',
    kind: 'top_up',
    amount: { amount: '25.00', currency: 'USD' },
    balance_after: { amount: '35.00', currency: 'USD' },
    lease_id: null,
    description: 'bank transfer',
    booked_at: '2026-01-05T10:00:00Z',
    ...change,
  };
}

export function sampleApproval(change: Partial<CreditApproval> = {}): CreditApproval {
  return {
    id: 'ap_1',
    status: 'pending_approval',
    account: { id: 'ac_1', public_id: 'U-7K3QX2', username: 'someone' },
    amount: { amount: '250.00', currency: 'USD' },
    reason: 'bank transfer 7731',
    asked_by: { id: 'ac_2', public_id: 'U-BBBBBB', username: 'first' },
    asked_at: '2026-01-05T10:00:00Z',
    expires_at: '2026-01-12T10:00:00Z',
    decided_by: null,
    decided_at: null,
    ...change,
  };
}

export function sampleAuditEntry(change: Partial<AuditEntry> = {}): AuditEntry {
  return {
    seq: 7,
    at: '2026-01-05T10:00:00Z',
    actor: 'nobody',
    action: 'sign_in.failed',
    object_kind: 'account',
    object: 'ac_1',
    result: 'ok',
    detail: '',
    repeats: 1,
    request_id: 'req_1',
    ip: '198.51.100.7',
    email: null,
    user_agent: null,
    reason: null,
    hash: '00',
    ...change,
  };
}

export function sampleHouseLease(change: Partial<HouseLease> = {}): HouseLease {
  return {
    id: 'ls_1',
    status: 'completed',
    account: { id: 'ac_1', public_id: 'U-7K3QX2', username: 'someone' },
    number: '+447700900123',
    country: 'GB',
    country_name: 'United Kingdom',
    service: 'telegram',
    service_name: 'Telegram',
    supplier: 'pool',
    supplier_name: 'Own pool',
    price: { amount: '0.35', currency: 'USD' },
    fee: 'settled',
    opened_at: '2026-01-05T10:00:00Z',
    expires_at: '2026-01-05T10:20:00Z',
    code_received_at: '2026-01-05T10:01:00Z',
    closed_at: '2026-01-05T10:02:00Z',
    close_reason: 'finished',
    other_service: null,
    messages_count: 1,
    awaiting_code: false,
    switched_from: null,
    ...change,
  };
}

export function sampleLedgerTransfer(change: Partial<LedgerTransfer> = {}): LedgerTransfer {
  return {
    id: 'tr_1',
    kind: 'lease',
    amount: { amount: '0.35', currency: 'USD' },
    debit: { id: 'wa_1', kind: 'wallet', name: 'someone', account_id: 'ac_1' },
    credit: { id: 'escrow', kind: 'house', name: null, account_id: null },
    lease_id: 'ls_1',
    reason: null,
    booked_by: null,
    booked_at: '2026-01-05T10:00:00Z',
    ...change,
  };
}

export function sampleHouseLeaseDetail(change: Partial<HouseLeaseDetail> = {}): HouseLeaseDetail {
  return {
    lease: sampleHouseLease(),
    supplier_cost: { amount: '0.05', currency: 'USD' },
    operator_share: { amount: '0.00', currency: 'USD' },
    timeline: [
      { at: '2026-01-05T10:00:00Z', what: 'opened', message_id: null },
      { at: '2026-01-05T10:01:00Z', what: 'code', message_id: 'ms_1' },
      { at: '2026-01-05T10:02:00Z', what: 'completed', message_id: null },
    ],
    transfers: [sampleLedgerTransfer()],
    ...change,
  };
}

export function sampleCheck(change: Partial<Check> = {}): Check {
  return {
    kind: 'ledger',
    state: 'idle',
    asked_at: null,
    asked_by: null,
    outcome: 'whole',
    ended_at: '2026-01-05T10:00:00Z',
    took_ms: 12,
    report: 'The ledger is whole: 3 wallets, 7 transfers and 2 leases agree.\n',
    ...change,
  };
}

export function sampleOverview(change: Partial<Overview> = {}): Overview {
  const money = (amount: string): Money[] => [{ amount, currency: 'USD' }];
  return {
    range: 'hour',
    from: '2026-01-05T10:00:00Z',
    as_of: '2026-01-05T10:01:30Z',
    period_seconds: 60,
    live: { waiting: 2, received: 1, held: money('0.70') },
    totals: {
      opened: 7,
      opened_per_minute: 4.67,
      delivered: 3,
      missed: 1,
      withdrawn: 1,
      kept: 0,
      success_rate: 0.75,
      median_seconds: 7,
      p90_seconds: 19,
      earned: money('1.05'),
      refunded: money('0.75'),
    },
    periods: [
      { from: '2026-01-05T10:00:00Z', opened: 5, delivered: 3, refunded: 1, kept: 0, median_seconds: 7, p90_seconds: 19 },
      { from: '2026-01-05T10:01:00Z', opened: 2, delivered: 0, refunded: 1, kept: 0, median_seconds: null, p90_seconds: null },
    ],
    emails_waiting: 1,
    emails_given_up: 0,
    nodes: [
      {
        node: 0,
        version: '0.1.0',
        engine: 'postgres',
        started_at: '2026-01-05T09:00:00Z',
        uptime_seconds: 3690,
        store_writes_waiting: 0,
        password_hashes_waiting: 0,
        listeners: 3,
      },
    ],
    ...change,
  };
}

export function sampleSupplier(change: Partial<HouseSupplier> = {}): HouseSupplier {
  return {
    slug: 'attic',
    name: 'Attic phones',
    kind: 'http',
    enabled: true,
    connected: true,
    operator_account: null,
    numbers: { active: 12, paused: 0, retired: 1, more: false },
    closed: 8,
    delivered: 6,
    success_rate: 0.75,
    last_message_at: '2026-01-05T10:00:00Z',
    ...change,
  };
}

export function sampleLedger(change: Partial<Ledger> = {}): Ledger {
  return {
    as_of: '2026-01-05T10:00:00Z',
    wallets: [{ amount: '99.65', currency: 'USD' }],
    held: [{ amount: '0.35', currency: 'USD' }],
    accounts: [
      {
        account: { id: 'escrow', kind: 'house', name: null, account_id: null },
        balance: { amount: '0.35', currency: 'USD' },
        debited: { amount: '1.00', currency: 'USD' },
        credited: { amount: '1.35', currency: 'USD' },
      },
    ],
    ...change,
  };
}

export function sampleCatalogService(change: Partial<CatalogService> = {}): CatalogService {
  return {
    slug: 'telegram',
    name: 'Telegram',
    category: 'messenger',
    tier: 2,
    allowed: true,
    sensitive: false,
    aliases: [],
    ...change,
  };
}

export function sampleCountryPrice(change: Partial<CountryPrice> = {}): CountryPrice {
  return {
    country: 'GB',
    country_name: 'United Kingdom',
    enabled: true,
    source: 'set',
    price: { amount: '0.35', currency: 'USD' },
    rule_price: { amount: '0.50', currency: 'USD' },
    ...change,
  };
}
