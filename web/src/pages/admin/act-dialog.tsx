// SPDX-License-Identifier: Apache-2.0
// What an administrator does to an account: each act says what will happen and asks why.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useAttempt } from '../../api/attempt';
import { api } from '../../api/calls';
import { queries } from '../../api/queries';
import type { AccountDetail, Role } from '../../api/types';
import { t } from '../../texts';
import { fieldMessages } from '../../texts/explain';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { Select } from '../../ui/select';
import { ProblemNote } from '../../ui/states';
import { toast } from '../../ui/toast';

export type Act = 'suspend' | 'restore' | 'role' | 'plan' | 'end';

const words = {
  suspend: { title: t.admin.suspendTitle, body: t.admin.suspendBody, submit: t.admin.suspend },
  restore: { title: t.admin.restoreTitle, body: t.admin.restoreBody, submit: t.admin.restore },
  role: { title: t.admin.changeRoleTitle, body: t.admin.changeRoleBody, submit: t.admin.changeRole },
  plan: { title: t.admin.changePlanTitle, body: t.admin.changePlanBody, submit: t.admin.changePlan },
  end: { title: t.admin.endSessionsTitle, body: t.admin.endSessionsBody, submit: t.admin.endSessions },
};

interface ActDialogProps {
  act: Act;
  detail: AccountDetail;
  onClose: () => void;
}

export function ActDialog({ act, detail, onClose }: ActDialogProps) {
  const { account } = detail;
  const client = useQueryClient();
  const attempt = useAttempt();
  const [reason, setReason] = useState('');
  const [choice, setChoice] = useState<string>(act === 'role' ? account.role : account.plan);
  const run = useMutation({
    mutationFn: () =>
      attempt(`${act} ${choice} ${reason}`, (key) => {
        if (act === 'role') {
          return api.admin.setRole(account.id, { role: choice as Role, reason }, key);
        }
        if (act === 'plan') return api.admin.setPlan(account.id, { plan: choice, reason }, key);
        return api.admin.act(account.id, act === 'end' ? 'sessions/end' : act, reason, key);
      }),
    onSuccess(after) {
      client.setQueryData(queries.admin.account(account.id).queryKey, after);
      void client.invalidateQueries({ queryKey: ['admin'] });
      toast('check', t.admin.done);
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!run.isPending) run.mutate();
  };
  const unchanged =
    (act === 'role' && choice === account.role) || (act === 'plan' && choice === account.plan);
  return (
    <Dialog title={words[act].title(account.username)} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <p>{words[act].body}</p>
        {run.isError && <ProblemNote error={run.error} />}
        {act === 'role' && <RoleSelect value={choice} onChange={setChoice} />}
        {act === 'plan' && <PlanSelect value={choice} onChange={setChoice} />}
        <Field
          label={t.admin.reason}
          hint={t.admin.reasonHint}
          error={fieldMessages(run.error)['reason']}
          required
          data-first-focus
          maxLength={500}
          autoComplete="off"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <div className="dialog-acts">
          <Button onClick={onClose}>{t.admin.keep}</Button>
          <Button
            type="submit"
            look={act === 'suspend' ? 'danger' : 'primary'}
            busy={run.isPending}
            disabled={unchanged || reason.trim() === ''}
          >
            {words[act].submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface ChoiceProps {
  value: string;
  onChange: (value: string) => void;
}

function RoleSelect({ value, onChange }: ChoiceProps) {
  return (
    <Select label={t.admin.role} value={value} onChange={(event) => onChange(event.target.value)}>
      {Object.entries(t.account.roles).map(([role, name]) => (
        <option key={role} value={role}>
          {name}
        </option>
      ))}
    </Select>
  );
}

function PlanSelect({ value, onChange }: ChoiceProps) {
  const plans = useQuery(queries.admin.plans);
  const known = plans.data ?? [];
  return (
    <Select label={t.admin.plan} value={value} onChange={(event) => onChange(event.target.value)}>
      {!known.some(({ name }) => name === value) && <option value={value}>{value}</option>}
      {known.map(({ name, open_at_once: open, per_hour: hour }) => (
        <option key={name} value={name}>
          {t.admin.planOption(name, open, hour)}
        </option>
      ))}
    </Select>
  );
}
