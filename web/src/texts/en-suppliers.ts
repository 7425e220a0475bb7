// SPDX-License-Identifier: Apache-2.0
// Suppliers, for administrators.
export const suppliers = {
  tab: 'Suppliers',
  none: 'No suppliers yet',
  noneHint: 'Add one with “otpost supplier add”.',
  supplier: 'Supplier',
  state: 'State',
  connected: 'Connected',
  disconnected: 'Not connected',
  disabled: 'Switched off',
  operator: 'Operator',
  numbers: 'Active numbers',
  active: (count: string, more: boolean) => (more ? `more than ${count}` : count),
  paused: (count: string) => `${count} paused`,
  delivery: 'Delivery rate',
  ofLeases: (delivered: string, closed: string) => `${delivered} of ${closed} leases`,
  lastMessage: 'Last message',
  never: 'none yet',
  notSince: (when: string) => `none since ${when}`,
  since: (when: string) =>
    `Delivery rate: leases that closed since ${when}, but those cancelled within the first minute. “Connected” is told by the node that answers.`,
};
