// SPDX-License-Identifier: Apache-2.0
import { useEffect, useRef } from 'react';
import type { NumberAct, UnchangedNumber } from '../../api/operator';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { Note } from '../../ui/states';

export interface Done {
  act: NumberAct;
  changed: number;
  unchanged: number;
  refused: UnchangedNumber[];
  /** Where the rest of those that match begins. */
  rest: string | null;
}

/** More of them would hide the rest of the page. */
const named = 5;

/** Has the focus when it comes: the buttons that led to it are gone. */
export function BulkDone({ done, onGoOn }: { done: Done; onGoOn: (from: string) => void }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => ref.current?.focus(), [done]);
  const words = t.operator.bulk;
  const { rest } = done;
  return (
    <div ref={ref} tabIndex={-1} className="bulk-done">
      <Note look={done.refused.length > 0 ? 'info' : 'success'} title={words.changed[done.act](done.changed)}>
        {done.unchanged > 0 && <p>{words.unchanged(done.unchanged)}</p>}
        <Refused reason="retired" refused={done.refused} />
        <Refused reason="not_found" refused={done.refused} />
        {rest !== null && (
          <p>
            {words.more}{' '}
            <Button size="small" onClick={() => onGoOn(rest)}>
              {words.goOn}
            </Button>
          </p>
        )}
      </Note>
    </div>
  );
}

interface RefusedProps {
  reason: UnchangedNumber['reason'];
  refused: UnchangedNumber[];
}

function Refused({ reason, refused }: RefusedProps) {
  const words = t.operator.bulk;
  const these = refused.filter((number) => number.reason === reason);
  if (these.length === 0) return null;
  return (
    <p>
      {words.refused[reason](these.length)}{' '}
      {these.slice(0, named).map(({ id, number }, index) => (
        <span key={id}>
          {index > 0 && ' · '}
          <bdi className="tabular">{number ?? id}</bdi>
        </span>
      ))}
      {these.length > named && ` ${words.andMore(these.length - named)}`}
    </p>
  );
}
