// SPDX-License-Identifier: Apache-2.0
import type { Texts } from './en';

export const sessions: Texts['sessions'] = {
  confirmTitle: '¿Sigues siendo tú?',
  confirmLead:
    'Iniciaste sesión hace un rato. Este cambio vuelve a pedir tu contraseña, por si otra persona encontró este navegador abierto.',
  wrongPassword: 'Esta no es tu contraseña.',
  confirmCancel: 'Ahora no',
  confirmSubmit: 'Confirmar',

  tab: 'Dispositivos',
  devicesLead:
    'Estos navegadores tienen tu sesión iniciada. Cierra los que no reconozcas y después cambia tu contraseña.',
  deviceName: (browser, system) =>
    browser === '' && system === ''
      ? 'Dispositivo desconocido'
      : browser === '' || system === ''
        ? `${browser}${system}`
        : `${browser} en ${system}`,
  here: 'Este dispositivo',
  signedIn: 'Sesión iniciada',
  lastSeen: 'última actividad',
  end: 'Cerrar sesión',
  endLabel: (name) => `Cerrar la sesión de ${name}`,
  endTitle: (name) => `¿Cerrar la sesión de ${name}?`,
  endBody: 'La sesión se cierra de inmediato y hará falta la contraseña para volver.',
  endOthers: 'Cerrar las demás sesiones',
  endOthersTitle: '¿Cerrar las demás sesiones?',
  endOthersBody:
    'La sesión se cierra de inmediato en todos los dispositivos menos este. Las claves API siguen funcionando.',
  ended: 'Sesión cerrada',
  keep: 'Mantener la sesión',
};
