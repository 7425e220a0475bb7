// SPDX-License-Identifier: Apache-2.0
// A made-up catalogue for the mock server: enough countries and services to judge the page by.

export const countries = [
  ['gb', 'United Kingdom', '44'], ['us', 'United States', '1'], ['de', 'Germany', '49'],
  ['fr', 'France', '33'], ['nl', 'Netherlands', '31'], ['es', 'Spain', '34'],
  ['pl', 'Poland', '48'], ['pt', 'Portugal', '351'], ['se', 'Sweden', '46'],
  ['br', 'Brazil', '55'], ['in', 'India', '91'], ['id', 'Indonesia', '62'],
  ['ke', 'Kenya', '254'], ['ba', 'Bosnia and Herzegovina', '387'], ['eg', 'Egypt', '20'],
].map(([code, name, calling_code]) => ({ code, name, calling_code }));

const names = {
  messenger: 'WhatsApp Telegram Signal Viber LINE WeChat KakaoTalk Zalo imo Skype',
  social: 'Instagram Facebook X TikTok Snapchat LinkedIn Pinterest Reddit VK Threads Discord',
  dating: 'Tinder Bumble Badoo Hinge OkCupid',
  email: 'Google Microsoft Yahoo Proton Yandex GMX',
  shopping: 'Amazon eBay Etsy Shopee Lazada AliExpress Temu Vinted OLX Allegro Zalando',
  delivery: 'Uber Bolt Glovo Deliveroo DoorDash Grab Gojek Wolt',
  travel: 'Airbnb Booking.com BlaBlaCar Lyft FlixBus',
  streaming: 'Netflix Spotify Twitch Disney+ Deezer',
  games: 'Steam Roblox Blizzard Riot Epic Pokémon',
  ai: 'OpenAI Anthropic Mistral Perplexity',
  developer: 'GitHub GitLab Twilio Docker',
  crypto: 'Coinbase Kraken Bitpanda',
  finance: 'PayPal Revolut Wise Klarna',
  government: 'Gov.uk DigiD',
  other: 'Ticketmaster Craigslist Nextdoor',
};
const refused = new Set(['finance', 'government']);

export const services = Object.entries(names).flatMap(([category, list]) =>
  list.split(' ').map((name) => ({
    slug: name.toLowerCase().normalize('NFKD').replace(/[^a-z0-9]/g, ''),
    name,
    category,
    allowed: !refused.has(category),
  })),
);

/** The same number in 0..1 for the same words, so that the catalogue looks alike on every start. */
export function share(...words) {
  let hash = 2166136261;
  for (const letter of words.join(' ')) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619);
  hash ^= hash >>> 15;
  return ((Math.imul(hash, 2246822519) >>> 8) % 10_000) / 10_000;
}

const money = (micro) => ({ amount: (micro / 1e6).toFixed(6).replace(/(\.\d\d\d*?)0+$/, '$1'), currency: 'USD' });

export function offerFor(country, service) {
  const popular = share(service.slug, 'p');
  const samples = Math.floor(share(country.code, service.slug, 's') ** 3 * 4000);
  const micro = Math.round((0.06 + share(country.code, 'c') * 0.5 + popular * 0.6) * 200) * 5000;
  const stock = share(country.code, service.slug, 'stock');
  return {
    country: country.code,
    country_name: country.name,
    service: service.slug,
    service_name: service.name,
    category: service.category,
    price: money(micro),
    available: stock < 0.12 ? 0 : Math.floor(stock ** 2 * 900) + 1,
    delivery_rate: samples < 5 ? null : Math.round((0.4 + share(country.code, service.slug, 'r') * 0.6) * 1000) / 1000,
    median_seconds: samples < 5 ? null : Math.floor(6 + share(country.code, service.slug, 't') * 110),
    samples,
  };
}
