// SPDX-License-Identifier: Apache-2.0
// A change that is made with a reason: its fields, why, and what comes of it.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useAttempt } from '../../api/attempt';
import { t } from '../../texts';
import { fieldMessages } from '../../texts/explain';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { ProblemNote } from '../../ui/states';
import { toast } from '../../ui/toast';

interface ChangeDialogProps {
  title: string;
  /** What would be changed, as text: a new attempt begins when it is another. */
  what: string;
  unchanged: boolean;
  change: (reason: string, key: string) => Promise<unknown>;
  onClose: () => void;
  children: ReactNode;
}

export function ChangeDialog({ title, what, unchanged, change, onClose, children }: ChangeDialogProps) {
  const client = useQueryClient();
  const attempt = useAttempt();
  const [reason, setReason] = useState('');
  const run = useMutation({
    mutationFn: () => attempt(`${what} ${reason}`, (key) => change(reason, key)),
    onSuccess() {
      void client.invalidateQueries({ queryKey: ['admin'] });
      void client.invalidateQueries({ queryKey: ['services'] });
      void client.invalidateQueries({ queryKey: ['offers'] });
      toast('check', t.admin.done);
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!run.isPending) run.mutate();
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        {run.isError && <ProblemNote error={run.error} />}
        {children}
        <Field
          label={t.admin.reason}
          hint={t.admin.reasonHint}
          error={fieldMessages(run.error)['reason']}
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
            disabled={unchanged || reason.trim() === ''}
          >
            {t.house.catalogue.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
