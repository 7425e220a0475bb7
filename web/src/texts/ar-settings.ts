// SPDX-License-Identifier: Apache-2.0
import { own } from './ar-words';
import type { Texts } from './en';

export const settings: Texts['settings'] = {
  title: 'الإعدادات',
  menu: 'الإعدادات',
};

export const profile: Texts['profile'] = {
  tab: 'الملف الشخصي',
  username: 'اسم المستخدم',
  email: 'البريد الإلكتروني',
  since: 'الحساب منذ',
  picture: 'الصورة',
  choose: 'اختر صورة',
  change: 'غيّر الصورة',
  remove: 'إزالة',
  pictureHint: 'PNG أو JPEG أو WebP. لا يُحفظ مكان التقاطها ولا وقته.',
  unreadable: 'هذا الملف ليس صورة',
  unreadableHint: 'اختر ملف PNG أو JPEG أو WebP.',
  useTitle: 'هل تريد استخدام هذه الصورة؟',
  preview: 'معاينة صورتك',
  use: 'استخدم الصورة',
  displayName: 'الاسم الظاهر',
  displayNameHint: 'يظهر بدل اسم المستخدم. فارغ: اسم المستخدم.',
  language: 'اللغة',
  asBrowser: 'لغة المتصفح',
  timeZone: 'المنطقة الزمنية',
  asBrowserZone: (zone) => `منطقة المتصفح (${own(zone.replaceAll('_', ' '))})`,
  save: 'حفظ',
  saved: 'حُفظ الملف الشخصي',
};
