// SPDX-License-Identifier: Apache-2.0
import { countsIn } from './counts';
import type { Texts } from './en';

const counted = countsIn('de');
const minuteForms = { one: '# Minute', other: '# Minuten' };

export const help: Texts['help'] = {
  title: 'Hilfe',
  lead: 'Kurze Antworten, und der Weg zu einem Menschen.',
  questions: 'Fragen',
  noCode: 'Es kam kein Code. Bekomme ich mein Geld zurück?',
  noCodeAnswer: (minutes) =>
    `Ja, alles, und von selbst: Sobald ${counted(minutes, { one: '# Minute ohne Code vergangen ist', other: '# Minuten ohne Code vergangen sind' })}, ist der Preis wieder in Ihrem Guthaben.`,
  cancel: 'Kann ich stornieren?',
  cancelAnswer: (seconds) =>
    seconds === 0
      ? 'Solange kein Code gekommen ist, jederzeit. Der ganze Preis kommt sofort zurück.'
      : `Solange kein Code gekommen ist, ab ${counted(seconds, { one: '# Sekunde', other: '# Sekunden' })} nach dem Beginn. Der ganze Preis kommt sofort zurück.`,
  afterCode: 'Der Code kam, aber ich brauche ihn nicht mehr.',
  afterCodeAnswer: 'Eine Aktivierung, die ihren Code bekam, ist bezahlt: Sie wird weder storniert noch erstattet.',
  wrongService: 'Ich habe den falschen Dienst gewählt.',
  wrongServiceAnswer:
    'Wechseln Sie zum richtigen, bevor eine Nachricht kommt: Die wartende Aktivierung endet, und ihr Preis kommt zurück. Hat die Nummer schon eine Nachricht eines anderen bekannten Dienstes bekommen, gibt es keine Erstattung.',
  kept: 'Wer kann meine Nachrichten lesen?',
  keptAnswer: (minutes) =>
    `Sie allein. ${counted(minutes, minuteForms)} nachdem Ihnen eine Nachricht gezeigt wurde, wird ihr Text vernichtet, auch in Sicherungskopien.`,
  allowed: 'Wofür darf ich die Nummern nutzen?',
  allowedAnswer:
    'Um eigene Konten zu bestätigen oder Tests des eigenen Dienstes. Nachrichten von Banken, Zahlungs-, Behörden- und Ausweisdiensten werden nicht zugestellt.',

  contact: 'Schreiben Sie uns',
  topic: 'Worum geht es?',
  words: 'Nachricht',
  wordsHint: 'Schicken Sie uns nie einen Code oder ein Passwort.',
  aboutLease: (id) => `Zur Aktivierung ${id}. Schicken Sie uns nie einen Code oder ein Passwort.`,
  send: 'Senden',
  sent: 'Ihre Nachricht ist unterwegs',
  sentHint: 'Die Antwort kommt an die E-Mail-Adresse Ihres Kontos.',
  whatsapp: 'Per WhatsApp schreiben',
  email: 'E-Mail schreiben',
  noContacts: 'Hier ist kein Kontakt angegeben',
  noContactsHint: 'Fragen Sie dort nach, woher Sie die Adresse dieses Dienstes haben.',
  subject: (brand) => `Frage zu ${brand}`,
  greeting: (brand, id) => `Hallo, ich habe eine Frage zu ${brand}. Meine öffentliche ID ist ${id}.`,

  recharge: 'Aufladen',
  rechargeLead: 'Geld wird von Hand gutgeschrieben. Drei Schritte:',
  stepId: 'Kopieren Sie Ihre öffentliche ID',
  balanceNow: (amount) => `Kontostand jetzt: ${amount}`,
  stepWrite: 'Schreiben Sie uns und nennen Sie sie',
  stepWait: 'Sehen Sie es ankommen',
  stepWaitHint: 'Sobald die Aufladung gebucht ist, steht sie in Ihren Buchungen:',
  rechargeSubject: (brand) => `Aufladung bei ${brand}`,
  rechargeMessage: (brand, id) =>
    `Hallo, ich möchte mein Guthaben bei ${brand} aufladen. Meine öffentliche ID ist ${id}.`,
  toRecharge: 'Geld aufladen',
};
