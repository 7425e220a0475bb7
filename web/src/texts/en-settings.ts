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
};
