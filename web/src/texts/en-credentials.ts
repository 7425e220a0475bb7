// SPDX-License-Identifier: Apache-2.0
// What the pages say on which one shows to read an email, and chooses a password or another email.
const minutes = (count: number): string => `${count} ${count === 1 ? 'minute' : 'minutes'}`;

export const credentials = {
  code: 'Code',
  digitsHint: 'Six digits.',
  resend: 'Send a new code',
  resendIn: (time: string) => `New code in ${time}`,
  resent: 'A new code is on its way. The one before is no longer good.',

  verifyTitle: 'Confirm your email',
  verifyLead: (email: string) => `We sent a code of six digits to ${email}.`,
  verifyLeadUnknown: 'Enter the code of six digits that we sent you.',
  verifySubmit: 'Confirm',
  verifyGood: (count: number) => `It is good for ${minutes(count)}. Look among unwanted mail too.`,
  verifyTaken: 'No code? The address may have an account already: then its owner got word of that instead.',

  forgotTitle: 'Forgot your password?',
  forgotLead: 'We send a link to your email, by which you choose a new one.',
  forgotSubmit: 'Send link',
  forgotDone: 'Look at your email',
  forgotDoneHint: (email: string) =>
    `If ${email} has an account here, a link is on its way. It is good for 30 minutes.`,
  haveCode: 'I have a code',
  forgotAgain: 'Ask for a new link',
  backToSignIn: 'Back to sign-in',

  resetTitle: 'Choose a new password',
  resetLead: 'Every device will be signed out.',
  resetCodeHint: 'The 26 letters and digits of the email. Its link fills them in.',
  newPassword: 'New password',
  resetSubmit: 'Change password',

  forgotLink: 'Forgot password?',
  verifyLink: 'Just registered? Enter your code',
  verified: 'Your email is confirmed.',
  verifiedHint: 'You can sign in now.',
  wasReset: 'Your password was changed.',
  wasResetHint: 'Sign in with the new one.',

  passwordTab: 'Password',
  passwordTitle: 'Change your password',
  passwordLead: 'Every other device is signed out.',
  oldPassword: 'Current password',
  oldPasswordWrong: 'This is not your password.',
  passwordChanged: 'Your password was changed',

  emailTab: 'Email',
  emailTitle: 'Change your email',
  emailNow: (email: string) => `You sign in with ${email}.`,
  newEmail: 'New email',
  emailSubmit: 'Send code',
  emailSent: (email: string) => `If it can be used, a code of six digits is on its way to ${email}.`,
  emailOther: 'Another address',
  emailChanged: 'Your email was changed',
  emailOff: 'This service sends no emails, so a new one can’t be confirmed. Ask support.',

  newsTitle: 'News',
  newsOn: 'News by email',
  newsLead: 'You get news only if you ask for it. What concerns your account and security always comes.',
  newsGiven: (day: string) => `You agreed on ${day}.`,
  newsWithdrawn: (day: string) => `Stopped on ${day}.`,
  news: 'Send me news by email, now and then. You can stop it at any time in the settings.',
};
