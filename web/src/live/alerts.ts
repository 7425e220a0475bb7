// SPDX-License-Identifier: Apache-2.0
// How a person is told of a code while looking elsewhere: a sound and the browser's notification,
// each only if asked for, on this device. A notification may be read by whoever sees the screen, so
// it holds the code only if that was chosen too.
import { useSyncExternalStore } from 'react';
import type { Lease } from '../api/types';
import { go } from '../app/router';
import { stored } from '../app/storage';
import { t } from '../texts';

export interface Alerts {
  sound: boolean;
  notify: boolean;
  showCode: boolean;
}

const silent: Alerts = { sound: false, notify: false, showCode: false };

function accept(value: unknown): Alerts | null {
  if (typeof value !== 'object' || value === null) return null;
  const held = value as Record<string, unknown>;
  return {
    sound: held.sound === true,
    notify: held.notify === true,
    showCode: held.showCode === true,
  };
}

const alerts = stored<Alerts>('otpost.alerts', silent, accept);

export function changeAlerts(change: Partial<Alerts>): void {
  alerts.set({ ...alerts.get(), ...change });
}

export function useAlerts(): Alerts {
  return useSyncExternalStore(alerts.subscribe, alerts.get);
}

export const canNotify = (): boolean => 'Notification' in globalThis;
export const isNotifyRefused = (): boolean => canNotify() && Notification.permission === 'denied';

/** Only on a click: browsers refuse to ask otherwise, and people too. */
export async function askToNotify(): Promise<boolean> {
  if (!canNotify()) return false;
  return (await Notification.requestPermission()) === 'granted';
}

let speaker: AudioContext | null = null;

function beep(context: AudioContext, hertz: number, from: number): void {
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = hertz;
  volume.gain.setValueAtTime(0, from);
  volume.gain.linearRampToValueAtTime(0.2, from + 0.02);
  volume.gain.exponentialRampToValueAtTime(0.001, from + 0.3);
  tone.connect(volume).connect(context.destination);
  tone.start(from);
  tone.stop(from + 0.32);
}

/** Two tones, made on the spot: no file to fetch. Silent where nobody has touched the page yet. */
export async function playSound(): Promise<void> {
  if (!('AudioContext' in globalThis)) return;
  speaker ??= new AudioContext();
  if (speaker.state === 'suspended') await speaker.resume();
  beep(speaker, 660, speaker.currentTime);
  beep(speaker, 880, speaker.currentTime + 0.16);
}

function notify(lease: Lease, showCode: boolean): void {
  try {
    const shown = new Notification(t.lease.newCode(lease.service_name), {
      body: showCode && lease.code !== null ? lease.code : t.alerts.body,
      tag: lease.id,
    });
    shown.onclick = () => {
      window.focus();
      go('/numbers');
      shown.close();
    };
  } catch {
    // Some phones know the class and refuse to make one.
  }
}

export function alertNewCode(lease: Lease): void {
  const { sound, notify: notifies, showCode } = alerts.get();
  if (sound) void playSound();
  const looksElsewhere = document.hidden || !document.hasFocus();
  if (notifies && looksElsewhere && canNotify() && Notification.permission === 'granted')
    notify(lease, showCode);
}
