// SPDX-License-Identifier: Apache-2.0
// What the page says of two-factor sign-in.
export const secondFactor = {
  tab: 'Two-factor',
  title: 'Two-factor sign-in',
  code: 'Code',
  codeHint: 'Six digits, from your authenticator app.',
  recoveryCode: 'Recovery code',
  recoveryHint: 'One of those you kept when you set up the app. Each works once.',
  useRecovery: 'Use a recovery code',
  useApp: 'Use the authenticator app',
  wrongCode: 'This code is wrong, too old or used already. Wait for the next one.',
  wrongRecovery: 'This is none of your recovery codes, or it was used before.',
  wrongEither: 'The password or the code is wrong. A code works once: wait for the next one.',

  stepTitle: 'One more step',
  stepLead: 'Your password was right. Now the second factor.',
  stepSubmit: 'Sign in',
  stepBack: 'Sign in as somebody else',
  stepTooLate: 'That took too long',
  stepTooLateHint: 'Begin with your password again.',

  off: 'Off',
  on: 'On',
  state: 'State',
  offLead:
    'A stolen password is not enough to get in: signing in asks for a code of an app on your phone too. Any authenticator app will do.',
  turnOn: 'Set it up',
  since: 'On since',
  codesLeft: 'Recovery codes left',
  fewLeft: 'Make new ones before you run out.',
  renew: 'New recovery codes',
  replace: 'Use another app',
  turnOff: 'Turn off',
  required: 'Your role has to use it, so it can’t be turned off.',
  turnedOn: 'Two-factor sign-in is on',
  turnedOff: 'Two-factor sign-in is off',

  scanTitle: 'Scan this with your authenticator app',
  scanAlt: 'QR code with the secret for the app',
  scanOther: 'No camera? Type this into the app instead:',
  copySecret: 'Copy secret',
  proveLead: 'Then enter the code that the app shows.',
  prove: 'Turn on',
  proveReplaced: 'Use this app',
  cancel: 'Not now',
  startAgain: 'Begin again',

  keepTitle: 'Keep these recovery codes',
  keepLead:
    'Each signs you in once if you lose the app. They are stored as hashes and can’t be shown again: print them, or put them into a password manager.',
  copyCodes: 'Copy all',
  download: 'Download',
  kept: 'I have kept them',
  fileHead: (brand: string, email: string) => `Recovery codes of ${email} at ${brand}`,

  renewTitle: 'New recovery codes?',
  renewBody: 'The ones you have now stop working.',
  renewKeep: 'Keep the old ones',
  renewSubmit: 'Make new ones',

  offTitle: 'Turn off two-factor sign-in?',
  offBody: 'Your password alone signs in from then on, and the recovery codes stop working.',
  offKeep: 'Keep it on',

  forcedTitle: 'Set up two-factor sign-in',
  forcedLead: 'Your role may do a lot, so it has to be protected by more than a password.',
  forcedStart: 'Begin',
};
