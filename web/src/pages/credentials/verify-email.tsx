// SPDX-License-Identifier: Apache-2.0
// The second step of a registration: the code that was sent to the email. Who has just chosen a
// password is signed in with it.
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { api } from '../../api/calls';
import { currentNewcomer, forgetNewcomer } from '../../app/newcomer';
import { go, Link } from '../../app/router';
import { useEnterSession } from '../../app/session';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { CodeField, codeLength } from '../../ui/code-field';
import { Field } from '../../ui/field';
import { ProblemNote } from '../../ui/states';
import { OutsidePage } from '../sign-in';
import { Resend } from './resend';

const codeMinutes = 10;

export function VerifyEmailPage() {
  const [newcomer] = useState(currentNewcomer);
  const [email, setEmail] = useState(newcomer?.email ?? '');
  const [code, setCode] = useState('');
  const enter = useEnterSession();
  const verify = useMutation({
    mutationFn: async (digits: string) => {
      await api.verifyEmail({ email: email.trim(), code: digits });
      if (newcomer === null || newcomer.email !== email.trim()) return null;
      return api.signIn({ email: newcomer.email, password: newcomer.password }).catch(() => null);
    },
    onSuccess(signedIn) {
      forgetNewcomer();
      if (signedIn?.account) {
        enter(signedIn.account);
        go('/', 'replace');
      } else {
        go('/sign-in?verified', 'replace');
      }
    },
    onError: () => setCode(''),
  });
  const send = (digits: string): void => {
    if (digits.length === codeLength && email !== '' && !verify.isPending) verify.mutate(digits);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send(code);
  };

  const lead = newcomer === null ? t.credentials.verifyLeadUnknown : t.credentials.verifyLead(newcomer.email);
  return (
    <OutsidePage title={t.credentials.verifyTitle} lead={lead}>
      <form className="form" onSubmit={submit}>
        {verify.isError && <ProblemNote error={verify.error} />}
        {newcomer === null && (
          <Field
            label={t.signIn.email}
            type="email"
            autoComplete="username"
            required
            autoFocus
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
        <CodeField value={code} onChange={setCode} onComplete={send} autoFocus={newcomer !== null} />
        <p className="fine">{t.credentials.verifyGood(codeMinutes)}</p>
        <Button type="submit" look="primary" className="wide" busy={verify.isPending}>
          {t.credentials.verifySubmit}
        </Button>
      </form>
      <Resend
        sentAt={newcomer?.codeSentAt ?? 0}
        send={() => api.resendCode({ email: email.trim() })}
        disabled={email === ''}
      />
      <p className="fine">{t.credentials.verifyTaken}</p>
      <p className="aside">
        <Link href="/sign-in">{t.credentials.backToSignIn}</Link>
      </p>
    </OutsidePage>
  );
}
