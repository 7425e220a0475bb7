// SPDX-License-Identifier: Apache-2.0
import type { Texts } from './en';

export const problems: Texts['problems'] = {
  no_answer: ['No se puede contactar con el servidor', 'Comprueba tu conexión e inténtalo de nuevo.'],
  rate_limited: ['Demasiadas solicitudes', 'Espera un momento e inténtalo de nuevo.'],
  server: [
    'Algo ha fallado por nuestra parte',
    'Inténtalo de nuevo en un momento: una solicitud repetida nunca se cobra dos veces.',
  ],
  unknown: ['No ha funcionado', 'Inténtalo de nuevo o pregunta a soporte con el id de solicitud de abajo.'],
  recent_sign_in_required: [
    'Hace falta tu contraseña para esto',
    'No se ha cambiado nada. Inténtalo de nuevo y confirma que eres tú.',
  ],
  second_factor_required: [
    'Configura antes la verificación en dos pasos',
    'Tu rol tiene que usarla. La encontrarás en los ajustes.',
  ],
  invalid_credentials: [
    'El correo o la contraseña no son correctos',
    'Revisa ambos. Si acabas de registrarte, introduce primero el código del correo. Tras demasiados intentos, el inicio de sesión se detiene un rato.',
  ],
  email_unverified: ['Tu correo no está confirmado', 'Cierra la sesión e introduce el código que te enviamos.'],
  email_code_wrong: [
    'Este código no es válido',
    'Puede estar mal escrito, caducado, usado o probado demasiadas veces. Revísalo o pide uno nuevo.',
  ],
  mail_unavailable: ['Aquí no se envían correos', 'Pide ayuda a soporte.'],
  signed_out: ['Has cerrado la sesión', 'Inicia sesión de nuevo para ver esto.'],
  forbidden: ['No permitido', 'Tu cuenta no puede hacer esto.'],
  not_found: ['No encontrado', 'Puede pertenecer a otra cuenta o haber desaparecido.'],
  insufficient_funds: ['Saldo insuficiente', 'Recarga tu monedero e inténtalo de nuevo.'],
  out_of_stock: ['Acaban de llevarse el último número', 'Elige otro país o inténtalo pronto de nuevo.'],
  price_above_cap: ['El precio ha subido', 'No se ha cobrado nada. Mira el precio nuevo y decide.'],
  service_not_allowed: [
    'Este servicio no se ofrece aquí',
    'Bancos, pagos, apuestas, administraciones públicas y servicios de identidad están excluidos por norma. Elige otro servicio.',
  ],
  country_unknown: ['Este país ya no se ofrece', 'Elige otro país.'],
  service_unknown: ['Este servicio ya no se ofrece', 'Elige otro servicio.'],
  offer_unavailable: ['Este país no tiene números para el servicio', 'Elige otro país de la lista.'],
  too_many_open_leases: [
    'Demasiados números abiertos a la vez',
    'Termina o cancela antes uno de tus números activos.',
  ],
  too_many_leases_per_hour: [
    'Has llegado al límite por hora de tu plan',
    'Espera hasta la hora indicada o pide a soporte un plan mayor.',
  ],
  cancel_too_early: [
    'Aún es pronto para cancelar',
    'Los proveedores cobran por los primeros momentos. El botón se activará solo.',
  ],
  cancel_after_code: [
    'Ya ha llegado un código',
    'Un código entregado no se puede cancelar. Lo verás en la tarjeta.',
  ],
  lease_closed: ['Este número ya está cerrado', 'Su tarjeta muestra cómo terminó.'],
  lease_not_received: ['Aún no ha llegado ningún código', 'Después del primero podrás pedir otro.'],
  image_invalid: ['Esta imagen no se puede usar', 'Elige un archivo PNG, JPEG o WebP de tamaño normal.'],
  unsupported_media_type: ['Este tipo de archivo no se puede usar', 'Elige una imagen PNG, JPEG o WebP.'],
  preview_outdated: ['Los precios han cambiado desde la vista previa', 'No se ha escrito nada. Mira una nueva vista previa.'],
  payload_too_large: ['El archivo es demasiado grande', 'Elige uno de 1 MiB como máximo.'],
  idempotency_key_reused: ['Esta solicitud ya se usó', 'Cierra el diálogo y empieza de nuevo.'],
};
