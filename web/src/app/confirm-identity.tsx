// SPDX-License-Identifier: Apache-2.0
// Some changes ask for a recent sign-in. Whatever call is refused for want of it waits here for the
// password, and is then repeated by the client.
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState, type FormEvent } from 'react';
import { api } from '../api/calls';
import { whenProofNeeded } from '../api/client';
import { isProblem } from '../api/problem';
import { queries } from '../api/queries';
import { EitherCode, noCode } from '../pages/second-factor/code-field';
import { t } from '../texts';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Field } from '../ui/field';
import { ProblemNote } from '../ui/states';

type Answer = (proved: boolean) => void;

export function ConfirmIdentity({ email }: { email: string }) {
  const [answer, setAnswer] = useState<Answer | null>(null);

  useEffect(() => {
    let waiting: Answer = () => {};
    whenProofNeeded(
      () =>
        new Promise((resolve) => {
          waiting = resolve;
          setAnswer(() => resolve);
        }),
    );
    return () => {
      whenProofNeeded(null);
      waiting(false);
    };
  }, []);

  if (answer === null) return null;
  return (
    <ConfirmDialog
      email={email}
      onAnswer={(proved) => {
        setAnswer(null);
        answer(proved);
      }}
    />
  );
}

function ConfirmDialog({ email, onAnswer }: { email: string; onAnswer: Answer }) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState(noCode);
  const factor = useQuery(queries.secondFactor);
  const hasFactor = factor.data?.active === true;
  const confirm = useMutation({ mutationFn: api.confirm, onSuccess: () => onAnswer(true) });

  const isWrong = isProblem(confirm.error, 'invalid_credentials');

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    confirm.mutate(hasFactor ? { password, code: code.text } : { password });
  };

  return (
    <Dialog title={t.sessions.confirmTitle} onClose={() => onAnswer(false)}>
      <form className="form" onSubmit={submit}>
        <p>{t.sessions.confirmLead}</p>
        {confirm.isError && !isWrong && <ProblemNote error={confirm.error} />}
        {isWrong && hasFactor && (
          <p className="fine error" role="alert">
            {t.secondFactor.wrongEither}
          </p>
        )}
        {/* Tells a password manager whose password is asked for. */}
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <Field
          label={t.signIn.password}
          type="password"
          autoComplete="current-password"
          error={isWrong && !hasFactor ? t.sessions.wrongPassword : undefined}
          required
          data-first-focus
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {hasFactor && <EitherCode code={code} onChange={setCode} wrong={false} />}
        <div className="dialog-acts">
          <Button onClick={() => onAnswer(false)}>{t.sessions.confirmCancel}</Button>
          <Button type="submit" look="primary" busy={confirm.isPending}>
            {t.sessions.confirmSubmit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
