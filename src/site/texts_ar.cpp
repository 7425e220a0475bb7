// SPDX-License-Identifier: Apache-2.0
#include "site/texts.hpp"

#include <fmt/format.h>

namespace otpost::site {

namespace {

/// Forms by the plural rules of CLDR, in the genitive, as all texts have a preposition before it.
struct Forms {
    std::string_view one;
    std::string_view two;
    std::string_view few;
    std::string_view many;
};

std::string counted(std::int64_t count, const Forms& forms) {
    if (count == 1) return std::string{forms.one};
    if (count == 2) return std::string{forms.two};
    const auto last = count % 100;
    return fmt::format("{} {}", count, last >= 3 && last <= 10 ? forms.few : forms.many);
}

std::string minutes(std::int64_t count) {
    return counted(count, {"دقيقة واحدة", "دقيقتين", "دقائق", "دقيقة"});
}

std::string seconds(std::int64_t count) {
    return counted(count, {"ثانية واحدة", "ثانيتين", "ثوانٍ", "ثانية"});
}

}  // namespace

const Texts texts_ar{
    .name = "العربية",
    .direction = "rtl",
    .decimal_mark = '.',
    .minutes = minutes,
    .seconds = seconds,

    .skip = "انتقل إلى المحتوى",
    .site = "الموقع",
    .account = "الحساب",
    .documents = "المستندات",
    .languages = "اللغة",
    .prices = "الأسعار",
    .status = "الحالة",
    .terms = "الشروط",
    .privacy = "الخصوصية",
    .sign_in = "تسجيل الدخول",
    .create_account = "إنشاء حساب",

    .tagline = "تحقّق دون أن تعطي رقمك",
    .promise = "أرقام هاتف مؤقتة لرموز التحقق. بلا رمز، بلا تكلفة.",
    .lead = "احصل على رقم هاتف لمدة {minutes} وشاهد رمز التحقق لحظة وصوله. بلا رمز، بلا تكلفة.",
    .get_number = "احصل على رقم",
    .see_prices = "عرض الأسعار",
    .no_code = "بلا رمز، بلا تكلفة",
    .no_code_text = "بعد {minutes} دون رمز يعود السعر كاملًا تلقائيًا.",
    .private_by_construction = "خصوصية من الأساس",
    .private_text = "يُتلف نص الرسالة بعد {minutes} من عرضها عليك، في النسخ الاحتياطية أيضًا.",
    .legitimate = "للاستخدام المشروع",
    .legitimate_text =
        "احتفظ برقمك لنفسك، أو اختبر خدمتك أنت. البنوك والدفع وخدمات الهوية غير متاحة.",
    .services = "الخدمات",

    .services_and_prices = "الخدمات والأسعار",
    .prices_description = "كل خدمة مع أقل سعر لها.",
    .all_services = "كل الخدمات",
    .service_title = "{service}: الأسعار",
    .service_description = "أرقام مؤقتة من أجل {service} حسب البلد.",
    .nothing_sold = "لا يُباع شيء هنا بعد.",
    .no_offers = "لا يُباع شيء من هذه الخدمة الآن.",
    .service = "الخدمة",
    .countries = "البلدان",
    .from = "ابتداءً من",
    .countries_and_prices = "البلدان والأسعار",
    .country = "البلد",
    .numbers = "الأرقام",
    .got_code = "وصلها الرمز",
    .price = "السعر",
    .none_now = "لا شيء الآن",
    .or_more = "{count} أو أكثر",
    .rate = "{percent} % من {count}",

    .status_description = "هل كل شيء يعمل الآن.",
    .all_well = "كل شيء يعمل",
    .store_away = "مخزن البيانات لا يستجيب: لا يمكن تفعيل شيء الآن، ولا يضيع شيء",
    .services_sold = "الخدمات المعروضة للبيع",
    .services_in_stock = "الخدمات التي لها أرقام الآن",

    .terms_title = "شروط الاستخدام",
    .privacy_title = "الخصوصية",
    .title_of_house = "{title} لدى {brand}",
    .cancel_any_time = "في أي وقت",
    .cancel_after = "بعد البداية بمدة {seconds}",
    .ask_house = "اسأل من يدير هذه الخدمة.",
    .write_to = "اكتب إلى <{email}>.",
};

}  // namespace otpost::site
