// SPDX-License-Identifier: Apache-2.0
import type { Texts } from './en';

export const settings: Texts['settings'] = {
  title: 'Ajustes',
  menu: 'Ajustes',
};

export const profile: Texts['profile'] = {
  tab: 'Perfil',
  username: 'Nombre de usuario',
  email: 'Correo electrónico',
  since: 'Cuenta creada',
  picture: 'Imagen',
  choose: 'Elegir una imagen',
  change: 'Cambiar la imagen',
  remove: 'Quitar',
  pictureHint: 'PNG, JPEG o WebP. No se guarda dónde ni cuándo se hizo.',
  unreadable: 'Este archivo no es una imagen',
  unreadableHint: 'Elige un archivo PNG, JPEG o WebP.',
  useTitle: '¿Usar esta imagen?',
  preview: 'Vista previa de tu imagen',
  use: 'Usar la imagen',
  displayName: 'Nombre visible',
  displayNameHint: 'Se muestra en lugar de tu nombre de usuario. Vacío: el nombre de usuario.',
  language: 'Idioma',
  asBrowser: 'El del navegador',
  timeZone: 'Zona horaria',
  asBrowserZone: (zone) => `La del navegador (${zone.replaceAll('_', ' ')})`,
  save: 'Guardar',
  saved: 'Perfil guardado',
};
