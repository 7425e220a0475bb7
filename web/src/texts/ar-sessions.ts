// SPDX-License-Identifier: Apache-2.0
import { own } from './ar-words';
import type { Texts } from './en';

export const sessions: Texts['sessions'] = {
  confirmTitle: 'أما زلت أنت؟',
  confirmLead:
    'مضى وقت على تسجيل دخولك. يطلب هذا التغيير كلمة مرورك مرة أخرى، احتياطًا من أن يكون غيرك قد وجد المتصفح مفتوحًا.',
  wrongPassword: 'هذه ليست كلمة مرورك.',
  confirmCancel: 'ليس الآن',
  confirmSubmit: 'تأكيد',

  tab: 'الأجهزة',
  devicesLead: 'هذه المتصفحات مسجّلة الدخول إلى حسابك. أنهِ ما لا تعرفه، ثم غيّر كلمة مرورك.',
  deviceName: (browser, system) =>
    browser === '' && system === ''
      ? 'جهاز غير معروف'
      : browser === '' || system === ''
        ? own(`${browser}${system}`)
        : `${own(browser)} على ${own(system)}`,
  here: 'هذا الجهاز',
  signedIn: 'سُجّل الدخول',
  lastSeen: 'آخر نشاط',
  end: 'تسجيل الخروج',
  endLabel: (name) => `تسجيل خروج ${own(name)}`,
  endTitle: (name) => `هل تريد تسجيل خروج ${own(name)}؟`,
  endBody: 'يُسجَّل خروجه فورًا ويحتاج إلى كلمة المرور ليعود.',
  endOthers: 'تسجيل الخروج من كل مكان آخر',
  endOthersTitle: 'هل تريد تسجيل الخروج من كل مكان آخر؟',
  endOthersBody: 'يُسجَّل الخروج فورًا من كل جهاز سوى هذا. وتبقى مفاتيح API عاملة.',
  ended: 'سُجّل الخروج',
  keep: 'أبقه مسجّلًا',
};
