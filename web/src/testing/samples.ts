// SPDX-License-Identifier: Apache-2.0
// Resources as the server sends them, for tests that change one field and leave the rest.
import type { Account, Lease, Message, Offer } from '../api/types';

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
