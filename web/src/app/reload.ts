// SPDX-License-Identifier: Apache-2.0
// A fresh page is the cure for a chunk that is gone, and no cure if it is taken twice.
const reloaded = 'otpost.reloaded';

/** False when it was tried already, can't be remembered, or would lose the page for want of a network. */
export function mayReload(): boolean {
  try {
    if (!navigator.onLine || sessionStorage.getItem(reloaded) !== null) return false;
    sessionStorage.setItem(reloaded, 'yes');
    return true;
  } catch {
    return false;
  }
}

export function noteLoaded(): void {
  try {
    sessionStorage.removeItem(reloaded);
  } catch {
    // Then no reload was noted either.
  }
}
