// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api } from '../../api/calls';
import { isProblem } from '../../api/problem';
import { queries } from '../../api/queries';
import { usePasswordLength } from '../../app/settings';
import { t } from '../../texts';
import { fieldMessages } from '../../texts/explain';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { ProblemNote } from '../../ui/states';
import { toast } from '../../ui/toast';

const empty = { old_password: '', new_password: '' };

export function PasswordTab() {
  const { data: account } = useQuery(queries.account);
  const lengthMin = usePasswordLength();
  const [form, setForm] = useState(empty);
  const change = useMutation({
    mutationFn: api.changePassword,
    onSuccess() {
      setForm(empty);
      toast('check', t.credentials.passwordChanged);
    },
  });
  const isWrong = isProblem(change.error, 'invalid_credentials');
  const errors = fieldMessages(change.error);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    change.mutate(form);
  };

  return (
    <section className="card panel" aria-labelledby="password-title">
      <h2 id="password-title">{t.credentials.passwordTitle}</h2>
      <p className="fine">{t.credentials.passwordLead}</p>
      <form className="form" onSubmit={submit}>
        {change.isError && !isWrong && <ProblemNote error={change.error} />}
        {/* Tells a password manager whose password it is. */}
        <input type="email" autoComplete="username" value={account?.email ?? ''} readOnly hidden />
        <Field
          label={t.credentials.oldPassword}
          type="password"
          autoComplete="current-password"
          required
          error={isWrong ? t.credentials.oldPasswordWrong : errors['old_password']}
          value={form.old_password}
          onChange={(event) => setForm({ ...form, old_password: event.target.value })}
        />
        <Field
          label={t.credentials.newPassword}
          type="password"
          autoComplete="new-password"
          required
          hint={t.register.passwordHint(lengthMin)}
          error={errors['new_password']}
          value={form.new_password}
          onChange={(event) => setForm({ ...form, new_password: event.target.value })}
        />
        <div>
          <Button type="submit" look="primary" busy={change.isPending}>
            {t.credentials.resetSubmit}
          </Button>
        </div>
      </form>
    </section>
  );
}
