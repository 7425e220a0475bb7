// SPDX-License-Identifier: Apache-2.0
// Short notices at the edge of the page. The region is always in the document, so that screen readers
// announce what is put into it.
import { useSyncExternalStore } from 'react';
import { t } from '../texts';
import { IconButton } from './button';
import { Icon, type IconName } from './icon';

interface Toast {
  id: number;
  icon: IconName;
  text: string;
  more: string;
}

const shownFor = 6000;
const listeners = new Set<() => void>();
let toasts: Toast[] = [];
let nextId = 1;

function change(next: Toast[]): void {
  toasts = next;
  listeners.forEach((listener) => listener());
}

function dismiss(id: number): void {
  change(toasts.filter((toast) => toast.id !== id));
}

export function toast(icon: IconName, text: string, more = ''): void {
  const id = nextId++;
  change([...toasts.slice(-2), { id, icon, text, more }]);
  setTimeout(() => dismiss(id), shownFor);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Toasts() {
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <div className="toasts" role="status" aria-live="polite">
      {shown.map(({ id, icon, text, more }) => (
        <div key={id} className="toast">
          <Icon name={icon} />
          <p>
            <strong>{text}</strong>
            {more !== '' && <bdi>{more}</bdi>}
          </p>
          <IconButton icon="close" label={t.common.dismiss} onClick={() => dismiss(id)} />
        </div>
      ))}
    </div>
  );
}
