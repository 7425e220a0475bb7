// SPDX-License-Identifier: Apache-2.0
// Where the focus goes on a new page: to its heading, so that a screen reader says where one is and the
// next Tab begins there. A page that is on its way has none yet.

/** Returns what gives up waiting. */
export function focusHeading(main: HTMLElement): (() => void) | undefined {
  if (focusFirst(main)) return undefined;
  main.focus({ preventScroll: true });
  const observer = new MutationObserver(() => {
    // Whoever has gone on in the meantime isn't called back.
    const waits = document.activeElement === main || document.activeElement === document.body;
    if (!waits || focusFirst(main)) observer.disconnect();
  });
  observer.observe(main, { childList: true, subtree: true });
  return () => observer.disconnect();
}

function focusFirst(main: HTMLElement): boolean {
  const heading = main.querySelector<HTMLElement>('h1');
  if (heading === null) return false;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  return true;
}
