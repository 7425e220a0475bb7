// SPDX-License-Identifier: Apache-2.0
import { countsIn } from './counts';
import type { Texts } from './en';

const counted = countsIn('es');

const many = (count: number, one: string, other: string): string =>
  counted(count, { one: `# ${one}`, other: `# ${other}` });

export const operator: Texts['operator'] = {
  title: 'Tus números',
  tabs: { overview: 'Resumen', numbers: 'Números', services: 'Servicios', leases: 'Activaciones atendidas' },
  noRight: 'Solo lo ven los operadores',
  noRightHint: 'Pregunta a un administrador si quieres aportar números.',
  noConnection: 'Aún no hay conexión',
  noConnectionHint:
    'Los mensajes a tus números llegan por una conexión que configura la casa. Pídela a un administrador y luego añade aquí tus números.',
  switchedOff: (name) => `La casa ha desconectado ${name}: sus números no se ofrecen.`,

  states: {
    available: 'Disponible',
    leased: 'En uso',
    resting: 'En reposo',
    exhausted: 'Agotado',
    withheld: 'Desconectado',
    paused: 'En pausa',
    retired: 'Retirado',
  },

  overview: {
    today: 'Ganado hoy',
    todayHint: 'Desde medianoche, UTC',
    month: 'Ganado en 30 días',
    leasedNow: 'En uso ahora',
    codes: (count) => many(count, 'código', 'códigos'),
    stock: (active, paused) =>
      `De ${counted(active, { other: '#' })} activos, ${counted(paused, { other: '#' })} en pausa`,
  },

  earnings: {
    title: 'Ganancias por día',
    span: 'Periodo',
    days: (count) => many(count, 'día', 'días'),
    asTable: 'Como tabla',
    utc: 'días en UTC',
    day: 'Día',
    codes: 'Códigos',
    earned: 'Ganado',
    none: 'No se ganó nada en este tiempo.',
    hint: 'Señala un día o muestra la tabla.',
    chart: (days, total, most) =>
      `Ganancias de los últimos ${days} días: ${total} en total, como máximo ${most} en un día. La tabla detalla cada día.`,
  },

  numbers: {
    search: 'Cifras de un número',
    country: 'País',
    everywhere: 'Todos los países',
    add: 'Añadir números',
    number: 'Número',
    state: 'Estado',
    services: 'Abierto a',
    lastMessage: 'Último mensaje',
    added: 'Añadido',
    never: 'Nunca',
    openTo: (count) => many(count, 'servicio', 'servicios'),
    leases: (count) => many(count, 'activación abierta', 'activaciones abiertas'),
    filters: { '': 'Todos', active: 'Activos', leased: 'En uso', paused: 'En pausa', retired: 'Retirados' },
    none: 'Aún no hay números',
    noneHint: 'Añade los números que aportas. Declaras que sus titulares consienten.',
    noFit: 'Ningún número coincide',
    noFitHint: 'Busca menos cifras o elige otro estado o país.',
  },

  add: {
    title: 'Añadir números',
    numbers: 'Números de teléfono',
    numbersHint: 'Uno por línea, con el prefijo del país. El país se deduce de las cifras.',
    file: 'O un archivo CSV',
    fileHint: 'Hasta 5000 números. La primera línea nombra las columnas; basta con la primera:',
    fileChosen: 'Se añade el archivo en lugar de los números escritos. Sus columnas:',
    connection: 'Conexión',
    statements: {
      '2026-11':
        'Declaro que cada uno de estos números es mío, o que su titular sabe que los mensajes de verificación que recibe se muestran a clientes de este servicio, lo ha aceptado de antemano y puede retirar su consentimiento en cualquier momento. Cuando eso ocurra, retiro el número de inmediato.',
    },
    statementVersion: (version) => `Declaración de ${version}`,
    keep: 'Ahora no',
    submit: 'Añadir',
    added: (count) => many(count, 'número añadido', 'números añadidos'),
    place: (place) => `Número ${place}:`,
    line: (line) => `Línea ${line}:`,
    refused: 'No se ha añadido ningún número. Corrige estos o quítalos y vuelve a añadir.',
    firstMistakes: (count) => `Estos son los ${count} primeros errores.`,
    mistakes: {
      number_invalid: 'No es un número completo. Escribe + con el prefijo del país y las cifras, como +4915112345678.',
      number_of_other_country: 'El número no empieza por el prefijo de su país. Corrige el número o el país.',
      number_taken: 'El número ya está. Quítalo.',
      country_unclear: 'El país no se deduce de las cifras. Indica sus dos letras en la columna country.',
      country_unknown: 'No se aceptan números de este país. Corrige las dos letras o quita el número.',
      service_unknown: 'Hay un servicio desconocido. Escribe all, o nombres separados por espacios, como telegram whatsapp.',
      numbers_count: 'Se pueden añadir de 1 a 5000 números a la vez. Añade más por partes.',
      file_unreadable: 'El archivo no se puede leer aquí. La primera línea nombra las columnas e164 y, si se quiere, country y services; cada línea tiene tantos campos como la primera y las comillas van por pares. Guárdalo como CSV en UTF-8.',
    },
  },

  bulk: {
    title: 'Varios números',
    choose: (number) => `Elegir ${number}`,
    chooseShown: 'Elegir todos los mostrados',
    chosen: (count) => many(count, 'número elegido', 'números elegidos'),
    chooseAll: 'Elegir todos los que coinciden',
    allChosen: 'Están elegidos todos los que coinciden',
    retireTitle: (count) => `¿Retirar ${many(count, 'número', 'números')}?`,
    retireAllTitle: '¿Retirar todos los números que coinciden?',
    retireBody: 'Dejan de ofrecerse para siempre. Las activaciones abiertas siguen hasta su fin y se pagan.',
    changed: {
      pause: (count) => many(count, 'número en pausa', 'números en pausa'),
      resume: (count) => many(count, 'número se ofrece de nuevo', 'números se ofrecen de nuevo'),
      retire: (count) => many(count, 'número retirado', 'números retirados'),
    },
    unchanged: (count) => many(count, 'ya lo estaba antes.', 'ya lo estaban antes.'),
    refused: {
      retired: (count) => many(count, 'sigue retirado para siempre:', 'siguen retirados para siempre:'),
      not_found: (count) => many(count, 'ya no es tuyo:', 'ya no son tuyos:'),
    },
    andMore: (count) => `y ${count} más`,
    more: 'Coinciden más números.',
    goOn: 'Seguir con ellos',
  },

  number: {
    pause: 'Pausar',
    resume: 'Reanudar',
    retire: 'Retirar',
    retireTitle: (number) => `¿Retirar ${number}?`,
    retireBody: 'Deja de ofrecerse para siempre. Las activaciones abiertas siguen hasta el final y se pagan.',
    retiredHint: (count) =>
      count === 0
        ? 'Retirado para siempre.'
        : `Retirado para siempre; ${many(count, 'activación abierta sigue', 'activaciones abiertas siguen')} hasta el final.`,
    done: {
      active: 'El número vuelve a ofrecerse',
      paused: 'El número está en pausa',
      retired: 'El número está retirado',
    },
    attested: 'Consentimiento declarado',
    services: 'Servicios',
    servicesHint: 'Un número que recibió un código de un servicio no vuelve a usarse para él.',
    serviceStates: {
      free: 'Disponible',
      leased: 'En uso',
      quarantine: 'En reposo tras una activación sin código',
      used: 'Usado: recibió un código',
      paused: 'En pausa',
    },
    closed: 'Cerrado por ti',
    noService: 'Ningún servicio coincide.',
    showAll: (count) => `Mostrar los ${count}`,
    open: 'Abrir',
    close: 'Cerrar',
    openService: (name) => `Abrir a ${name}`,
    closeService: (name) => `Cerrar a ${name}`,
    openingFailed: (name) => `No se pudo cambiar ${name}. Inténtalo otra vez.`,
  },

  services: {
    lead: 'De tus activaciones más recientes de los últimos 30 días. Las canceladas en menos de un minuto no cuentan en tu contra.',
    none: 'Aún no hay activaciones atendidas',
    noneHint: 'Cuando tus números atiendan activaciones, verás aquí cuántas veces llegó un código.',
    rate: 'Tasa de entrega',
    leases: 'Activaciones',
    openingHead: 'Apertura',
    unknown: 'Ninguna terminada',
    of: (delivered, all) => `${delivered} de ${all}`,
    isClosed: 'Cerrado en todos tus números',
    openAll: (name) => `Abrir todos los números a ${name}`,
    closeAll: (name) => `Cerrar todos los números a ${name}`,
    opened: (name) => `Todos los números están abiertos a ${name}`,
    closed: (name) => `Todos los números están cerrados a ${name}`,
    another: 'Cerrar un servicio en todos los números',
    anotherHint: 'Los números que añadas después también quedan cerrados. Las activaciones abiertas siguen hasta el final.',
    choose: 'Elige un servicio',
    closeOnAll: 'Cerrar en todos',
  },

  leases: {
    lead: 'Lo que atendieron tus números. Nunca se muestran mensajes ni clientes.',
    none: 'Aún no hay activaciones atendidas',
    noneHint: 'Aquí aparecen las activaciones de tus números, con lo que ganó cada código.',
    noneAmongNewest: 'Ninguna entre tus activaciones más recientes.',
    lookFurther: 'Buscar más atrás',
    service: 'Servicio',
    status: 'Estado',
    opened: 'Abierta',
    earned: 'Ganado',
    nothing: 'Sin código',
  },
};
