// SPDX-License-Identifier: Apache-2.0
// A long list that is all there and shown step by step.
import { useState } from 'react';
import { t } from '../../texts';
import { Button } from '../../ui/button';

const step = 50;

export function useShown<T>(items: T[]): { shown: T[]; more: number; showMore: () => void } {
  const [count, setCount] = useState(step);
  return {
    shown: items.slice(0, count),
    more: Math.max(items.length - count, 0),
    showMore: () => setCount(count + step),
  };
}

export function More({ count, onClick }: { count: number; onClick: () => void }) {
  if (count === 0) return null;
  return (
    <div className="more">
      <Button onClick={onClick}>{t.house.catalogue.more(count)}</Button>
    </div>
  );
}
