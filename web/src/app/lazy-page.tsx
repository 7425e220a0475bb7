// SPDX-License-Identifier: Apache-2.0
// A page as a chunk of its own. After an update of the server the chunks of the page that is still open
// are gone: then it begins anew, once, at the same address.
import { lazy, Suspense, type ComponentType } from 'react';
import { t } from '../texts';
import { Button } from '../ui/button';
import { Empty, Skeleton } from '../ui/states';
import { mayReload, noteLoaded } from './reload';

type Load = () => Promise<ComponentType>;

const early: Load[] = [];

export async function loadOrReload(load: Load, reload = () => location.reload()): Promise<ComponentType> {
  try {
    const View = await load();
    noteLoaded();
    return View;
  } catch {
    if (!mayReload()) return NotLoaded;
    reload();
    return Waiting;
  }
}

function Waiting() {
  return <Skeleton shape="rows" />;
}

function NotLoaded() {
  return (
    <Empty icon="offline" title={t.common.notLoaded} hint={t.common.notLoadedHint}>
      <Button onClick={() => location.reload()}>{t.common.reload}</Button>
    </Empty>
  );
}

/** `soon`: fetched as soon as the first view is at rest, so that going there takes no time. */
export function page(load: Load, when: 'soon' | 'asked' = 'asked'): ComponentType {
  const Lazy = lazy(async () => ({ default: await loadOrReload(load) }));
  if (when === 'soon') early.push(load);
  return function Page() {
    return (
      <Suspense fallback={<Waiting />}>
        <Lazy />
      </Suspense>
    );
  };
}

const restMilliseconds = 1500;

export function fetchEarly(): void {
  // A chunk that can't be had now is asked for again when its page is.
  setTimeout(() => early.forEach((load) => void load().catch(() => {})), restMilliseconds);
}
