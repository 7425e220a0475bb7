// SPDX-License-Identifier: Apache-2.0
// Another email in two steps: its address, then the code that was sent there.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useAttempt } from '../../api/attempt';
import { api } from '../../api/calls';
import { queries } from '../../api/queries';
import type { Account } from '../../api/types';
import { useSendsMail } from '../../app/settings';
import { serverNow } from '../../format/clock';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { CodeField } from '../../ui/code-field';
import { Field } from '../../ui/field';
import { ProblemNote } from '../../ui/states';
import { toast } from '../../ui/toast';
import { Resend } from '../credentials/resend';

interface Wanted {
  email: string;
  sentAt: number;
}

export function EmailChange({ account }: { account: Account }) {
  const sendsMail = useSendsMail();
  const [wanted, setWanted] = useState<Wanted | null>(null);
  return (
    <section className="card panel" aria-labelledby="email-title">
      <h2 id="email-title">{t.credentials.emailTitle}</h2>
      <p className="fine">{t.credentials.emailNow(account.email)}</p>
      {!sendsMail && <p className="fine">{t.credentials.emailOff}</p>}
      {sendsMail && wanted === null && <AddressForm onAsked={setWanted} />}
      {wanted !== null && <CodeForm wanted={wanted} onDone={() => setWanted(null)} />}
    </section>
  );
}

function useAskForEmail(): (email: string) => Promise<void> {
  const attempt = useAttempt();
  return (email) => attempt(email, (key) => api.changeEmail(email, key));
}

function AddressForm({ onAsked }: { onAsked: (wanted: Wanted) => void }) {
  const [email, setEmail] = useState('');
  const ask = useMutation({
    mutationFn: useAskForEmail(),
    onSuccess: (_, address) => onAsked({ email: address, sentAt: serverNow() }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    ask.mutate(email.trim());
  };
  return (
    <form className="form" onSubmit={submit}>
      {ask.isError && <ProblemNote error={ask.error} />}
      <Field
        label={t.credentials.newEmail}
        type="email"
        autoComplete="email"
        required
        value={email}
        onChange={(event) => setEmail(event.target.value)}
      />
      <div>
        <Button type="submit" look="primary" busy={ask.isPending}>
          {t.credentials.emailSubmit}
        </Button>
      </div>
    </form>
  );
}

function CodeForm({ wanted, onDone }: { wanted: Wanted; onDone: () => void }) {
  const client = useQueryClient();
  const askAgain = useAskForEmail();
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: api.confirmEmail,
    onSuccess(account) {
      client.setQueryData(queries.account.queryKey, account);
      toast('check', t.credentials.emailChanged, account.email);
      onDone();
    },
    onError: () => setCode(''),
  });
  const send = (digits: string): void => {
    if (!confirm.isPending) confirm.mutate(digits);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send(code);
  };
  return (
    <>
      <form className="form" onSubmit={submit}>
        {confirm.isError && <ProblemNote error={confirm.error} />}
        <p>{t.credentials.emailSent(wanted.email)}</p>
        <CodeField value={code} onChange={setCode} onComplete={send} autoFocus />
        <div className="acts">
          <Button type="submit" look="primary" busy={confirm.isPending}>
            {t.credentials.verifySubmit}
          </Button>
          <Button onClick={onDone}>{t.credentials.emailOther}</Button>
        </div>
      </form>
      <Resend sentAt={wanted.sentAt} send={() => askAgain(wanted.email)} />
    </>
  );
}
