// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useAttempt } from '../../api/attempt';
import { api } from '../../api/calls';
import type { CreditApproval } from '../../api/types';
import { moneyText } from '../../format/money';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { ProblemNote } from '../../ui/states';
import { toast } from '../../ui/toast';

export interface Decision {
  approval: CreditApproval;
  verdict: 'approve' | 'reject';
}

export function DecideDialog({ approval, verdict, onClose }: Decision & { onClose: () => void }) {
  const client = useQueryClient();
  const attempt = useAttempt();
  const [reason, setReason] = useState('');
  const amount = moneyText(approval.amount);
  const name = approval.account.username ?? approval.account.id;
  const by = approval.asked_by.username ?? approval.asked_by.id;
  const run = useMutation({
    mutationFn: () =>
      attempt(`${verdict} ${reason}`, (key) =>
        verdict === 'approve'
          ? api.admin.approve(approval.id, key)
          : api.admin.reject(approval.id, reason.trim(), key),
      ),
    onSuccess() {
      toast('check', verdict === 'approve' ? t.admin.recharged(amount) : t.admin.done);
      onClose();
    },
    // Also when another administrator was faster.
    onSettled: () => client.invalidateQueries({ queryKey: ['admin'] }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!run.isPending) run.mutate();
  };
  const words = t.admin.approvals;
  return (
    <Dialog
      title={verdict === 'approve' ? words.approveTitle(amount, name) : words.rejectTitle(amount, name)}
      onClose={onClose}
    >
      <form className="form" onSubmit={submit}>
        <p>{words.approveBody(by, approval.reason)}</p>
        {run.isError && <ProblemNote error={run.error} />}
        {verdict === 'reject' && (
          <Field
            label={t.admin.reason}
            hint={t.admin.reasonHint}
            required
            data-first-focus
            maxLength={500}
            autoComplete="off"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
        <div className="dialog-acts">
          <Button onClick={onClose}>{t.admin.keep}</Button>
          <Button
            type="submit"
            look={verdict === 'approve' ? 'primary' : 'danger'}
            busy={run.isPending}
            disabled={verdict === 'reject' && reason.trim() === ''}
          >
            {verdict === 'approve' ? words.approve : words.reject}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
