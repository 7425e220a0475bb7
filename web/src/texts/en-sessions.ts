// SPDX-License-Identifier: Apache-2.0
// What the page says of sessions: proving again who uses it.
export const sessions = {
  confirmTitle: 'Is it still you?',
  confirmLead:
    'You signed in a while ago. This change asks for your password again, in case somebody else found this browser open.',
  wrongPassword: 'This is not your password.',
  confirmCancel: 'Not now',
  confirmSubmit: 'Confirm',
};
