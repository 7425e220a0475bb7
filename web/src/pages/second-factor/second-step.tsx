// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api } from '../../api/calls';
import { isProblem } from '../../api/problem';
import type { Account } from '../../api/types';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { ProblemNote } from '../../ui/states';
import { EitherCode, noCode } from './code-field';

interface SecondStepProps {
  onSignedIn: (account: Account) => void;
  /** Back to the password; `late` if the server no longer knows that it was right. */
  onBack: (why: 'late' | 'wished') => void;
}

/** The second step of signing in. */
export function SecondStep({ onSignedIn, onBack }: SecondStepProps) {
  const [code, setCode] = useState(noCode);
  const signIn = useMutation({
    mutationFn: api.secondStep,
    onSuccess({ account }) {
      if (account !== null) onSignedIn(account);
    },
    onError(error) {
      if (isProblem(error, 'unauthenticated')) onBack('late');
    },
  });
  const isWrong = isProblem(signIn.error, 'invalid_credentials');

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate(code.text);
  };

  return (
    <form className="form" onSubmit={submit}>
      <p>{t.secondFactor.stepLead}</p>
      {signIn.isError && !isWrong && <ProblemNote error={signIn.error} />}
      <EitherCode
        code={code}
        onChange={(typed) => {
          if (typed.kind !== code.kind) signIn.reset();
          setCode(typed);
        }}
        wrong={isWrong}
        autoFocus
      />
      <Button type="submit" look="primary" className="wide" busy={signIn.isPending}>
        {t.secondFactor.stepSubmit}
      </Button>
      <Button look="quiet" size="small" onClick={() => onBack('wished')}>
        {t.secondFactor.stepBack}
      </Button>
    </form>
  );
}
