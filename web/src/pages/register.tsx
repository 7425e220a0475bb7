// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api } from '../api/calls';
import type { Registration } from '../api/types';
import { rememberNewcomer } from '../app/newcomer';
import { go, Link } from '../app/router';
import { usePasswordLength, useSendsMail, useTermsVersion } from '../app/settings';
import { serverNow } from '../format/clock';
import { language, t } from '../texts';
import { fieldMessages } from '../texts/explain';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { LinkedText } from '../ui/linked-text';
import { ProblemNote } from '../ui/states';
import { OutsidePage } from './sign-in';

const documents = { terms: '/terms', privacy: '/privacy' };

const empty: Registration = {
  email: '',
  username: '',
  password: '',
  birth_date: '',
  accept_terms: false,
  marketing_consent: false,
};

export function RegisterPage() {
  const [form, setForm] = useState(empty);
  const sendsMail = useSendsMail();
  const lengthMin = usePasswordLength();
  // In one piece: from right to left, half of a date on the next line reads as another.
  const termsVersion = useTermsVersion().replaceAll('-', '\u2011');
  const register = useMutation({
    mutationFn: api.register,
    // The same answer for every address: whether an account exists is nobody else's business.
    onSuccess(_, { email, password }) {
      if (!sendsMail) return go('/sign-in?registered');
      rememberNewcomer({ email, password, codeSentAt: serverNow() });
      go('/verify');
    },
  });
  const errors = fieldMessages(register.error);
  const change = (part: Partial<Registration>): void => setForm({ ...form, ...part });

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    register.mutate({ ...form, language, email: form.email.trim(), username: form.username.trim() });
  };

  return (
    <OutsidePage title={t.register.title} lead={t.register.lead}>
      <form className="form" onSubmit={submit}>
        {register.isError && <ProblemNote error={register.error} />}
        <Field
          label={t.signIn.email}
          type="email"
          autoComplete="email"
          required
          autoFocus
          error={errors['email']}
          value={form.email}
          onChange={(event) => change({ email: event.target.value })}
        />
        <Field
          label={t.register.username}
          autoComplete="nickname"
          required
          error={errors['username']}
          value={form.username}
          onChange={(event) => change({ username: event.target.value })}
        />
        <Field
          label={t.signIn.password}
          type="password"
          autoComplete="new-password"
          required
          minLength={lengthMin}
          hint={t.register.passwordHint(lengthMin)}
          error={errors['password']}
          value={form.password}
          onChange={(event) => change({ password: event.target.value })}
        />
        <Field
          label={t.register.birthDate}
          type="date"
          autoComplete="bday"
          required
          hint={t.register.birthDateHint}
          error={errors['birth_date']}
          value={form.birth_date}
          onChange={(event) => change({ birth_date: event.target.value })}
        />
        <label className="check">
          <input
            type="checkbox"
            required
            checked={form.accept_terms}
            onChange={(event) => change({ accept_terms: event.target.checked })}
          />
          <span>
            <LinkedText text={t.register.terms(termsVersion)} to={documents} />
          </span>
        </label>
        {errors['accept_terms'] !== undefined && <p className="fine error">{errors['accept_terms']}</p>}
        {sendsMail && (
          <label className="check">
            <input
              type="checkbox"
              checked={form.marketing_consent === true}
              onChange={(event) => change({ marketing_consent: event.target.checked })}
            />
            <span>{t.credentials.news}</span>
          </label>
        )}
        <p className="fine">
          <LinkedText text={t.register.privacy} to={documents} />
        </p>
        <Button type="submit" look="primary" className="wide" busy={register.isPending}>
          {t.register.submit}
        </Button>
      </form>
      <p className="aside">
        {t.register.haveAccount} <Link href="/sign-in">{t.register.signIn}</Link>
      </p>
    </OutsidePage>
  );
}
