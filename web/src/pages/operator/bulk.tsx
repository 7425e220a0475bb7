// SPDX-License-Identifier: Apache-2.0
// Several numbers are paused, resumed or retired together: those chosen in the list, or all that
// match its filter. What was done is said in one place, and what was not and why.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useAttempt, type Attempt } from '../../api/attempt';
import {
  operatorApi,
  type ChangeOrder,
  type NumberAct,
  type NumberSearch,
  type OperatorNumber,
} from '../../api/operator';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { ProblemNote } from '../../ui/states';
import { BulkDone, type Done } from './bulk-done';
import { RetireDialog } from './retire-dialog';

export interface Choice {
  ids: ReadonlySet<string>;
  /** All that match, also those not shown. */
  all: boolean;
}

export const nobody: Choice = { ids: new Set(), all: false };

/** As many as a request takes, and as many requests as one press makes. */
const batch = 200;
const batchesAtOnce = 10;

interface Order {
  act: NumberAct;
  wanted: string[] | NumberSearch;
  from: string | null;
}

const given = ({ state, country, search }: NumberSearch): Partial<NumberSearch> => ({
  ...(state !== '' && { state }),
  ...(country !== '' && { country }),
  ...(search !== '' && { search }),
});

function batchesOf({ act, wanted }: Order): ChangeOrder[] | null {
  if (!Array.isArray(wanted)) return null;
  const starts = Array.from({ length: Math.ceil(wanted.length / batch) }, (_, index) => index * batch);
  return starts.map((start) => ({ act, ids: wanted.slice(start, start + batch) }));
}

async function change(order: Order, attempt: Attempt): Promise<Done> {
  const done: Done = { act: order.act, changed: 0, unchanged: 0, refused: [], rest: null };
  const send = async (body: ChangeOrder): Promise<string | null> => {
    const some = await attempt(JSON.stringify(body), (key) => operatorApi.change(body, key));
    done.changed += some.changed;
    done.unchanged += some.unchanged;
    done.refused.push(...some.refused);
    return some.next_cursor;
  };
  const named = batchesOf(order);
  for (const body of named ?? []) await send(body);
  if (named !== null) return done;
  const matching = given(order.wanted as NumberSearch);
  done.rest = order.from;
  for (let turn = 0; turn < batchesAtOnce; ++turn) {
    done.rest = await send({ act: order.act, matching, ...(done.rest !== null && { cursor: done.rest }) });
    if (done.rest === null) break;
  }
  return done;
}

interface BulkProps {
  /** Those shown that can be chosen. */
  numbers: OperatorNumber[];
  isMore: boolean;
  search: NumberSearch;
  choice: Choice;
  onChoose: (choice: Choice) => void;
}

export function Bulk({ numbers, isMore, search, choice, onChoose }: BulkProps) {
  const client = useQueryClient();
  const attempt = useAttempt();
  const [retiring, setRetiring] = useState(false);
  const words = t.operator.bulk;
  const chosen = numbers.filter(({ id }) => choice.ids.has(id)).map(({ id }) => id);
  const run = useMutation({
    mutationFn: (order: Order) => change(order, attempt),
    onSuccess() {
      onChoose(nobody);
      setRetiring(false);
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['operator'] }),
  });
  const start = (act: NumberAct, from: string | null = null): void => {
    const wanted = choice.all || from !== null ? search : chosen;
    run.mutate({ act, wanted, from });
  };
  const isWhole = chosen.length === numbers.length;
  return (
    <>
      {numbers.length > 0 && (
        <div className="bulk" role="group" aria-label={words.title}>
          <ChooseShown
            isAll={isWhole}
            isSome={chosen.length > 0}
            onChange={(all) =>
              onChoose(all ? { ids: new Set(numbers.map(({ id }) => id)), all: false } : nobody)
            }
          />
          <span role="status" className="fine">
            {choice.all ? words.allChosen : chosen.length > 0 && words.chosen(chosen.length)}
          </span>
          {isWhole && isMore && !choice.all && (
            <Button size="small" onClick={() => onChoose({ ...choice, all: true })}>
              {words.chooseAll}
            </Button>
          )}
          {chosen.length > 0 && (
            <Acts isBusy={run.isPending} onAct={(act) => (act === 'retire' ? setRetiring(true) : start(act))} />
          )}
        </div>
      )}
      {run.isError && !retiring && <ProblemNote error={run.error} />}
      {run.isSuccess && <BulkDone done={run.data} onGoOn={(from) => start(run.data.act, from)} />}
      {retiring && (
        <RetireDialog
          title={choice.all ? words.retireAllTitle : words.retireTitle(chosen.length)}
          body={words.retireBody}
          isBusy={run.isPending}
          error={run.error}
          onRetire={() => start('retire')}
          onClose={() => setRetiring(false)}
        />
      )}
    </>
  );
}

interface ChooseShownProps {
  isAll: boolean;
  isSome: boolean;
  onChange: (all: boolean) => void;
}

function ChooseShown({ isAll, isSome, onChange }: ChooseShownProps) {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (ref.current !== null) ref.current.indeterminate = isSome && !isAll;
  }, [isAll, isSome]);
  return (
    <label className="check">
      <input
        ref={ref}
        type="checkbox"
        checked={isAll}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>{t.operator.bulk.chooseShown}</span>
    </label>
  );
}

const acts: NumberAct[] = ['pause', 'resume', 'retire'];

function Acts({ isBusy, onAct }: { isBusy: boolean; onAct: (act: NumberAct) => void }) {
  return (
    <div className="acts">
      {acts.map((act) => (
        <Button
          key={act}
          size="small"
          look={act === 'retire' ? 'danger' : 'plain'}
          busy={isBusy}
          onClick={() => onAct(act)}
        >
          {t.operator.number[act]}
        </Button>
      ))}
    </div>
  );
}
