// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { api } from '../api/calls';
import { queries } from '../api/queries';
import type { Account } from '../api/types';
import { ThemeChoice } from '../app/account-menu';
import { LanguageChoice } from '../app/language-choice';
import { go, Link, usePlace } from '../app/router';
import { useEnterSession } from '../app/session';
import { useBrand } from '../app/settings';
import { t } from '../texts';
import { Button } from '../ui/button';
import { Field } from '../ui/field';
import { Logo } from '../ui/icon';
import { Note, ProblemNote } from '../ui/states';
import { SecondStep } from './second-factor/second-step';

export function OutsidePage({ title, lead, children }: { title: string; lead: string; children: ReactNode }) {
  const brand = useBrand();
  return (
    <div className="outside">
      <title>{`${title} · ${brand}`}</title>
      <main className="outside-main">
        <Logo brand={brand} />
        <div className="card outside-card">
          <header>
            <h1>{title}</h1>
            <p className="lead">{lead}</p>
          </header>
          {children}
        </div>
        <div className="outside-choices">
          <ThemeChoice />
          <LanguageChoice />
        </div>
      </main>
    </div>
  );
}

/** What else can be done where a password is asked for; not beside the second step. */
function OtherWays() {
  const settings = useQuery(queries.settings);
  return (
    <>
      {settings.data?.mail === true && (
        <p className="aside">
          <Link href="/forgot">{t.credentials.forgotLink}</Link>
        </p>
      )}
      {settings.data?.demo === true && (
        <Note look="info" title={t.signIn.demoTitle}>
          <p>{t.signIn.demo}</p>
        </Note>
      )}
      <p className="aside">
        {t.signIn.noAccount} <Link href="/register">{t.signIn.register}</Link>
      </p>
      {settings.data?.mail === true && (
        <p className="aside">
          <Link href="/verify">{t.credentials.verifyLink}</Link>
        </p>
      )}
    </>
  );
}

export function SignInPage() {
  const { query } = usePlace();
  return (
    <OutsidePage title={t.signIn.title} lead={t.tagline}>
      {query.has('registered') && (
        <Note look="success" title={t.signIn.registered}>
          <p>{t.signIn.registeredHint}</p>
        </Note>
      )}
      {query.has('verified') && (
        <Note look="success" title={t.credentials.verified}>
          <p>{t.credentials.verifiedHint}</p>
        </Note>
      )}
      {query.has('reset') && (
        <Note look="success" title={t.credentials.wasReset}>
          <p>{t.credentials.wasResetHint}</p>
        </Note>
      )}
      <SignInForm beside={<OtherWays />} />
    </OutsidePage>
  );
}

interface SignInFormProps {
  email?: string;
  beside?: ReactNode;
}

export function SignInForm({ email: known = '', beside }: SignInFormProps) {
  const [email, setEmail] = useState(known);
  const [password, setPassword] = useState('');
  const [step, setStep] = useState<'password' | 'late' | 'code'>('password');
  const enter = useEnterSession();
  const signedIn = (account: Account): void => {
    enter(account);
    if (['/sign-in', '/register'].includes(location.pathname)) go('/', 'replace');
  };
  const signIn = useMutation({
    mutationFn: api.signIn,
    onSuccess({ account }) {
      setPassword('');
      if (account === null) setStep('code');
      else signedIn(account);
    },
  });

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate({ email: email.trim(), password });
  };

  if (step === 'code') {
    return (
      <SecondStep
        onSignedIn={signedIn}
        onBack={(why) => setStep(why === 'late' ? 'late' : 'password')}
      />
    );
  }
  return (
    <>
      <form className="form" onSubmit={submit}>
        {step === 'late' && (
          <Note look="info" title={t.secondFactor.stepTooLate}>
            <p>{t.secondFactor.stepTooLateHint}</p>
          </Note>
        )}
        {signIn.isError && <ProblemNote error={signIn.error} />}
        <Field
          label={t.signIn.email}
          type="email"
          autoComplete="username"
          required
          autoFocus={known === ''}
          value={email}
          onChange={(event) => setEmail(event.target.value)}
        />
        <Field
          label={t.signIn.password}
          type="password"
          autoComplete="current-password"
          required
          data-first-focus
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <Button type="submit" look="primary" className="wide" busy={signIn.isPending}>
          {t.signIn.submit}
        </Button>
      </form>
      {beside}
    </>
  );
}
