// SPDX-License-Identifier: Apache-2.0
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { receivedLease } from '../testing/samples';
import { alertNewCode, changeAlerts } from './alerts';

let shown: { title: string; body: string | undefined; tag: string | undefined }[];
let focused: boolean;

class FakeNotification {
  static permission = 'granted';
  constructor(title: string, options: NotificationOptions) {
    shown.push({ title, body: options.body, tag: options.tag });
  }
}

beforeEach(() => {
  shown = [];
  focused = false;
  FakeNotification.permission = 'granted';
  vi.stubGlobal('Notification', FakeNotification);
  vi.spyOn(document, 'hasFocus').mockImplementation(() => focused);
});

afterEach(() => {
  changeAlerts({ sound: false, notify: false, showCode: false });
  vi.unstubAllGlobals();
});

it('says nothing unless asked', () => {
  alertNewCode(receivedLease());
  expect(shown).toEqual([]);
});

it('never holds the code unless that was chosen', () => {
  changeAlerts({ notify: true });
  alertNewCode(receivedLease());
  expect(shown).toEqual([{ title: 'Telegram: new code', body: 'Open the page to see it.', tag: 'ls_1' }]);
  expect(JSON.stringify(shown)).not.toContain('482913');
});

it('holds it when that was chosen', () => {
  changeAlerts({ notify: true, showCode: true });
  alertNewCode(receivedLease());
  expect(shown[0]?.body).toBe('482913');
});

it('is not for somebody who looks at the page', () => {
  focused = true;
  changeAlerts({ notify: true });
  alertNewCode(receivedLease());
  expect(shown).toEqual([]);
});

it('respects that the browser was told no since', () => {
  FakeNotification.permission = 'denied';
  changeAlerts({ notify: true });
  alertNewCode(receivedLease());
  expect(shown).toEqual([]);
});
