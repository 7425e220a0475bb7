// SPDX-License-Identifier: Apache-2.0
// What has to be there before the rest: the theme, and the texts in the right language. No await at
// the top: the app's chunk imports from this one, and each would wait for the other.
import { speakWanted } from './app/language';
import { mayReload } from './app/reload';
import { applyTheme } from './app/theme';
import './styles/index.css';

async function begin(root: HTMLElement): Promise<void> {
  await speakWanted();
  const { start } = await import('./app/start');
  start(root);
}

applyTheme();
const root = document.getElementById('root');
if (root !== null) {
  begin(root).catch(() => {
    if (mayReload()) location.reload();
    else root.textContent = 'This page could not be loaded. Check your connection, then reload.';
  });
}
