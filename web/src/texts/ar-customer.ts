// SPDX-License-Identifier: Apache-2.0
import { own } from './ar-words';
import type { Texts } from './en';

const alerts: Texts['alerts'] = {
  on: 'التنبيهات مفعّلة',
  off: 'التنبيهات',
  sound: 'شغّل صوتًا عند وصول رمز',
  notify: 'نبّهني حين أنظر إلى غير هذه الصفحة',
  refused: 'متصفحك يرفض إشعارات هذه الصفحة. اسمح بها في إعداداته ثم حاول مرة أخرى.',
  showCode: 'أظهر الرمز في الإشعار',
  showCodeHint: 'عندها يستطيع قراءته كل من يرى الشاشة.',
  body: 'افتح الصفحة لتراه.',
};

const balance: Texts['balance'] = {
  now: 'رصيدك',
  after: (amount) => `${own(amount)} بعد ذلك`,
  short: (amount) => `ينقص ${own(amount)}`,
};

const developers: Texts['developers'] = {
  title: 'المطوّرون',
  lead: 'احصل على أرقام من برامجك واختباراتك.',
  copyCurl: 'انسخ أمر curl',
  curlHint: 'ضع مفتاح API أولًا في المتغيّر OTPOST_KEY. لا يظهر هنا أبدًا.',
  byProgram: 'الشيء نفسه من برنامج',
  explorer: {
    tab: 'المستكشف',
    real: 'هذه ليست بيئة تجريبية',
    realHint: 'ما ترسله يُنفَّذ فعلًا على حسابك وأرقامك ورصيدك.',
    none: 'هذا الخادم لا يصف أي عملية',
    operation: 'العملية',
    scope: (scope) => `يحتاج المفتاح إلى الصلاحية ${own(scope)}.`,
    noScope: 'لا حاجة إلى مفتاح.',
    body: 'المحتوى (JSON)',
    send: 'أرسل',
    sendReal: 'أرسل فعلًا',
    missing: (name) => `املأ ${own(name)} أولًا.`,
    badJson: 'المحتوى ليس JSON صحيحًا.',
    answer: 'الجواب',
    took: (milliseconds) => `خلال ${milliseconds} ملّي ثانية`,
    headers: 'الترويسات',
    noBody: 'بلا محتوى',
    cut: 'الباقي أطول من أن يُعرض.',
    over: 'أُزيل من الشاشة، فقد تحوي الأجوبة محتوى رسائل.',
  },
  requests: {
    tab: 'الطلبات',
    none: 'لا طلبات بعد',
    noneHint: 'يظهر هنا خلال ثوانٍ ما استُخدمت له مفاتيح API الخاصة بك.',
    kept: 'أحدث 500 طلب من مفاتيح API الخاصة بك لمدة 30 يومًا: المسار والوقت والعنوان والنتيجة، ولا شيء غير ذلك.',
    endpoint: 'المسار',
    status: 'النتيجة',
    address: 'العنوان',
    when: 'الوقت',
    refresh: 'حدّث',
  },
};

const history: Texts['historyFilters'] = {
  search: 'رقم أو خدمة أو بلد',
  from: 'من',
  to: 'إلى',
  clear: 'امسح المرشحات',
  noneFound: 'لا تفعيل يطابق هذه المرشحات',
  noneFoundHint: 'غيّرها أو امسحها لترى المزيد.',
  export: 'نزّل ملف CSV',
  exporting: 'جارٍ التنزيل…',
};

const timeline: Texts['timeline'] = {
  title: 'ما حدث',
  opened: 'حصلت على الرقم',
  code: 'وصل الرمز',
  message: 'وصلت رسالة',
  charged: 'تُحتسب الرسوم: وصل رمز.',
  closed: {
    cancelled: 'ألغيته أنت',
    deadline: 'انتهت المهلة',
    wrong_service: 'انتهى بلا رمز من هذه الخدمة',
    finished: 'أنهيته أنت',
    switched: 'بُدّل برقم آخر',
    supplier_failed: 'تعذّر على المورّد التسليم',
  },
  deadline: 'نهاية المهلة',
  fee: 'الرسوم',
  refund: 'استرداد',
  balanceAfter: (amount) => `الرصيد ${own(amount)}`,
};

export const customer = { alerts, balance, developers, historyFilters: history, timeline };
