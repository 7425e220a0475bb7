// SPDX-License-Identifier: Apache-2.0
// Light or dark by the system's wish, unless the visitor chose. Applied before the first paint.
import { useSyncExternalStore } from 'react';
import { stored } from './storage';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const theme = stored<Theme>('otpost.theme', 'system', (value) =>
  themes.includes(value as Theme) ? (value as Theme) : null,
);

export function applyTheme(): void {
  const value = theme.get();
  if (value === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = value;
}

export function useTheme(): [Theme, (theme: Theme) => void] {
  const value = useSyncExternalStore(theme.subscribe, theme.get);
  return [
    value,
    (next) => {
      theme.set(next);
      applyTheme();
    },
  ];
}
