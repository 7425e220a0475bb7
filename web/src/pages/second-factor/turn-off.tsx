// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api } from '../../api/calls';
import { isProblem } from '../../api/problem';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { ProblemNote } from '../../ui/states';
import { EitherCode, noCode } from './code-field';

interface TurnOffProps {
  email: string;
  onClose: () => void;
  onDone: () => void;
}

export function TurnOff({ email, onClose, onDone }: TurnOffProps) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState(noCode);
  const turnOff = useMutation({ mutationFn: api.turnOffSecondFactor, onSuccess: onDone });
  const isRefused = isProblem(turnOff.error, 'invalid_credentials');

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    turnOff.mutate({ password, code: code.text });
  };

  return (
    <Dialog title={t.secondFactor.offTitle} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <p>{t.secondFactor.offBody}</p>
        {turnOff.isError && !isRefused && <ProblemNote error={turnOff.error} />}
        {isRefused && (
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
          required
          data-first-focus
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <EitherCode code={code} onChange={setCode} wrong={false} />
        <div className="dialog-acts">
          <Button onClick={onClose}>{t.secondFactor.offKeep}</Button>
          <Button type="submit" look="danger" busy={turnOff.isPending}>
            {t.secondFactor.turnOff}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
