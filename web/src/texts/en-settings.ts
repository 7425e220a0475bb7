// SPDX-License-Identifier: Apache-2.0
// What the settings and the tab of the profile say.
export const settings = {
  title: 'Settings',
  menu: 'Settings',
};

export const profile = {
  tab: 'Profile',
  username: 'Username',
  email: 'Email',
  since: 'Account since',
  picture: 'Picture',
  choose: 'Choose a picture',
  change: 'Change picture',
  remove: 'Remove',
  pictureHint: 'PNG, JPEG or WebP. Where and when it was taken is not kept.',
  unreadable: 'This file is no picture',
  unreadableHint: 'Choose a PNG, JPEG or WebP file.',
  useTitle: 'Use this picture?',
  preview: 'Preview of your picture',
  use: 'Use picture',
  displayName: 'Display name',
  displayNameHint: 'Shown in place of your username. Empty: the username.',
  language: 'Language',
  asBrowser: 'As your browser says',
  timeZone: 'Time zone',
  asBrowserZone: (zone: string) => `As your browser says (${zone.replaceAll('_', ' ')})`,
  save: 'Save',
  saved: 'Profile saved',
};
