// SPDX-License-Identifier: Apache-2.0
import { countsIn } from './counts';
import type { Texts } from './en';

const counted = countsIn('es');

const many = (count: number, one: string, other: string): string =>
  counted(count, { one: `# ${one}`, other: `# ${other}` });

export const prices: Texts['prices'] = {
  title: 'Precios en CSV',
  downloadTitle: 'Descargar',
  everyService: 'Todos los servicios',
  everyCountry: 'Todos los países',
  onlyOwn:
    'Las ofertas con precio propio y las retiradas. Elige un servicio o un país para tener también los precios de la regla.',
  alsoByRule: 'Todos los precios de lo elegido, también los de la regla.',
  importLink: 'Importar CSV',
  importTitle: 'Importar',
  importLead:
    'Cambia precios en el archivo y elígelo aquí. Ves qué cambiaría antes de que cambie nada. Las ofertas que no están en el archivo siguen igual.',
  file: 'Archivo CSV',
  fileHint: 'Hasta 20 000 líneas y 5000 cambios. La primera línea nombra las columnas:',
  reading: 'Leyendo el archivo…',
  unreadable: ['No se puede leer el archivo', 'Elígelo otra vez.'],
  tooLarge: ['El archivo es demasiado grande', 'Divídelo, por ejemplo por servicios.'],
  previewOf: (name) => `Vista previa de ${name}`,
  counts: {
    added: 'Nuevos',
    changed: 'Cambiados',
    withdrawn: 'Retirados',
    returned: 'De nuevo por la regla',
    unchanged: 'Sin cambios',
  },
  before: 'Ahora',
  after: 'Después',
  nothing: 'No cambiaría nada',
  nothingHint: 'Los precios ya son como en el archivo.',
  apply: (count) => `Cambiar ${many(count, 'precio', 'precios')}`,
  discard: 'Descartar',
  again: 'Nueva vista previa',
  done: (count) => many(count, 'precio cambiado', 'precios cambiados'),
  mistakes: (count) => many(count, 'error', 'errores'),
  mistakesHint: 'No se ha cambiado nada. Corrige el archivo y elígelo otra vez.',
  moreMistakes: (count) => `Y ${many(count, 'más', 'más')}.`,
  line: (line) => `Línea ${line}:`,
  mistake: {
    file_empty: 'El archivo está vacío. Descarga uno y cámbialo.',
    file_not_text: 'No es texto UTF-8. Guarda el archivo como «CSV UTF-8».',
    file_malformed: 'Aquí falla una comilla o un fin de línea.',
    column_missing: 'Falta una columna. Tienen que estar service, country y price.',
    column_unknown: 'Una columna tiene un nombre desconocido. Usa los de un archivo descargado.',
    fields_count: 'Hay más o menos valores que columnas. ¿Hay un precio escrito con coma?',
    country_unknown: 'No existe ese país. Usa las dos letras de un archivo descargado.',
    service_unknown: 'No existe ese servicio. Usa el nombre corto de un archivo descargado.',
    source_unknown: 'Escribe set, rule o withdrawn.',
    price_missing: 'Falta un precio. Escribe uno, o rule o withdrawn como origen.',
    price_invalid: 'No es un precio. Escríbelo así: 1.50, sin símbolo de moneda.',
    price_comma: 'Escribe el precio con punto: 1.50.',
    price_unexpected: 'Una oferta retirada no tiene precio. Déjalo vacío, o escribe set como origen.',
    price_of_rule: 'La regla dice otro precio. Escribe set como origen, o deja el precio vacío.',
    currency_other: 'No es la moneda de la casa. Escribe esa, o deja la celda vacía.',
    offer_twice: 'Este servicio y este país ya están en una línea anterior.',
    lines_too_many: 'Hay demasiadas líneas. Divide el archivo.',
    changes_too_many: 'Hay demasiados cambios. Divide el archivo aquí.',
  },
};
