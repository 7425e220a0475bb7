// SPDX-License-Identifier: Apache-2.0
// The tab's title: the page's name, or for a while the code that has just come.
import { useEffect } from 'react';
import { changeLiveState, useNotice } from './state';

const seenAfter = 10_000;

export function useTitle(page: string, brand: string): void {
  const notice = useNotice();

  useEffect(() => {
    document.title = notice === null ? `${page} · ${brand}` : `${notice.code} · ${notice.service}`;
  }, [page, brand, notice]);

  useEffect(() => {
    if (notice === null) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const whenSeen = (): void => {
      if (document.hidden) return;
      timer ??= setTimeout(() => changeLiveState({ notice: null }), seenAfter);
    };
    whenSeen();
    document.addEventListener('visibilitychange', whenSeen);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', whenSeen);
    };
  }, [notice]);
}
