// SPDX-License-Identifier: Apache-2.0
// Suppliers, for administrators, in Arabic.
import { own } from './ar-words';
import type { Texts } from './en';

export const suppliers: Texts['suppliers'] = {
  tab: 'المورّدون',
  none: 'لا مورّدين بعد',
  noneHint: `أضف مورّدًا بالأمر ${own('otpost supplier add')}.`,
  supplier: 'المورّد',
  state: 'الحالة',
  connected: 'متصل',
  disconnected: 'غير متصل',
  disabled: 'موقوف',
  operator: 'المشغّل',
  numbers: 'الأرقام النشطة',
  active: (count, more) => (more ? `أكثر من ${own(count)}` : count),
  paused: (count) => `متوقفة مؤقتًا: ${own(count)}`,
  delivery: 'نسبة الوصول',
  ofLeases: (delivered, closed) => `${own(delivered)} من ${own(closed)} من التفعيلات`,
  lastMessage: 'آخر رسالة',
  never: 'لا شيء بعد',
  notSince: (when) => `لا شيء منذ ${own(when)}`,
  since: (when) =>
    `نسبة الوصول: التفعيلات المغلقة منذ ${own(when)}، عدا الملغاة في الدقيقة الأولى. وتقول العقدة التي أجابت إن كان المورّد متصلًا.`,
};
