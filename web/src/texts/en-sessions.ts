// SPDX-License-Identifier: Apache-2.0
// What the page says of sessions: proving again who uses it, and the list of devices.
export const sessions = {
  confirmTitle: 'Is it still you?',
  confirmLead:
    'You signed in a while ago. This change asks for your password again, in case somebody else found this browser open.',
  wrongPassword: 'This is not your password.',
  confirmCancel: 'Not now',
  confirmSubmit: 'Confirm',

  tab: 'Devices',
  devicesLead: 'These browsers are signed in to your account. End what you don’t know, then change your password.',
  deviceName: (browser: string, system: string) =>
    browser === '' && system === ''
      ? 'Unknown device'
      : browser === '' || system === ''
        ? `${browser}${system}`
        : `${browser} on ${system}`,
  here: 'This device',
  signedIn: 'Signed in',
  lastSeen: 'last active',
  end: 'Sign out',
  endLabel: (name: string) => `Sign out ${name}`,
  endTitle: (name: string) => `Sign out ${name}?`,
  endBody: 'It is signed out at once and needs the password to come back.',
  endOthers: 'Sign out everywhere else',
  endOthersTitle: 'Sign out everywhere else?',
  endOthersBody: 'Every device but this one is signed out at once. API keys go on working.',
  ended: 'Signed out',
  keep: 'Keep signed in',
};
