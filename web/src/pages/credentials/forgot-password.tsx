// SPDX-License-Identifier: Apache-2.0
// Asks for the email by which a new password is chosen. What is shown is the same for every address.
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api } from '../../api/calls';
import { Link } from '../../app/router';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { Note, ProblemNote } from '../../ui/states';
import { OutsidePage } from '../sign-in';

export function ForgotPasswordPage() {
  const [email, setEmail] = useState('');
  const forgot = useMutation({ mutationFn: api.forgotPassword });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    forgot.mutate({ email: email.trim() });
  };

  return (
    <OutsidePage title={t.credentials.forgotTitle} lead={t.credentials.forgotLead}>
      {forgot.isSuccess ? (
        <Note look="success" title={t.credentials.forgotDone}>
          <p>{t.credentials.forgotDoneHint(forgot.variables.email)}</p>
        </Note>
      ) : (
        <form className="form" onSubmit={submit}>
          {forgot.isError && <ProblemNote error={forgot.error} />}
          <Field
            label={t.signIn.email}
            type="email"
            autoComplete="username"
            required
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
          <Button type="submit" look="primary" className="wide" busy={forgot.isPending}>
            {t.credentials.forgotSubmit}
          </Button>
        </form>
      )}
      <p className="aside">
        <Link href="/reset">{t.credentials.haveCode}</Link>
        {' · '}
        <Link href="/sign-in">{t.credentials.backToSignIn}</Link>
      </p>
    </OutsidePage>
  );
}
