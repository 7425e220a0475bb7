// SPDX-License-Identifier: Apache-2.0
import type { Texts } from './en';

const minutes = (count: number): string => `${count} ${count === 1 ? 'Minute' : 'Minuten'}`;

export const credentials: Texts['credentials'] = {
  code: 'Code',
  digitsHint: 'Sechs Ziffern.',
  resend: 'Neuen Code senden',
  resendIn: (time) => `Neuer Code in ${time}`,
  resent: 'Ein neuer Code ist unterwegs. Der vorige gilt nicht mehr.',

  verifyTitle: 'E-Mail bestätigen',
  verifyLead: (email) => `Wir haben einen Code aus sechs Ziffern an ${email} geschickt.`,
  verifyLeadUnknown: 'Geben Sie den Code aus sechs Ziffern ein, den wir Ihnen geschickt haben.',
  verifySubmit: 'Bestätigen',
  verifyGood: (count) => `Er gilt ${minutes(count)}. Sehen Sie auch im Spam-Ordner nach.`,
  verifyTaken:
    'Kein Code? Vielleicht gibt es zu der Adresse schon ein Konto: Dann ging stattdessen eine Nachricht darüber an sie.',

  forgotTitle: 'Passwort vergessen?',
  forgotLead: 'Wir schicken einen Link an Ihre E-Mail, mit dem Sie ein neues wählen.',
  forgotSubmit: 'Link senden',
  forgotDone: 'Sehen Sie in Ihr Postfach',
  forgotDoneHint: (email) =>
    `Wenn es zu ${email} hier ein Konto gibt, ist ein Link unterwegs. Er gilt 30 Minuten.`,
  haveCode: 'Ich habe einen Code',
  forgotAgain: 'Neuen Link anfordern',
  backToSignIn: 'Zurück zur Anmeldung',

  resetTitle: 'Neues Passwort wählen',
  resetLead: 'Jedes Gerät wird abgemeldet.',
  resetCodeHint: 'Die 26 Buchstaben und Ziffern aus der E-Mail. Deren Link füllt sie aus.',
  newPassword: 'Neues Passwort',
  resetSubmit: 'Passwort ändern',

  forgotLink: 'Passwort vergessen?',
  verifyLink: 'Gerade registriert? Code eingeben',
  verified: 'Ihre E-Mail ist bestätigt.',
  verifiedHint: 'Sie können sich jetzt anmelden.',
  wasReset: 'Ihr Passwort wurde geändert.',
  wasResetHint: 'Melden Sie sich mit dem neuen an.',

  passwordTab: 'Passwort',
  passwordTitle: 'Passwort ändern',
  passwordLead: 'Jedes andere Gerät wird abgemeldet.',
  oldPassword: 'Jetziges Passwort',
  oldPasswordWrong: 'Das ist nicht Ihr Passwort.',
  passwordChanged: 'Ihr Passwort wurde geändert',

  emailTab: 'E-Mail',
  emailTitle: 'E-Mail ändern',
  emailNow: (email) => `Sie melden sich mit ${email} an.`,
  newEmail: 'Neue E-Mail',
  emailSubmit: 'Code senden',
  emailSent: (email) =>
    `Wenn sie benutzt werden kann, ist ein Code aus sechs Ziffern an ${email} unterwegs.`,
  emailOther: 'Andere Adresse',
  emailChanged: 'Ihre E-Mail wurde geändert',
  emailOff:
    'Dieser Dienst verschickt keine E-Mails, darum kann eine neue nicht bestätigt werden. Fragen Sie den Support.',

  newsTitle: 'Neuigkeiten',
  newsOn: 'Neuigkeiten per E-Mail',
  newsLead:
    'Neuigkeiten bekommen Sie nur auf Wunsch. Was Ihr Konto und seine Sicherheit betrifft, kommt immer.',
  newsGiven: (day) => `Zugestimmt am ${day}.`,
  newsWithdrawn: (day) => `Beendet am ${day}.`,
  news: 'Schicken Sie mir ab und zu Neuigkeiten per E-Mail. Das lässt sich jederzeit in den Einstellungen beenden.',
};
