// SPDX-License-Identifier: Apache-2.0
// Setting up an authenticator app: its secret is shown, a code proves that the app has it, and the
// recovery codes are shown. Until the person says that they kept them nothing else is done.
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useAttempt } from '../../api/attempt';
import { api } from '../../api/calls';
import { isProblem } from '../../api/problem';
import type { Enrolment } from '../../api/types';
import { t } from '../../texts';
import { fieldMessages } from '../../texts/explain';
import { Button } from '../../ui/button';
import { CopyIcon } from '../../ui/copy';
import { Failed, ProblemNote, Skeleton } from '../../ui/states';
import { AppCodeField } from './code-field';
import { KeepCodes } from './keep-codes';

interface EnrolProps {
  /** Whether an app is active already, whose place this one takes. */
  replaces: boolean;
  onDone: () => void;
  onCancel?: () => void;
}

/** An answer that was lost can be had again, but not what is shown once: then a new one is begun. */
function useStart() {
  const attempt = useAttempt();
  return useMutation({
    mutationFn: async () => {
      const started = await attempt('start', api.startSecondFactor);
      return started.secret === '' ? attempt('start anew', api.startSecondFactor) : started;
    },
    // The secret must not outlive the page.
    gcTime: 0,
  });
}

export function Enrol({ replaces, onDone, onCancel }: EnrolProps) {
  const start = useStart();
  const begun = useRef(false);
  const [codes, setCodes] = useState<string[] | null>(null);
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    start.mutate();
  }, [start]);

  if (codes !== null) return <KeepCodes codes={codes} onDone={onDone} />;
  if (start.isError) return <Failed error={start.error} onRetry={() => start.mutate()} />;
  if (start.data === undefined) return <Skeleton shape="cards" />;
  return (
    <Prove
      key={start.data.secret}
      enrolment={start.data}
      replaces={replaces}
      onProved={setCodes}
      onStartAgain={() => start.mutate()}
      onCancel={onCancel}
    />
  );
}

interface ProveProps {
  enrolment: Enrolment;
  replaces: boolean;
  onProved: (codes: string[]) => void;
  onStartAgain: () => void;
  onCancel: (() => void) | undefined;
}

function Prove({ enrolment, replaces, onProved, onStartAgain, onCancel }: ProveProps) {
  const [code, setCode] = useState('');
  const attempt = useAttempt();
  const confirm = useMutation({
    mutationFn: (typed: string) =>
      attempt(typed, (key) => api.confirmSecondFactor(typed, key)),
    onSuccess: ({ recovery_codes }) => onProved(recovery_codes),
    gcTime: 0,
  });
  const fault = fieldMessages(confirm.error)['code'];
  const tooLate = isProblem(confirm.error, 'conflict');

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    confirm.mutate(code);
  };

  return (
    <form className="form enrol" onSubmit={submit}>
      <h2>{t.secondFactor.scanTitle}</h2>
      <img className="qr" src={enrolment.qr} alt={t.secondFactor.scanAlt} />
      <p className="fine">{t.secondFactor.scanOther}</p>
      <p className="typed-secret">
        <code>{enrolment.secret.match(/.{1,4}/g)?.join(' ')}</code>
        <CopyIcon text={enrolment.secret} label={t.secondFactor.copySecret} />
      </p>
      <p>{t.secondFactor.proveLead}</p>
      {confirm.isError && fault === undefined && (
        <ProblemNote error={confirm.error}>
          {tooLate && <Button onClick={onStartAgain}>{t.secondFactor.startAgain}</Button>}
        </ProblemNote>
      )}
      <AppCodeField
        value={code}
        onChange={setCode}
        error={fault === undefined ? undefined : t.secondFactor.wrongCode}
      />
      <div className="acts">
        {onCancel !== undefined && <Button onClick={onCancel}>{t.secondFactor.cancel}</Button>}
        <Button type="submit" look="primary" busy={confirm.isPending}>
          {replaces ? t.secondFactor.proveReplaced : t.secondFactor.prove}
        </Button>
      </div>
    </form>
  );
}
