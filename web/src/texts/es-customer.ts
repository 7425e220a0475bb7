// SPDX-License-Identifier: Apache-2.0
import type { Texts } from './en';

const alerts: Texts['alerts'] = {
  on: 'Avisos activados',
  off: 'Avisos',
  sound: 'Sonar cuando llegue un código',
  notify: 'Avisarme cuando mire a otra parte',
  refused: 'Tu navegador rechaza los avisos de esta página. Permítelos en sus ajustes e inténtalo de nuevo.',
  showCode: 'Mostrar el código en el aviso',
  showCodeHint: 'Entonces podrá leerlo quien vea la pantalla.',
  body: 'Abre la página para verlo.',
};

const balance: Texts['balance'] = {
  now: 'Tu saldo',
  after: (amount) => `${amount} después`,
  short: (amount) => `faltan ${amount}`,
};

const developers: Texts['developers'] = {
  title: 'Desarrolladores',
  lead: 'Consigue números desde tus propios programas y pruebas.',
  copyCurl: 'Copiar curl',
  curlHint: 'Pon antes tu clave API en la variable OTPOST_KEY. Aquí no se muestra nunca.',
  byProgram: 'Lo mismo desde un programa',
  explorer: {
    tab: 'Explorador',
    real: 'Esto no es un entorno de pruebas',
    realHint: 'Lo que envíes actúa de verdad, con tu cuenta, tus números y tu saldo.',
    none: 'Este servidor no describe ninguna operación',
    operation: 'Operación',
    scope: (scope) => `Una clave necesita el permiso ${scope}.`,
    noScope: 'No hace falta ninguna clave.',
    body: 'Cuerpo (JSON)',
    send: 'Enviar',
    sendReal: 'Enviar de verdad',
    missing: (name) => `Rellena antes ${name}.`,
    badJson: 'El cuerpo no es JSON válido.',
    answer: 'Respuesta',
    took: (milliseconds) => `en ${milliseconds} milisegundos`,
    headers: 'Cabeceras',
    noBody: 'Sin cuerpo',
    cut: 'El resto es demasiado largo para mostrarlo.',
    over: 'Retirada de la pantalla, porque las respuestas pueden contener mensajes.',
  },
  requests: {
    tab: 'Peticiones',
    none: 'Aún no hay peticiones',
    noneHint: 'Aquí aparece en segundos para qué se usan tus claves API.',
    kept: 'Las 500 últimas peticiones de tus claves API, durante 30 días: ruta, hora, dirección y estado, nada más.',
    endpoint: 'Ruta',
    status: 'Estado',
    address: 'Dirección',
    when: 'Hora',
    refresh: 'Actualizar',
  },
};

const history: Texts['historyFilters'] = {
  search: 'Número, servicio o país',
  from: 'Desde',
  to: 'Hasta',
  clear: 'Quitar filtros',
  noneFound: 'Ninguna activación coincide con estos filtros',
  noneFoundHint: 'Cámbialos o quítalos para ver más.',
  export: 'Descargar CSV',
  exporting: 'Descargando…',
};

const timeline: Texts['timeline'] = {
  title: 'Qué ha pasado',
  opened: 'Número conseguido',
  code: 'Código recibido',
  message: 'Mensaje recibido',
  charged: 'El importe se cobra: llegó un código.',
  closed: {
    cancelled: 'Cancelado por ti',
    deadline: 'Plazo terminado',
    wrong_service: 'Terminó sin un código de este servicio',
    finished: 'Terminado por ti',
    switched: 'Cambiado por otro número',
    supplier_failed: 'El proveedor no pudo entregarlo',
  },
  deadline: 'Fin del plazo',
  fee: 'Importe',
  refund: 'Reembolso',
  balanceAfter: (amount) => `saldo ${amount}`,
};

export const customer = { alerts, balance, developers, historyFilters: history, timeline };
