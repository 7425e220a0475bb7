// SPDX-License-Identifier: Apache-2.0
import { counted, own, services } from './ar-words';
import type { Texts } from './en';

const codes = (count: number): string =>
  counted(count, {
    zero: 'لا رموز',
    one: 'رمز واحد',
    two: 'رمزان',
    few: '# رموز',
    many: '# رمزًا',
    other: '# رمز',
  });

const days = (count: number): string =>
  counted(count, {
    zero: 'لا أيام',
    one: 'يوم واحد',
    two: 'يومان',
    few: '# أيام',
    many: '# يومًا',
    other: '# يوم',
  });

const openLeases = (count: number): string =>
  counted(count, {
    zero: 'لا تفعيلات مفتوحة',
    one: 'تفعيل مفتوح واحد',
    two: 'تفعيلان مفتوحان',
    few: '# تفعيلات مفتوحة',
    many: '# تفعيلًا مفتوحًا',
    other: '# تفعيل مفتوح',
  });

const numbersAdded = (count: number): string =>
  counted(count, {
    zero: 'لم يُضف أي رقم',
    one: 'أُضيف رقم واحد',
    two: 'أُضيف رقمان',
    few: 'أُضيفت # أرقام',
    many: 'أُضيف # رقمًا',
    other: 'أُضيف # رقم',
  });

const numbers = (count: number): string =>
  counted(count, {
    zero: 'لا أرقام',
    one: 'رقم واحد',
    two: 'رقمان',
    few: '# أرقام',
    many: '# رقمًا',
    other: '# رقم',
  });

/** As an object. */
const numbersAfter = (count: number): string =>
  count === 1 ? 'رقمًا واحدًا' : count === 2 ? 'رقمين' : numbers(count);

const plain = (count: number): string => counted(count, { other: '#' });

