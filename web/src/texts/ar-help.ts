// SPDX-License-Identifier: Apache-2.0
import { afterMinutes, afterSeconds, minutes, own } from './ar-words';
import type { Texts } from './en';

export const help: Texts['help'] = {
  title: 'المساعدة',
  lead: 'إجابات قصيرة، وطريقك إلى شخص يساعدك.',
  questions: 'أسئلة',
  noCode: 'لم يصل أي رمز. هل أسترد مالي؟',
  noCodeAnswer: (count) =>
    `نعم، كاملًا وتلقائيًا: إذا مرّت ${minutes(count)} دون رمز، عاد المبلغ إلى محفظتك.`,
  cancel: 'هل يمكنني الإلغاء؟',
  cancelAnswer: (count) =>
    count === 0
      ? 'ما دام الرمز لم يصل، في أي وقت. ويعود المبلغ كاملًا فورًا.'
      : `ما دام الرمز لم يصل، بعد البداية بمدة ${afterSeconds(count)}. ويعود المبلغ كاملًا فورًا.`,
  afterCode: 'وصل الرمز، لكنني لم أعد أحتاج إليه.',
  afterCodeAnswer: 'التفعيل الذي وصل رمزه مدفوع: لا يمكن إلغاؤه ولا استرداد ثمنه.',
  wrongService: 'اخترت الخدمة الخطأ.',
  wrongServiceAnswer:
    'بدّل إلى الخدمة الصحيحة قبل أن تصل رسالة: ينتهي التفعيل المنتظر ويعود ثمنه. أما إذا تلقّى الرقم رسالة من خدمة معروفة أخرى فلا استرداد.',
  kept: 'من يستطيع قراءة رسائلي؟',
  keptAnswer: (count) =>
    `أنت وحدك. بعد ${afterMinutes(count)} من عرض الرسالة عليك يُتلف نصها، في النسخ الاحتياطية أيضًا.`,
  allowed: 'فيمَ يجوز لي استخدام الأرقام؟',
  allowedAnswer:
    'لتأكيد حساباتك أنت، أو لاختبارات خدمتك. أما رسائل البنوك والدفع والجهات الحكومية وخدمات الهوية فلا تُسلَّم.',

  contact: 'اكتب إلينا',
  topic: 'ما الموضوع؟',
  words: 'الرسالة',
  wordsHint: 'لا ترسل إلينا رمزًا أو كلمة مرور أبدًا.',
  aboutLease: (id) => `بخصوص التفعيل ${own(id)}. لا ترسل إلينا رمزًا أو كلمة مرور أبدًا.`,
  send: 'إرسال',
  sent: 'رسالتك في الطريق',
  sentHint: 'يصل الرد إلى البريد الإلكتروني لحسابك.',
  whatsapp: 'اكتب عبر واتساب',
  email: 'اكتب رسالة إلكترونية',
  noContacts: 'لم تُذكر هنا جهة اتصال',
  noContactsHint: 'اسأل من أعطاك عنوان هذه الخدمة.',
  subject: (brand) => `سؤال عن ${own(brand)}`,
  greeting: (brand, id) => `مرحبًا، لديّ سؤال عن ${own(brand)}. معرّفي العام هو ${own(id)}.`,

  recharge: 'شحن الرصيد',
  rechargeLead: 'يُضاف المال يدويًا. ثلاث خطوات:',
  stepId: 'انسخ معرّفك العام',
  balanceNow: (amount) => `الرصيد الآن: ${own(amount)}`,
  stepWrite: 'اكتب إلينا واذكره',
  stepWait: 'تابع وصوله',
  stepWaitHint: 'يظهر الشحن في كشف حسابك فور تسجيله:',
  rechargeSubject: (brand) => `شحن الرصيد في ${own(brand)}`,
  rechargeMessage: (brand, id) =>
    `مرحبًا، أود شحن محفظتي في ${own(brand)}. معرّفي العام هو ${own(id)}.`,
  toRecharge: 'إضافة المال',
};
