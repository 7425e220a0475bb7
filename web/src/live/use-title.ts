// SPDX-License-Identifier: Apache-2.0
// The tab's title: the page's name, or for a while the code that has just come.
import { useEffect } from 'react';
import { t } from '../texts';
import { changeLiveState, useNotice } from './state';

const seenAfter = 10_000;

export function useTitle(page: string): void {
  const notice = useNotice();

  useEffect(() => {
    const name = page === '' ? t.brand : `${page} · ${t.brand}`;
    document.title = notice === null ? name : `${notice.code} · ${notice.service}`;
  }, [page, notice]);

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
