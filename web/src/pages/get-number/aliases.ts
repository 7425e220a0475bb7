// SPDX-License-Identifier: Apache-2.0
// What people type when they mean a service: short forms, older names, products of its house.
const aliases: Record<string, string> = {
  airbnb: 'air bnb',
  alibaba: 'aliexpress 1688',
  amazon: 'aws prime kindle',
  anthropic: 'claude',
  apple: 'icloud itunes apple id',
  discord: 'dc',
  facebook: 'fb meta messenger',
  github: 'gh copilot',
  google: 'gmail youtube google voice gemini',
  instagram: 'ig insta threads',
  kakaotalk: 'kakao',
  linkedin: 'linked in',
  mercadolibre: 'mercado livre',
  microsoft: 'outlook hotmail xbox live skype azure msn',
  ok: 'ok.ru',
  openai: 'chatgpt gpt chat gpt',
  snapchat: 'snap',
  steam: 'valve',
  telegram: 'tg',
  tiktok: 'douyin tik tok',
  vk: 'vkontakte v kontakte',
  wechat: 'weixin',
  weibo: 'sina',
  whatsapp: 'wa whats app',
  x: 'twitter',
  xiaohongshu: 'rednote red note',
  yahoo: 'ymail',
};

/** Where a word of the aliases begins with what was typed. */
export function isAliasOf(slug: string, typed: string): boolean {
  const known = aliases[slug];
  return known !== undefined && (known.startsWith(typed) || known.includes(` ${typed}`));
}
