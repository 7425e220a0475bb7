// SPDX-License-Identifier: Apache-2.0
// Chooses a new password with the code of an email. Its link has address and code in the fragment,
// which browsers send to no server; it leaves the address bar as soon as it was read.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type FormEvent } from 'react';
import { api } from '../../api/calls';
import { go, Link } from '../../app/router';
import { leaveSession } from '../../app/session';
import { usePasswordLength } from '../../app/settings';
import { t } from '../../texts';
import { fieldMessages } from '../../texts/explain';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { ProblemNote } from '../../ui/states';
import { OutsidePage } from '../sign-in';

function fromLink(): { email: string; code: string } {
  const parts = new URLSearchParams(location.hash.slice(1));
  return { email: parts.get('email') ?? '', code: parts.get('code') ?? '' };
}

export function ResetPasswordPage() {
  const client = useQueryClient();
  const [given] = useState(fromLink);
  const [form, setForm] = useState({ ...given, password: '' });
  const lengthMin = usePasswordLength();
  useEffect(() => {
    if (location.hash !== '') history.replaceState(null, '', location.pathname);
  }, []);
  const reset = useMutation({
    mutationFn: api.resetPassword,
    onSuccess() {
      leaveSession(client);
      go('/sign-in?reset', 'replace');
    },
  });
  const errors = fieldMessages(reset.error);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    reset.mutate({ ...form, email: form.email.trim() });
  };

  return (
    <OutsidePage title={t.credentials.resetTitle} lead={t.credentials.resetLead}>
      <form className="form" onSubmit={submit}>
        {reset.isError && <ProblemNote error={reset.error} />}
        <Field
          label={t.signIn.email}
          type="email"
          autoComplete="username"
          required
          readOnly={given.email !== ''}
          error={errors['email']}
          value={form.email}
          onChange={(event) => setForm({ ...form, email: event.target.value })}
        />
        {given.code === '' && (
          <Field
            label={t.credentials.code}
            autoComplete="one-time-code"
            autoCapitalize="characters"
            spellCheck={false}
            required
            hint={t.credentials.resetCodeHint}
            error={errors['code']}
            value={form.code}
            onChange={(event) => setForm({ ...form, code: event.target.value })}
          />
        )}
        <Field
          label={t.credentials.newPassword}
          type="password"
          autoComplete="new-password"
          required
          autoFocus={given.code !== ''}
          hint={t.register.passwordHint(lengthMin)}
          error={errors['password']}
          value={form.password}
          onChange={(event) => setForm({ ...form, password: event.target.value })}
        />
        <Button type="submit" look="primary" className="wide" busy={reset.isPending}>
          {t.credentials.resetSubmit}
        </Button>
      </form>
      <p className="aside">
        <Link href="/forgot">{t.credentials.forgotAgain}</Link>
        {' · '}
        <Link href="/sign-in">{t.credentials.backToSignIn}</Link>
      </p>
    </OutsidePage>
  );
}
