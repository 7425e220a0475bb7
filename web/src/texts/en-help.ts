// SPDX-License-Identifier: Apache-2.0
import { countsIn } from './counts';

const counted = countsIn('en');
const minuteForms = { one: '# minute', other: '# minutes' };

export const help = {
  title: 'Help',
  lead: 'Short answers, and the way to a person.',
  questions: 'Questions',
  noCode: 'No code came. Do I get my money back?',
  noCodeAnswer: (minutes: number) =>
    `Yes, all of it, and by itself: when ${counted(minutes, { one: '# minute has passed', other: '# minutes have passed' })} without a code, the fee is in your wallet again.`,
  cancel: 'Can I cancel?',
  cancelAnswer: (seconds: number) =>
    seconds === 0
      ? 'Until a code has come, at any time. The whole fee comes back at once.'
      : `Until a code has come, from ${counted(seconds, { one: '# second', other: '# seconds' })} after the start on. The whole fee comes back at once.`,
  afterCode: 'The code came, but I don’t need it any more.',
  afterCodeAnswer: 'A lease that got its code is paid for: it can’t be cancelled or refunded.',
  wrongService: 'I chose the wrong service.',
  wrongServiceAnswer:
    'Switch to the right one before a message comes: the lease that is waiting ends, and its fee comes back. Once the number got a message of another known service, there is no refund.',
  kept: 'Who can read my messages?',
  keptAnswer: (minutes: number) =>
    `You alone. ${counted(minutes, minuteForms)} after a message was shown to you its text is destroyed, in backups too.`,
  allowed: 'What may I use the numbers for?',
  allowedAnswer:
    'To confirm accounts of your own, or of tests of your own service. Banks, payment, government and identity services are not delivered.',

  contact: 'Write to us',
  topic: 'What is it about?',
  words: 'Message',
  wordsHint: 'Never send us a code or a password.',
  aboutLease: (id: string) => `About the lease ${id}. Never send us a code or a password.`,
  send: 'Send',
  sent: 'Your message is on its way',
  sentHint: 'The answer comes to the email of your account.',
  whatsapp: 'Write on WhatsApp',
  email: 'Write an email',
  noContacts: 'No contact is named here',
  noContactsHint: 'Ask who gave you the address of this service.',
  subject: (brand: string) => `Question about ${brand}`,
  greeting: (brand: string, id: string) => `Hello, I have a question about ${brand}. My public id is ${id}.`,

  recharge: 'Recharge',
  rechargeLead: 'Money is added by hand. Three steps:',
  stepId: 'Copy your public id',
  balanceNow: (amount: string) => `Balance now: ${amount}`,
  stepWrite: 'Write to us with it',
  stepWait: 'See it arrive',
  stepWaitHint: 'As soon as the recharge is booked it stands in your statement:',
  rechargeSubject: (brand: string) => `Recharge at ${brand}`,
  rechargeMessage: (brand: string, id: string) =>
    `Hello, I would like to recharge my wallet at ${brand}. My public id is ${id}.`,
  toRecharge: 'Add money',
};
