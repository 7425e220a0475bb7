// SPDX-License-Identifier: Apache-2.0
// By the problem's `code`: what happened, and what to do next.
export const problems = {
  no_answer: ['The server can’t be reached', 'Check your connection and try again.'],
  rate_limited: ['Too many requests', 'Wait a moment, then try again.'],
  server: ['Something failed on our side', 'Try again in a moment: a repeated request is never charged twice.'],
  unknown: ['That didn’t work', 'Try again, or ask support with the request id below.'],
  recent_sign_in_required: [
    'Your password is needed for this',
    'Nothing was changed. Try again and confirm that it is you.',
  ],
  second_factor_required: [
    'Set up two-factor sign-in first',
    'Your role has to use it. You find it in the settings.',
  ],
  invalid_credentials: [
    'Email or password is wrong',
    'Check both. If you have just registered, enter the code of the email first. After too many tries sign-in pauses for a while.',
  ],
  email_unverified: ['Your email is not confirmed', 'Sign out, and enter the code that was sent to it.'],
  email_code_wrong: [
    'This code is not good',
    'It may be mistyped, too old, used, or tried too often. Check it, or ask for a new one.',
  ],
  mail_unavailable: ['No emails are sent here', 'Ask support to help you.'],
  signed_out: ['You are signed out', 'Sign in again to see this.'],
  forbidden: ['Not allowed', 'Your account may not do this.'],
  not_found: ['Not found', 'It may belong to another account, or be gone.'],
  insufficient_funds: ['Not enough balance', 'Top up your wallet, then try again.'],
  out_of_stock: ['The last number was just taken', 'Choose another country, or try again soon.'],
  price_above_cap: ['The price went up', 'Nothing was charged. Look at the new price and decide.'],
  service_not_allowed: [
    'This service is not offered here',
    'Banks, payment, gambling, government and identity services are off by policy. Choose another service.',
  ],
  country_unknown: ['This country is no longer offered', 'Choose another country.'],
  service_unknown: ['This service is no longer offered', 'Choose another service.'],
  offer_unavailable: [
    'This country has no numbers for the service',
    'Choose another country from the list.',
  ],
  too_many_open_leases: [
    'Too many numbers open at once',
    'Finish or cancel one of your active numbers first.',
  ],
  too_many_leases_per_hour: [
    'Hourly limit of your plan reached',
    'Wait until the time shown, or ask support for a larger plan.',
  ],
  cancel_too_early: [
    'Too early to cancel',
    'Suppliers charge for the first moments. The button opens by itself.',
  ],
  cancel_after_code: [
    'A code has already come',
    'A delivered code can’t be cancelled. It is shown on the card.',
  ],
  lease_closed: ['This number is already closed', 'Its card shows how it ended.'],
  lease_not_received: ['No code has come yet', 'Another code can be asked for after the first.'],
  image_invalid: ['This picture can’t be used', 'Choose a PNG, JPEG or WebP file of usual size.'],
  unsupported_media_type: ['This kind of file can’t be used', 'Choose a PNG, JPEG or WebP picture.'],
  preview_outdated: ['The prices have changed since the preview', 'Nothing was written. Look at a new preview.'],
  payload_too_large: ['This file is too large', 'Choose one of at most 1 MiB.'],
  idempotency_key_reused: ['This request was already used', 'Close the dialog and start again.'],
} as Record<string, [title: string, next: string]>;
