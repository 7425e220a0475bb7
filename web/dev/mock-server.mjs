// SPDX-License-Identifier: Apache-2.0
// The HTTP contract in memory, for work on the page without the server: `node dev/mock-server.mjs`.
// It serves dist/ under the same strict content security policy, answers late like a network, and
// forgets everything when it stops. It is no model of the rules: the server is.
//   PORT (8787; 0 for any), MOCK_DIR (where demo.json is written), MOCK_LATENCY (ms, 120),
//   MOCK_CANCEL_AFTER (s, 5), MOCK_KEEP (s that content is kept, 300)
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countries, offerFor, services } from './mock-data.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, '..', 'dist');
const latency = Number(process.env.MOCK_LATENCY ?? 120);
const cancelAfter = Number(process.env.MOCK_CANCEL_AFTER ?? 5);
const kept = Number(process.env.MOCK_KEEP ?? 300);
const windowSeconds = 1200;
const secret = 'mock-ingest-secret';
const user = { email: 'demo@example.com', password: 'demo demo demo' };

const iso = (time = Date.now()) => new Date(time).toISOString();
const id = (prefix) => `${prefix}_${randomBytes(10).toString('hex')}`;
const micro = (amount) => Math.round(Number(amount) * 1e6);
const money = (value) => ({
  amount: (value / 1e6).toFixed(6).replace(/(\.\d\d\d*?)0+$/, '$1'),
  currency: 'USD',
});

const account = {
  id: id('acc'), public_id: 'U-7K3QX2', email: user.email, username: 'demo', role: 'user',
  plan: 'standard', created_at: iso(),
};
const state = { sessions: new Set(), leases: [], transfers: [], keys: [], balance: 0, answers: new Map() };
const events = [];
const streams = new Set();

class Refusal extends Error {
  constructor(status, code, extra = {}) {
    super(code);
    Object.assign(this, { status, code, extra });
  }
}

function emit(name, data) {
  const event = { id: events.length + 1, name, data };
  events.push(event);
  streams.forEach((stream) => stream.write(frame(event)));
}

function frame(event) {
  return `id: ${event.id}\nevent: ${event.name}\ndata: ${JSON.stringify(event.data())}\n\n`;
}

function book(kind, amount, lease, description) {
  state.balance += amount;
  state.transfers.unshift({
    id: id('tr'), kind, amount: money(amount), balance_after: money(state.balance),
    lease_id: lease?.id ?? null, description, booked_at: iso(),
  });
  emit('wallet.changed', wallet);
}

const isOpen = (lease) => ['waiting', 'received'].includes(lease.status);
const held = () => state.leases.filter((lease) => lease.status === 'waiting')
  .reduce((sum, lease) => sum + micro(lease.price.amount), 0);
const wallet = () => ({ balance: money(state.balance), held: money(held()) });

/** The lease as it may be shown now: content goes five minutes after it came. */
function shown(lease) {
  const gone = (message) => Date.now() - Date.parse(message.received_at) > kept * 1000;
  const messages = lease.messages.map((message) =>
    gone(message) ? { ...message, sender: null, text: null, code: null } : message);
  return { ...lease, messages, code: messages.at(-1)?.code ?? null };
}

function close(lease, status, reason) {
  const refunded = lease.status === 'waiting';
  Object.assign(lease, { status, close_reason: reason, closed_at: iso(), refunded, awaiting_code: false });
  if (refunded) book('refund', micro(lease.price.amount), lease, `Refund: ${lease.service_name}, ${lease.country_name}`);
  emit(`lease.${status}`, () => shown(lease));
  return lease;
}

function open({ country, service, max_price: cap }, switchedFrom = null) {
  const found = services.find(({ slug }) => slug === service);
  const place = countries.find(({ code }) => code === country);
  if (!found) throw new Refusal(404, 'service_unknown');
  if (!place) throw new Refusal(404, 'country_unknown');
  if (!found.allowed) throw new Refusal(403, 'service_not_allowed');
  const offer = offerFor(place, found);
  if (offer.available === 0) throw new Refusal(409, 'out_of_stock');
  const price = micro(offer.price.amount);
  if (cap !== undefined && price > micro(cap)) throw new Refusal(409, 'price_above_cap');
  if (price > state.balance) throw new Refusal(402, 'insufficient_funds');
  if (state.leases.filter(isOpen).length >= 8) throw new Refusal(429, 'too_many_open_leases');
  const digits = String(700_000_0000 + Math.floor(Math.random() * 99_999_9999));
  const lease = {
    id: id('ls'), number: `+${place.calling_code}${digits}`,
    number_national: `0${digits.slice(0, 4)} ${digits.slice(4)}`,
    country, country_name: place.name, service, service_name: found.name, status: 'waiting',
    price: offer.price, opened_at: iso(), expires_at: iso(Date.now() + windowSeconds * 1000),
    cancel_allowed_at: iso(Date.now() + cancelAfter * 1000), code: null, messages: [],
    messages_count: 0, awaiting_code: true, close_reason: null, other_service: null,
    refunded: false, switched_from: switchedFrom, code_received_at: null, closed_at: null,
  };
  state.leases.unshift(lease);
  book('lease', -price, lease, `${found.name}, ${place.name}`);
  emit('lease.opened', () => shown(lease));
  return lease;
}

