// SPDX-License-Identifier: Apache-2.0
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { changeAlerts } from '../../live/alerts';
import { AlertSettings } from './alert-settings';

let answer: NotificationPermission;
const ask = vi.fn(() => Promise.resolve(answer));

beforeEach(() => {
  ask.mockClear();
  vi.stubGlobal('Notification', { permission: 'default', requestPermission: ask });
  render(<AlertSettings />);
});

afterEach(() => {
  changeAlerts({ sound: false, notify: false, showCode: false });
  vi.unstubAllGlobals();
});

const box = (name: string) => screen.getByLabelText<HTMLInputElement>(name);

it('asks the browser on the click alone', async () => {
  answer = 'granted';
  expect(ask).not.toHaveBeenCalled();
  await userEvent.click(box('Notify me when I look elsewhere'));
  expect(ask).toHaveBeenCalledOnce();
  expect(await screen.findByText('Alerts are on')).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>(/Show the code/).checked).toBe(false);
});

it('stays off and says why when the browser was told no', async () => {
  answer = 'denied';
  await userEvent.click(box('Notify me when I look elsewhere'));
  expect(await screen.findByText(/refuses notifications/)).toBeTruthy();
  expect(box('Notify me when I look elsewhere').checked).toBe(false);
});
