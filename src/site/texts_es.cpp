// SPDX-License-Identifier: Apache-2.0
#include "site/texts.hpp"

#include <fmt/format.h>

namespace otpost::site {

namespace {

std::string minutes(std::int64_t count) {
    return count == 1 ? "1 minuto" : fmt::format("{} minutos", count);
}

std::string seconds(std::int64_t count) {
    return count == 1 ? "1 segundo" : fmt::format("{} segundos", count);
}

}  // namespace

const Texts texts_es{
    .name = "Español",
    .direction = "ltr",
    .decimal_mark = ',',
    .minutes = minutes,
    .seconds = seconds,

    .skip = "Saltar al contenido",
    .site = "Sitio",
    .account = "Cuenta",
    .documents = "Documentos",
    .languages = "Idioma",
    .prices = "Precios",
    .status = "Estado",
    .terms = "Condiciones",
    .privacy = "Privacidad",
    .sign_in = "Iniciar sesión",
    .create_account = "Crear cuenta",

    .tagline = "Verifica sin dar tu propio número",
    .promise = "Números de teléfono temporales para códigos de un solo uso. Sin código, sin coste.",
    .lead =
        "Recibe un número de teléfono durante {minutes} y ve el código de un solo uso en "
        "cuanto llega. Sin código, sin coste.",
    .get_number = "Conseguir un número",
    .see_prices = "Ver precios",
    .no_code = "Sin código, sin coste",
    .no_code_text = "Después de {minutes} sin código, el precio completo vuelve por sí solo.",
    .private_by_construction = "Privado por diseño",
    .private_text =
        "El texto de un mensaje se destruye {minutes} después de que lo viste, también "
        "en las copias de seguridad.",
    .legitimate = "Para usos legítimos",
    .legitimate_text =
        "Guarda tu número para ti, o prueba tu propio registro. Los bancos, los "
        "pagos y los servicios de identidad están desactivados.",
    .services = "Servicios",

    .services_and_prices = "Servicios y precios",
    .prices_description = "Cada servicio con su precio más bajo.",
    .all_services = "Todos los servicios",
    .service_title = "{service}: precios",
    .service_description = "Números temporales para {service}, por país.",
    .nothing_sold = "Aquí todavía no se vende nada.",
    .no_offers = "Ahora no se vende nada de este servicio.",
    .service = "Servicio",
    .countries = "Países",
    .from = "Desde",
    .countries_and_prices = "Países y precios",
    .country = "País",
    .numbers = "Números",
    .got_code = "Recibieron su código",
    .price = "Precio",
    .none_now = "ahora ninguno",
    .or_more = "{count} o más",
    .rate = "{percent} % de {count}",

    .status_description = "Si todo funciona, ahora.",
    .all_well = "Todo funciona",
    .store_away =
        "El almacén de datos no responde: ahora no se puede activar nada, y nada se pierde",
    .services_sold = "Servicios a la venta",
    .services_in_stock = "Servicios con números ahora",

    .terms_title = "Condiciones de uso",
    .privacy_title = "Privacidad",
    .title_of_house = "{title} de {brand}",
    .cancel_any_time = "en cualquier momento",
    .cancel_after = "a partir de {seconds} desde el inicio",
    .ask_house = "Pregunta a quienes llevan este servicio.",
    .write_to = "Escribe a <{email}>.",
};

}  // namespace otpost::site
