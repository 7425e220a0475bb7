// SPDX-License-Identifier: Apache-2.0
import type { Texts } from './en';

export const secondFactor: Texts['secondFactor'] = {
  tab: 'Dos pasos',
  title: 'Verificación en dos pasos',
  code: 'Código',
  codeHint: 'Seis cifras, de tu aplicación de autenticación.',
  recoveryCode: 'Código de recuperación',
  recoveryHint: 'Uno de los que guardaste al configurar la aplicación. Cada uno sirve una sola vez.',
  useRecovery: 'Usar un código de recuperación',
  useApp: 'Usar la aplicación de autenticación',
  wrongCode: 'Este código es incorrecto, demasiado antiguo o ya se usó. Espera al siguiente.',
  wrongRecovery: 'No es ninguno de tus códigos de recuperación, o ya se usó.',
  wrongEither:
    'La contraseña o el código no son correctos. Cada código sirve una sola vez: espera al siguiente.',

  stepTitle: 'Un paso más',
  stepLead: 'Tu contraseña es correcta. Ahora, el segundo paso.',
  stepSubmit: 'Iniciar sesión',
  stepBack: 'Iniciar sesión con otra cuenta',
  stepTooLate: 'Ha pasado demasiado tiempo',
  stepTooLateHint: 'Empieza de nuevo con tu contraseña.',

  off: 'Desactivada',
  on: 'Activada',
  state: 'Estado',
  offLead:
    'Con robar la contraseña no basta para entrar: al iniciar sesión también se pide un código de una aplicación de tu teléfono. Sirve cualquier aplicación de autenticación.',
  turnOn: 'Configurarla',
  since: 'Activada desde',
  codesLeft: 'Códigos de recuperación restantes',
  fewLeft: 'Crea otros antes de quedarte sin ninguno.',
  renew: 'Códigos de recuperación nuevos',
  replace: 'Usar otra aplicación',
  turnOff: 'Desactivar',
  required: 'Tu rol tiene que usarla, así que no se puede desactivar.',
  turnedOn: 'La verificación en dos pasos está activada',
  turnedOff: 'La verificación en dos pasos está desactivada',

  scanTitle: 'Escanea esto con tu aplicación de autenticación',
  scanAlt: 'Código QR con el secreto para la aplicación',
  scanOther: '¿No tienes cámara? Escribe esto en la aplicación:',
  copySecret: 'Copiar el secreto',
  proveLead: 'Después introduce el código que muestra la aplicación.',
  prove: 'Activar',
  proveReplaced: 'Usar esta aplicación',
  cancel: 'Ahora no',
  startAgain: 'Empezar de nuevo',

  keepTitle: 'Guarda estos códigos de recuperación',
  keepLead:
    'Cada uno te deja entrar una vez si pierdes la aplicación. Se guardan como hash y no se pueden volver a mostrar: imprímelos o ponlos en un gestor de contraseñas.',
  copyCodes: 'Copiar todos',
  download: 'Descargar',
  kept: 'Ya los he guardado',
  fileHead: (brand, email) => `Códigos de recuperación de ${email} en ${brand}`,

  renewTitle: '¿Códigos de recuperación nuevos?',
  renewBody: 'Los que tienes ahora dejarán de funcionar.',
  renewKeep: 'Conservar los antiguos',
  renewSubmit: 'Crear nuevos',

  offTitle: '¿Desactivar la verificación en dos pasos?',
  offBody:
    'A partir de entonces bastará con tu contraseña, y los códigos de recuperación dejarán de funcionar.',
  offKeep: 'Dejarla activada',

  forcedTitle: 'Configura la verificación en dos pasos',
  forcedLead: 'Tu rol puede hacer mucho, así que hay que protegerlo con algo más que una contraseña.',
  forcedStart: 'Empezar',
};