function receive({ to, from, text, received_at: at }) {
  const lease = state.leases.find((candidate) => candidate.number === to && isOpen(candidate));
  if (!lease) return;
  const words = `${from} ${text}`.toLowerCase();
  if (!words.includes(lease.service_name.toLowerCase())) return;
  const code = /\b(\d{3}[- ]\d{3}|\d{4,8})\b/.exec(text)?.[1].replace(/\D/g, '') ?? null;
  lease.messages.push({ id: id('msg'), received_at: at ?? iso(), sender: from, text, code });
  const first = lease.status === 'waiting' && code !== null;
  Object.assign(lease, {
    messages_count: lease.messages.length,
    status: code === null ? lease.status : 'received',
    awaiting_code: code === null,
    code_received_at: lease.code_received_at ?? (code === null ? null : iso()),
  });
  emit(first || code !== null ? 'lease.code' : 'lease.message', () => shown(lease));
  emit('wallet.changed', wallet);
}

function act(lease, name, body) {
  if (!isOpen(lease)) throw new Refusal(409, 'lease_closed');
  if (name === 'cancel') {
    if (lease.status === 'received') throw new Refusal(409, 'cancel_after_code');
    if (Date.now() < Date.parse(lease.cancel_allowed_at)) {
      throw new Refusal(409, 'cancel_too_early', { retry_at: lease.cancel_allowed_at });
    }
    return close(lease, 'cancelled', 'cancelled');
  }
  if (name === 'switch') {
    const next = open(body, lease.id);
    close(lease, lease.status === 'received' ? 'completed' : 'cancelled', 'switched');
    return next;
  }
  if (lease.status !== 'received') throw new Refusal(409, 'lease_not_received');
  if (name === 'finish') return close(lease, 'completed', 'finished');
  return Object.assign(lease, { awaiting_code: true });
}

function page(items, query) {
  const start = Number(query.get('cursor') ?? 0);
  const limit = Math.min(Number(query.get('limit') ?? 50), 100);
  const end = start + limit;
  return { items: items.slice(start, end), next_cursor: end < items.length ? String(end) : null };
}

function leasesBy(status) {
  if (status === 'open') return state.leases.filter(isOpen);
  if (status === 'closed') return state.leases.filter((lease) => !isOpen(lease));
  return state.leases.filter((lease) => status === null || lease.status === status);
}

const leaseById = (wanted) => {
  const lease = state.leases.find((candidate) => candidate.id === wanted);
  if (!lease) throw new Refusal(404, 'not_found');
  return lease;
};

const routes = {
  'GET /v1/account': () => [200, account],
  'GET /v1/countries': ({ query }) => [200, page(countries, query)],
  'GET /v1/services': ({ query }) => [200, page(services, query)],
  'GET /v1/offers': ({ query }) => {
    const wanted = services.filter(({ slug }) => [null, slug].includes(query.get('service')));
    return [200, page(wanted.flatMap((service) => countries.map((country) => offerFor(country, service))), query)];
  },
  'GET /v1/leases': ({ query }) => {
    const answer = page(leasesBy(query.get('status')), query);
    return [200, { ...answer, items: answer.items.map(shown) }];
  },
  'POST /v1/leases': ({ body }) => [201, shown(open(body))],
  'GET /v1/wallet': () => [200, wallet()],
  'GET /v1/wallet/transfers': ({ query }) => [200, page(state.transfers, query)],
  'GET /v1/api-keys': ({ query }) => [200, page(state.keys, query)],
  'POST /v1/api-keys': ({ body }) => {
    const key = `otp_${randomBytes(20).toString('hex')}`;
    const held = { id: id('key'), label: body.label, prefix: key.slice(0, 8), created_at: iso(), last_used_at: null };
    state.keys.unshift(held);
    return [201, { ...held, key }];
  },
};

function outside(name, { body }, response) {
  if (name === 'GET /v1/settings') {
    return [200, {
      brand: 'Otpost', currency: 'USD', lease_window_seconds: windowSeconds,
      cancel_after_seconds: cancelAfter, demo: true,
      refund_rule: 'No code by the end of the window: the full price comes back by itself. Cancel before a code: full refund. After a code there is no refund.',
    }];
  }
  if (name === 'POST /v1/auth/register') {
    if (body.username === 'taken') {
      throw new Refusal(422, 'invalid_input', { title: 'Check the marked fields', errors: [{ field: 'username', message: 'This name is taken.' }] });
    }
    return [202, { status: 'accepted' }];
  }
  if (name === 'POST /v1/auth/sign-in') {
    if (body.email !== user.email || body.password !== user.password) throw new Refusal(401, 'invalid_credentials');
    const session = randomBytes(16).toString('hex');
    state.sessions.add(session);
    response.setHeader('Set-Cookie', `__Host-session=${session}; Path=/; HttpOnly; Secure; SameSite=Strict`);
    return [200, { account }];
  }
  return null;
}

