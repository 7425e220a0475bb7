// SPDX-License-Identifier: Apache-2.0
import { counted, own } from './ar-words';
import type { Texts } from './en';

const pricesCounted = (count: number): string =>
  counted(count, {
    zero: 'لا أسعار',
    one: 'سعر واحد',
    two: 'سعرين',
    few: '# أسعار',
    many: '# سعرًا',
    other: '# سعر',
  });

export const prices: Texts['prices'] = {
  title: 'الأسعار بصيغة CSV',
  downloadTitle: 'التنزيل',
  everyService: 'كل الخدمات',
  everyCountry: 'كل البلدان',
  onlyOwn: 'العروض ذات السعر الخاص والعروض المسحوبة. اختر خدمة أو بلدًا لتحصل أيضًا على الأسعار بحسب القاعدة.',
  alsoByRule: 'كل أسعار ما اخترته، ومنها الأسعار بحسب القاعدة.',
  importLink: 'استيراد CSV',
  importTitle: 'الاستيراد',
  importLead:
    'غيّر الأسعار في الملف واختره هنا. سترى ما سيتغيّر قبل أن يتغيّر شيء. العروض غير الموجودة في الملف تبقى كما هي.',
  file: 'ملف CSV',
  fileHint: 'حتى 20,000 سطر و5,000 تغيير. يسمّي السطر الأول الأعمدة:',
  reading: 'جارٍ قراءة الملف…',
  unreadable: ['تعذّرت قراءة الملف', 'اختره مرة أخرى.'],
  tooLarge: ['الملف كبير جدًا', 'قسّمه، مثلًا بحسب الخدمة.'],
  previewOf: (name) => `معاينة ${own(name)}`,
  counts: {
    added: 'جديدة',
    changed: 'متغيّرة',
    withdrawn: 'مسحوبة',
    returned: 'عادت إلى القاعدة',
    unchanged: 'بلا تغيير',
  },
  before: 'الآن',
  after: 'بعد ذلك',
  nothing: 'لن يتغيّر شيء',
  nothingHint: 'الأسعار الآن كما هي في الملف.',
  apply: (count) => `تغيير ${pricesCounted(count)}`,
  discard: 'تجاهل',
  again: 'معاينة جديدة',
  done: (count) => `تم تغيير ${pricesCounted(count)}`,
  mistakes: (count) =>
    counted(count, {
      zero: 'لا أخطاء',
      one: 'خطأ واحد',
      two: 'خطآن',
      few: '# أخطاء',
      many: '# خطأً',
      other: '# خطأ',
    }),
  mistakesHint: 'لم يتغيّر شيء. صحّح الملف واختره مرة أخرى.',
  moreMistakes: (count) => `وأخطاء أخرى عددها ${count}.`,
  line: (line) => `السطر ${line}:`,
  mistake: {
    file_empty: 'الملف فارغ. نزّل ملفًا وغيّر فيه.',
    file_not_text: 'هذا ليس نص UTF-8. احفظ الملف بصيغة «CSV UTF-8».',
    file_malformed: 'هنا علامة اقتباس أو نهاية سطر خاطئة.',
    column_missing: 'ينقص عمود. لا بد من الأعمدة service وcountry وprice.',
    column_unknown: 'لأحد الأعمدة اسم غير معروف. استعمل أسماء ملف منزّل.',
    fields_count: 'عدد القيم أكبر أو أقل من عدد الأعمدة. هل كُتب سعر بفاصلة؟',
    country_unknown: 'لا يوجد هذا البلد. استعمل الحرفين من ملف منزّل.',
    service_unknown: 'لا توجد هذه الخدمة. استعمل الاسم القصير من ملف منزّل.',
    source_unknown: 'اكتب set أو rule أو withdrawn.',
    price_missing: 'ينقص سعر. اكتب سعرًا، أو اكتب rule أو withdrawn مصدرًا.',
    price_invalid: 'هذا ليس سعرًا. اكتبه هكذا 1.50 بلا رمز العملة.',
    price_comma: 'اكتب السعر بنقطة: 1.50.',
    price_unexpected: 'العرض المسحوب لا سعر له. اتركه فارغًا، أو اكتب set مصدرًا.',
    price_of_rule: 'القاعدة تحدّد سعرًا آخر. اكتب set مصدرًا، أو اترك السعر فارغًا.',
    currency_other: 'هذه ليست عملة الدار. اكتب عملتها، أو اترك الخانة فارغة.',
    offer_twice: 'هذه الخدمة وهذا البلد موجودان في سطر سابق.',
    lines_too_many: 'الأسطر كثيرة جدًا. قسّم الملف.',
    changes_too_many: 'التغييرات كثيرة جدًا. قسّم الملف هنا.',
  },
};