export const operator: Texts['operator'] = {
  title: 'أرقامك',
  tabs: { overview: 'نظرة عامة', numbers: 'الأرقام', services: 'الخدمات', leases: 'التفعيلات المُخدَّمة' },
  noRight: 'لا يرى هذا إلا المشغّلون',
  noRightHint: 'اسأل أحد المديرين إن أردت أن توفّر أرقامًا.',
  noConnection: 'لا يوجد ربط بعد',
  noConnectionHint:
    'تصل الرسائل إلى أرقامك عبر ربط تُعدّه إدارة الخدمة. اطلبه من أحد المديرين ثم أضف أرقامك هنا.',
  switchedOff: (name) => `أوقفت إدارة الخدمة ${own(name)}: أرقامه لا تُعرض.`,

  states: {
    available: 'متاح',
    leased: 'قيد التفعيل',
    resting: 'في راحة',
    exhausted: 'مستنفد',
    withheld: 'موقوف الربط',
    paused: 'موقوف مؤقتًا',
    retired: 'مسحوب',
  },

  overview: {
    today: 'أرباح اليوم',
    todayHint: 'منذ منتصف الليل بتوقيت UTC',
    month: 'أرباح 30 يومًا',
    leasedNow: 'قيد التفعيل الآن',
    codes,
    stock: (active, paused) => `النشطة: ${plain(active)}، الموقوفة مؤقتًا: ${plain(paused)}`,
  },

  earnings: {
    title: 'الأرباح حسب اليوم',
    span: 'الفترة',
    days,
    asTable: 'كجدول',
    utc: 'الأيام بتوقيت UTC',
    day: 'اليوم',
    codes: 'الرموز',
    earned: 'الربح',
    none: 'لا أرباح في هذه الفترة.',
    hint: 'أشِر إلى يوم، أو اعرض الجدول.',
    chart: (count, total, most) =>
      `الأرباح في آخر ${days(count)}: المجموع ${own(total)}، والأعلى في يوم واحد ${own(most)}. يعرض الجدول كل يوم.`,
  },

  numbers: {
    search: 'خانات من الرقم',
    country: 'البلد',
    everywhere: 'كل البلدان',
    add: 'أضف أرقامًا',
    number: 'الرقم',
    state: 'الحالة',
    services: 'مفتوح لـ',
    lastMessage: 'آخر رسالة',
    added: 'أُضيف',
    never: 'لم يحدث',
    openTo: services,
    leases: openLeases,
    filters: { '': 'الكل', active: 'النشطة', leased: 'قيد التفعيل', paused: 'الموقوفة مؤقتًا', retired: 'المسحوبة' },
    none: 'لا أرقام بعد',
    noneHint: 'أضف الأرقام التي توفّرها، مع إقرارك بموافقة أصحابها.',
    noFit: 'لا رقم يطابق',
    noFitHint: 'ابحث عن خانات أقل، أو اختر حالة أخرى أو بلدًا آخر.',
  },

  add: {
    title: 'أضف أرقامًا',
    numbers: 'أرقام الهاتف',
    numbersHint: 'رقم في كل سطر مع رمز البلد. يُعرف البلد من الخانات.',
    file: 'أو ملف CSV',
    fileHint: 'حتى 5,000 رقم. يسمّي السطر الأول الأعمدة، ويكفي أولها:',
    fileChosen: 'يُضاف الملف بدل الأرقام المكتوبة. أعمدته:',
    connection: 'الربط',
    statements: {
      '2026-11':
        'أُقرّ بأن كل رقم من هذه الأرقام ملكي، أو أن صاحبه يعلم أن رسائل التحقق الواردة إليه تُعرض على عملاء هذه الخدمة، وقد وافق على ذلك مسبقًا ويمكنه سحب موافقته في أي وقت. وإن حدث ذلك سحبتُ الرقم فورًا.',
    },
    statementVersion: (version) => `إقرار ${own(version)}`,
    keep: 'ليس الآن',
    submit: 'أضف',
    added: numbersAdded,
    place: (place) => `الرقم ${place}:`,
    line: (line) => `السطر ${line}:`,
    refused: 'لم يُضف أي رقم. صحّح هذه المواضع أو احذفها ثم أضف من جديد.',
    firstMistakes: (count) => `هذه أول ${count} خطأً.`,
    mistakes: {
      number_invalid: `هذا ليس رقمًا كاملًا. اكتب + مع رمز البلد والخانات، مثل ${own('+4915112345678')}.`,
      number_of_other_country: 'لا يبدأ الرقم برمز بلده. صحّح الرقم أو البلد.',
      number_taken: 'الرقم موجود من قبل. احذفه من القائمة.',
      country_unclear: `لا يُعرف البلد من الخانات. اكتب رمزه من حرفين في العمود ${own('country')}.`,
      country_unknown: 'لا تُقبل أرقام هذا البلد. صحّح الرمز من حرفين أو احذف الرقم من القائمة.',
      service_unknown: `إحدى الخدمات غير معروفة. اكتب ${own('all')} أو أسماء بينها مسافات، مثل ${own('telegram whatsapp')}.`,
      numbers_count: 'يمكن إضافة رقم واحد إلى 5,000 رقم في المرة الواحدة. أضف ما زاد على دفعات.',
      file_unreadable: `لا يمكن قراءة الملف هنا. يسمّي السطر الأول الأعمدة: ${own('e164')}، ومعه ${own('country')} و${own('services')} إن أردت. في كل سطر حقول بعدد حقول الأول، وعلامات الاقتباس أزواج. احفظه بصيغة CSV بترميز UTF-8.`,
    },
  },

  bulk: {
    title: 'عدة أرقام',
    choose: (number) => `اختر ${own(number)}`,
    chooseShown: 'اختر كل المعروض',
    chosen: (count) => `المختار: ${numbers(count)}`,
    chooseAll: 'اختر كل ما يطابق',
    allChosen: 'اختير كل ما يطابق',
    retireTitle: (count) => `أتسحب ${numbersAfter(count)}؟`,
    retireAllTitle: 'أتسحب كل الأرقام المطابقة؟',
    retireBody: 'لن تُعرض بعد الآن نهائيًا. تستمر التفعيلات المفتوحة إلى نهايتها وتُدفع.',
    changed: {
      pause: (count) => `أُوقف مؤقتًا: ${numbers(count)}`,
      resume: (count) => `عاد إلى العرض: ${numbers(count)}`,
      retire: (count) => `سُحب: ${numbers(count)}`,
    },
    unchanged: (count) => `كان كذلك من قبل: ${numbers(count)}.`,
    refused: {
      retired: (count) => `يبقى مسحوبًا نهائيًا ${numbers(count)}:`,
      not_found: (count) => `لم يعد من أرقامك ${numbers(count)}:`,
    },
    andMore: (count) => `والباقي: ${plain(count)}`,
    more: 'أرقام أخرى تطابق.',
    goOn: 'تابع معها',
  },

  number: {
    pause: 'أوقف مؤقتًا',
    resume: 'استأنف',
    retire: 'اسحب',
    retireTitle: (number) => `أتسحب ${own(number)}؟`,
    retireBody: 'لن يُعرض بعد الآن نهائيًا. تستمر التفعيلات المفتوحة إلى نهايتها وتُدفع.',
    retiredHint: (count) =>
      count === 0 ? 'مسحوب نهائيًا.' : `مسحوب نهائيًا، وما زال مستمرًا إلى النهاية: ${openLeases(count)}.`,
    done: {
      active: 'عاد الرقم إلى العرض',
      paused: 'أُوقف الرقم مؤقتًا',
      retired: 'سُحب الرقم',
    },
    attested: 'أُقرّت الموافقة',
    services: 'الخدمات',
    servicesHint: 'الرقم الذي وصله رمز لخدمة لا يُفعّل لها مرة أخرى.',
    serviceStates: {
      free: 'متاح',
      leased: 'قيد التفعيل',
      quarantine: 'في راحة بعد تفعيل بلا رمز',
      used: 'استُخدم: وصله رمز',
      paused: 'موقوف مؤقتًا',
    },
    closed: 'أغلقتَه أنت',
    noService: 'لا خدمة تطابق.',
    showAll: (count) => `أظهر الكل (${count})`,
    open: 'افتح',
    close: 'أغلق',
    openService: (name) => `افتح لـ${own(name)}`,
    closeService: (name) => `أغلق أمام ${own(name)}`,
    openingFailed: (name) => `تعذّر تغيير ${own(name)}. حاول مرة أخرى.`,
  },

  services: {
    lead: 'من أحدث تفعيلاتك في آخر 30 يومًا. ما أُلغي خلال دقيقة لا يُحسب عليك.',
    none: 'لا تفعيلات مُخدَّمة بعد',
    noneHint: 'حين تخدم أرقامك تفعيلات ترى هنا كم مرة وصل رمز.',
    rate: 'نسبة الوصول',
    leases: 'التفعيلات',
    openingHead: 'الفتح',
    unknown: 'لم ينتهِ أي تفعيل بعد',
    of: (delivered, all) => `${delivered} من ${all}`,
    isClosed: 'مغلقة على كل أرقامك',
    openAll: (name) => `افتح كل الأرقام لـ${own(name)}`,
    closeAll: (name) => `أغلق كل الأرقام أمام ${own(name)}`,
    opened: (name) => `كل الأرقام مفتوحة لـ${own(name)}`,
    closed: (name) => `كل الأرقام مغلقة أمام ${own(name)}`,
    another: 'أغلق خدمة على كل الأرقام',
    anotherHint: 'تُغلق أيضًا على الأرقام التي تضيفها لاحقًا. تستمر التفعيلات المفتوحة إلى نهايتها.',
    choose: 'اختر خدمة',
    closeOnAll: 'أغلق على الكل',
  },

  leases: {
    lead: 'ما خدمته أرقامك. لا تُعرض الرسائل ولا العملاء أبدًا.',
    none: 'لا تفعيلات مُخدَّمة بعد',
    noneHint: 'تظهر هنا تفعيلات أرقامك وما ربحه كل رمز.',
    noneAmongNewest: 'لا شيء بين أحدث تفعيلاتك.',
    lookFurther: 'ابحث في ما قبلها',
    service: 'الخدمة',
    status: 'الحالة',
    opened: 'فُتح',
    earned: 'الربح',
    nothing: 'بلا رمز',
  },
};