function inside(name, call) {
  if (routes[name]) return routes[name](call);
  const [, method, , second, third] = /^(\S+) \/v1\/(leases|api-keys)\/([^/]+)(?:\/([^/]+))?$/.exec(name) ?? [];
  if (name.includes('/v1/leases/') && method === 'GET') return [200, shown(leaseById(second))];
  if (name.includes('/v1/leases/')) return [third === 'switch' ? 201 : 200, shown(act(leaseById(second), third, call.body))];
  if (method === 'DELETE') {
    state.keys = state.keys.filter((key) => key.id !== second);
    return [204];
  }
  throw new Refusal(404, 'not_found');
}

function answerOnce(name, call) {
  if (name.startsWith('GET')) return inside(name, call);
  const key = call.headers['idempotency-key'];
  if (!call.headers['x-otpost-csrf']) throw new Refusal(403, 'csrf');
  if (!key) throw new Refusal(400, 'idempotency_key_missing');
  const request = name + JSON.stringify(call.body);
  const before = state.answers.get(key);
  if (before && before.request !== request) throw new Refusal(422, 'idempotency_key_reused');
  const answer = before?.answer ?? inside(name, call);
  state.answers.set(key, { request, answer });
  return answer;
}

function stream(request, response) {
  const after = Number(request.headers['last-event-id'] ?? events.length);
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  response.write('retry: 1000\n: ping\n\n');
  events.slice(after).forEach((event) => response.write(frame(event)));
  streams.add(response);
  const ping = setInterval(() => response.write(': ping\n\n'), 15_000);
  response.on('close', () => {
    clearInterval(ping);
    streams.delete(response);
  });
}

function ingest(request, raw) {
  const at = request.headers['x-otpost-timestamp'] ?? '';
  const expected = `v1=${createHmac('sha256', secret).update(`${at}.${raw}`).digest('hex')}`;
  const given = String(request.headers['x-otpost-signature'] ?? '');
  if (given.length !== expected.length || !timingSafeEqual(Buffer.from(given), Buffer.from(expected))) {
    throw new Refusal(401, 'bad_signature');
  }
  receive(JSON.parse(raw));
}

const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

function file(path, response) {
  const wanted = join(dist, normalize(path));
  const found = existsSync(wanted) && statSync(wanted).isFile() ? wanted : join(dist, 'index.html');
  response.writeHead(200, {
    'Content-Type': types[extname(found)] ?? 'application/octet-stream',
    'Content-Security-Policy': policy,
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(readFileSync(found));
}

function send(response, status, body) {
  const type = status >= 400 ? 'application/problem+json' : 'application/json';
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

function respond(request, response, raw) {
  const { pathname, searchParams } = new URL(request.url, 'http://mock');
  const name = `${request.method} ${pathname}`;
  const call = { query: searchParams, headers: request.headers, body: raw === '' ? undefined : JSON.parse(raw) };
  if (pathname.startsWith('/ingest/')) {
    ingest(request, raw);
    return send(response, 202, { status: 'accepted' });
  }
  if (!pathname.startsWith('/v1/')) return file(pathname, response);
  const answer = outside(name, call, response);
  if (answer) return send(response, ...answer);
  const session = /__Host-session=(\w+)/.exec(request.headers.cookie ?? '')?.[1];
  if (!state.sessions.has(session)) throw new Refusal(401, 'unauthenticated');
  if (name === 'POST /v1/auth/sign-out') {
    state.sessions.delete(session);
    return send(response, 204);
  }
  if (name === 'GET /v1/events') return stream(request, response);
  return send(response, ...answerOnce(name, call));
}

const server = createServer((request, response) => {
  let raw = '';
  request.on('data', (chunk) => (raw += chunk));
  request.on('end', () => setTimeout(() => {
    try {
      respond(request, response, raw);
    } catch (error) {
      const { status = 500, code = 'internal', extra = {} } = error;
      if (status === 500) console.error(error);
      send(response, status, { type: 'about:blank', title: code.replaceAll('_', ' '), status, code, request_id: id('req'), ...extra });
    }
  }, request.url.startsWith('/v1/') ? latency : 0));
});

setInterval(() => {
  for (const lease of state.leases.filter((one) => isOpen(one) && Date.parse(one.expires_at) <= Date.now())) {
    if (lease.status === 'received') close(lease, 'completed', 'window_over');
    else close(lease, 'expired', 'no_code');
  }
}, 500).unref();

book('top_up', micro('10.00'), null, 'Welcome balance of the demo');

server.listen(Number(process.env.PORT ?? 8787), '127.0.0.1', () => {
  const url = `http://127.0.0.1:${server.address().port}`;
  const demo = {
    url,
    accounts: [{ role: 'user', ...user, api_key: '' }],
    ingest: { url: `${url}/ingest/mock/mock`, secret },
  };
  if (process.env.MOCK_DIR) writeFileSync(join(process.env.MOCK_DIR, 'demo.json'), JSON.stringify(demo));
  console.log(`mock server: ${url}\nsign in as ${user.email} with "${user.password}"`);
});
