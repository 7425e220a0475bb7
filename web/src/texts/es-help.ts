// SPDX-License-Identifier: Apache-2.0
import { countsIn } from './counts';
import type { Texts } from './en';

const counted = countsIn('es');
const minuteForms = { one: '# minuto', other: '# minutos' };

export const help: Texts['help'] = {
  title: 'Ayuda',
  lead: 'Respuestas breves y el modo de hablar con una persona.',
  questions: 'Preguntas',
  noCode: 'No llegó ningún código. ¿Recupero mi dinero?',
  noCodeAnswer: (minutes) =>
    `Sí, todo, y de forma automática: tras ${counted(minutes, minuteForms)} sin código, el importe vuelve a tu monedero.`,
  cancel: '¿Puedo cancelar?',
  cancelAnswer: (seconds) =>
    seconds === 0
      ? 'Mientras no haya llegado un código, en cualquier momento. El importe completo vuelve al instante.'
      : `Mientras no haya llegado un código, a partir de ${counted(seconds, { one: '# segundo', other: '# segundos' })} desde el inicio. El importe completo vuelve al instante.`,
  afterCode: 'El código llegó, pero ya no lo necesito.',
  afterCodeAnswer: 'Una activación que recibió su código está pagada: no se puede cancelar ni reembolsar.',
  wrongService: 'Elegí el servicio equivocado.',
  wrongServiceAnswer:
    'Cambia al correcto antes de que llegue un mensaje: la activación en espera termina y su importe vuelve. Si el número ya recibió un mensaje de otro servicio conocido, no hay reembolso.',
  kept: '¿Quién puede leer mis mensajes?',
  keptAnswer: (minutes) =>
    `Solo tú. ${counted(minutes, minuteForms)} después de mostrarte un mensaje, su texto se destruye, también en las copias de seguridad.`,
  allowed: '¿Para qué puedo usar los números?',
  allowedAnswer:
    'Para confirmar cuentas tuyas o de pruebas de tu propio servicio. Los mensajes de bancos, pagos, administraciones y servicios de identidad no se entregan.',

  contact: 'Escríbenos',
  topic: '¿De qué se trata?',
  words: 'Mensaje',
  wordsHint: 'Nunca nos envíes un código ni una contraseña.',
  aboutLease: (id) => `Sobre la activación ${id}. Nunca nos envíes un código ni una contraseña.`,
  send: 'Enviar',
  sent: 'Tu mensaje está en camino',
  sentHint: 'La respuesta llega al correo de tu cuenta.',
  whatsapp: 'Escribir por WhatsApp',
  email: 'Escribir un correo',
  noContacts: 'Aquí no figura ningún contacto',
  noContactsHint: 'Pregunta a quien te dio la dirección de este servicio.',
  subject: (brand) => `Pregunta sobre ${brand}`,
  greeting: (brand, id) => `Hola, tengo una pregunta sobre ${brand}. Mi id público es ${id}.`,

  recharge: 'Recargar',
  rechargeLead: 'El dinero se añade a mano. Tres pasos:',
  stepId: 'Copia tu id público',
  balanceNow: (amount) => `Saldo actual: ${amount}`,
  stepWrite: 'Escríbenos indicándolo',
  stepWait: 'Comprueba que llega',
  stepWaitHint: 'En cuanto se registra la recarga, aparece en tus movimientos:',
  rechargeSubject: (brand) => `Recarga en ${brand}`,
  rechargeMessage: (brand, id) => `Hola, quiero recargar mi monedero en ${brand}. Mi id público es ${id}.`,
  toRecharge: 'Añadir dinero',
};
