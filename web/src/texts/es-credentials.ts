// SPDX-License-Identifier: Apache-2.0
import type { Texts } from './en';

const minutes = (count: number): string => `${count} ${count === 1 ? 'minuto' : 'minutos'}`;

export const credentials: Texts['credentials'] = {
  code: 'Código',
  digitsHint: 'Seis cifras.',
  resend: 'Enviar un código nuevo',
  resendIn: (time) => `Código nuevo en ${time}`,
  resent: 'Un código nuevo está en camino. El anterior ya no vale.',

  verifyTitle: 'Confirma tu correo',
  verifyLead: (email) => `Hemos enviado un código de seis cifras a ${email}.`,
  verifyLeadUnknown: 'Introduce el código de seis cifras que te enviamos.',
  verifySubmit: 'Confirmar',
  verifyGood: (count) => `Vale durante ${minutes(count)}. Mira también en el correo no deseado.`,
  verifyTaken:
    '¿No llega? Puede que la dirección ya tenga una cuenta: en ese caso, se ha avisado a su titular.',

  forgotTitle: '¿Has olvidado tu contraseña?',
  forgotLead: 'Te enviamos un enlace por correo para que elijas una nueva.',
  forgotSubmit: 'Enviar enlace',
  forgotDone: 'Mira tu correo',
  forgotDoneHint: (email) =>
    `Si ${email} tiene una cuenta aquí, hay un enlace en camino. Vale durante 30 minutos.`,
  haveCode: 'Tengo un código',
  forgotAgain: 'Pedir un enlace nuevo',
  backToSignIn: 'Volver al inicio de sesión',

  resetTitle: 'Elige una contraseña nueva',
  resetLead: 'Se cerrará la sesión en todos los dispositivos.',
  resetCodeHint: 'Las 26 letras y cifras del correo. Su enlace las rellena solo.',
  newPassword: 'Contraseña nueva',
  resetSubmit: 'Cambiar contraseña',

  forgotLink: '¿Has olvidado la contraseña?',
  verifyLink: '¿Acabas de registrarte? Introduce tu código',
  verified: 'Tu correo está confirmado.',
  verifiedHint: 'Ya puedes iniciar sesión.',
  wasReset: 'Tu contraseña se ha cambiado.',
  wasResetHint: 'Inicia sesión con la nueva.',

  passwordTab: 'Contraseña',
  passwordTitle: 'Cambia tu contraseña',
  passwordLead: 'Se cerrará la sesión en todos los demás dispositivos.',
  oldPassword: 'Contraseña actual',
  oldPasswordWrong: 'Esta no es tu contraseña.',
  passwordChanged: 'Tu contraseña se ha cambiado',

  emailTab: 'Correo',
  emailTitle: 'Cambia tu correo',
  emailNow: (email) => `Inicias sesión con ${email}.`,
  newEmail: 'Correo nuevo',
  emailSubmit: 'Enviar código',
  emailSent: (email) => `Si se puede usar, un código de seis cifras está en camino a ${email}.`,
  emailOther: 'Otra dirección',
  emailChanged: 'Tu correo se ha cambiado',
  emailOff: 'Este servicio no envía correos, así que no se puede confirmar uno nuevo. Pregunta a soporte.',

  newsTitle: 'Novedades',
  newsOn: 'Novedades por correo',
  newsLead:
    'Solo recibes novedades si las pides. Lo que afecta a tu cuenta y a su seguridad llega siempre.',
  newsGiven: (day) => `Las aceptaste el ${day}.`,
  newsWithdrawn: (day) => `Las detuviste el ${day}.`,
  news: 'Envíame novedades por correo de vez en cuando. Puedes pararlas cuando quieras en los ajustes.',
};
