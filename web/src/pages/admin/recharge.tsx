// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useAttempt } from '../../api/attempt';
import { api } from '../../api/calls';
import type { AccountDetail } from '../../api/types';
import { moneyText, typedAmount } from '../../format/money';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { ProblemNote } from '../../ui/states';
import { toast } from '../../ui/toast';

/** W7: money that came outside of Otpost. SEC-A5: a large amount waits for a second administrator. */
export function RechargeDialog({ detail, onClose }: { detail: AccountDetail; onClose: () => void }) {
  const { account, balance } = detail;
  const client = useQueryClient();
  const attempt = useAttempt();
  const [amount, setAmount] = useState('');
  const [reason, setReason] = useState('');
  const typed = typedAmount(amount);
  const run = useMutation({
    mutationFn: (body: { amount: string; reason: string }) =>
      attempt(JSON.stringify(body), (key) => api.admin.recharge(account.id, body, key)),
    onSuccess(result) {
      void client.invalidateQueries({ queryKey: ['admin'] });
      if ('asked_by' in result) {
        toast('clock', t.admin.waits, t.admin.waitsHint(moneyText(result.amount)));
      } else {
        toast('check', t.admin.recharged(moneyText(result.amount)));
      }
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (typed !== null && !run.isPending) run.mutate({ amount: typed, reason: reason.trim() });
  };
  return (
    <Dialog title={t.admin.rechargeTitle(account.username)} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        {run.isError && <ProblemNote error={run.error} />}
        <Field
          label={t.admin.amount(balance.currency)}
          error={amount !== '' && typed === null ? t.admin.amountInvalid : undefined}
          required
          data-first-focus
          inputMode="decimal"
          autoComplete="off"
          value={amount}
          onChange={(event) => setAmount(event.target.value)}
        />
        <Field
          label={t.admin.reason}
          hint={t.admin.rechargeHint}
          required
          maxLength={500}
          autoComplete="off"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <div className="dialog-acts">
          <Button onClick={onClose}>{t.admin.keep}</Button>
          <Button
            type="submit"
            look="primary"
            busy={run.isPending}
            disabled={typed === null || reason.trim() === ''}
          >
            {t.admin.recharge}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
