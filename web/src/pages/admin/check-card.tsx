// SPDX-License-Identifier: Apache-2.0
// W10, A9: what the newest check of the ledger or of the audit log found, and a button for another.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useAttempt } from '../../api/attempt';
import { houseApi, houseQueries, type CheckKind } from '../../api/house';
import type { Check } from '../../api/types';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Moment } from '../../ui/moment';
import { Failed, ProblemNote, Skeleton } from '../../ui/states';

export function CheckCard({ kind }: { kind: CheckKind }) {
  const client = useQueryClient();
  const attempt = useAttempt();
  const check = useQuery(houseQueries.check(kind));
  const ask = useMutation({
    mutationFn: () => attempt(kind, (key) => houseApi.askCheck(kind, key)),
    onSuccess: (asked) => client.setQueryData(houseQueries.check(kind).queryKey, asked),
  });
  useWhenEnded(check.data, () => void client.invalidateQueries({ queryKey: ['admin', kind] }));
  if (check.isPending) return <Skeleton shape="cards" />;
  if (check.data === undefined) {
    return <Failed error={check.error} onRetry={() => void check.refetch()} />;
  }
  const { state, outcome } = check.data;
  const look = state === 'idle' ? (outcome ?? 'none') : 'busy';
  return (
    <section className={`card integrity ${look}`} aria-label={t.house.checks.titles[kind]}>
      <div className="integrity-head">
        <Icon name={look === 'whole' ? 'check' : look === 'differs' ? 'alert' : 'clock'} />
        <div role="status">
          <strong>{t.house.checks.looks[look]}</strong>
          <LastChecked check={check.data} />
        </div>
        <Button size="small" busy={ask.isPending} disabled={state !== 'idle'} onClick={() => ask.mutate()}>
          {t.house.checks.ask}
        </Button>
      </div>
      {check.data.report !== null && outcome !== 'whole' && <pre dir="ltr">{check.data.report.trim()}</pre>}
      {ask.isError && <ProblemNote error={ask.error} />}
    </section>
  );
}

function LastChecked({ check }: { check: Check }) {
  if (check.ended_at === null) return <p className="fine">{t.house.checks.never}</p>;
  return (
    <p className="fine">
      {t.house.checks.checked} <Moment time={check.ended_at} />
      {check.outcome === 'whole' && check.report !== null && (
        <>
          {' · '}
          <span dir="ltr">{check.report.trim()}</span>
        </>
      )}
    </p>
  );
}

/** What was shown of the ledger or the log is older than a check that has just ended. */
function useWhenEnded(check: Check | undefined, act: () => void): void {
  const seen = useRef(check?.ended_at);
  const ended = check?.ended_at;
  useEffect(() => {
    if (seen.current !== undefined && seen.current !== ended) act();
    seen.current = ended;
  }, [ended, act]);
}
