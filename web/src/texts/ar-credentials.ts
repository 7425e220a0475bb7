// SPDX-License-Identifier: Apache-2.0
import { afterMinutes, own } from './ar-words';
import type { Texts } from './en';

export const credentials: Texts['credentials'] = {
  code: 'الرمز',
  digitsHint: 'ستة أرقام.',
  resend: 'أرسل رمزًا جديدًا',
  resendIn: (time) => `رمز جديد بعد ${own(time)}`,
  resent: 'رمز جديد في طريقه إليك. لم يعد الرمز السابق صالحًا.',

  verifyTitle: 'أكّد بريدك الإلكتروني',
  verifyLead: (email) => `أرسلنا رمزًا من ستة أرقام إلى ${own(email)}.`,
  verifyLeadUnknown: 'أدخل الرمز المكوّن من ستة أرقام الذي أرسلناه إليك.',
  verifySubmit: 'تأكيد',
  verifyGood: (count) => `يصلح لمدة ${afterMinutes(count)}. ابحث في البريد غير المرغوب فيه أيضًا.`,
  verifyTaken: 'لم يصل رمز؟ ربما لهذا العنوان حساب من قبل، فأُبلغ صاحبه بدلًا من ذلك.',

  forgotTitle: 'هل نسيت كلمة المرور؟',
  forgotLead: 'نرسل إلى بريدك رابطًا تختار به كلمة مرور جديدة.',
  forgotSubmit: 'أرسل الرابط',
  forgotDone: 'راجع بريدك',
  forgotDoneHint: (email) => `إن كان لـ${own(email)} حساب هنا فالرابط في طريقه. يصلح لمدة 30 دقيقة.`,
  haveCode: 'لدي رمز',
  forgotAgain: 'اطلب رابطًا جديدًا',
  backToSignIn: 'العودة إلى تسجيل الدخول',

  resetTitle: 'اختر كلمة مرور جديدة',
  resetLead: 'سيُسجَّل الخروج من جميع الأجهزة.',
  resetCodeHint: 'الحروف والأرقام الستة والعشرون الواردة في الرسالة. يملؤها رابطها تلقائيًا.',
  newPassword: 'كلمة المرور الجديدة',
  resetSubmit: 'غيّر كلمة المرور',

  forgotLink: 'هل نسيت كلمة المرور؟',
  verifyLink: 'سجّلت للتو؟ أدخل رمزك',
  verified: 'تم تأكيد بريدك الإلكتروني.',
  verifiedHint: 'يمكنك تسجيل الدخول الآن.',
  wasReset: 'تغيّرت كلمة مرورك.',
  wasResetHint: 'سجّل الدخول بالكلمة الجديدة.',

  passwordTab: 'كلمة المرور',
  passwordTitle: 'غيّر كلمة مرورك',
  passwordLead: 'سيُسجَّل الخروج من كل جهاز آخر.',
  oldPassword: 'كلمة المرور الحالية',
  oldPasswordWrong: 'هذه ليست كلمة مرورك.',
  passwordChanged: 'تغيّرت كلمة مرورك',

  emailTab: 'البريد الإلكتروني',
  emailTitle: 'غيّر بريدك الإلكتروني',
  emailNow: (email) => `تسجّل الدخول بالعنوان ${own(email)}.`,
  newEmail: 'البريد الإلكتروني الجديد',
  emailSubmit: 'أرسل الرمز',
  emailSent: (email) => `إن كان العنوان صالحًا للاستخدام فرمز من ستة أرقام في طريقه إلى ${own(email)}.`,
  emailOther: 'عنوان آخر',
  emailChanged: 'تغيّر بريدك الإلكتروني',
  emailOff: 'لا ترسل هذه الخدمة رسائل بريد، فلا يمكن تأكيد عنوان جديد. اسأل فريق الدعم.',

  newsTitle: 'الأخبار',
  newsOn: 'الأخبار بالبريد',
  newsLead: 'لا تصلك الأخبار إلا إذا طلبتها. أما ما يخص حسابك وأمانه فيصلك دائمًا.',
  newsGiven: (day) => `وافقت في ${own(day)}.`,
  newsWithdrawn: (day) => `أوقفتها في ${own(day)}.`,
  news: 'أرسلوا إليّ الأخبار بالبريد بين حين وآخر. يمكنك إيقافها متى شئت من الإعدادات.',
};
