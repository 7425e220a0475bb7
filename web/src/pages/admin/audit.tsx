// SPDX-License-Identifier: Apache-2.0
import { useState, type FormEvent } from 'react';
import { pathWith } from '../../api/client';
import { go, usePlace } from '../../app/router';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { Select } from '../../ui/select';
import { AuditTable } from './audit-table';
import { CheckCard } from './check-card';

/** A9: who did what. The filter is in the address, so that it can be sent and kept. */
export function AuditLog() {
  const { query } = usePlace();
  const account = query.get('account') ?? '';
  const action = query.get('action') ?? '';
  const [typed, setTyped] = useState(account);
  const show = (next: { account: string; action: string }): void =>
    go(pathWith('/admin/audit', next), 'replace');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    show({ account: typed.trim(), action });
  };
  return (
    <div className="admin">
      <CheckCard kind="audit" />
      <form className="audit-filter" onSubmit={submit}>
        <Field
          label={t.admin.audit.filterAccount}
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Select
          label={t.admin.audit.filterAction}
          value={action}
          onChange={(event) => show({ account: typed.trim(), action: event.target.value })}
        >
          <option value="">{t.admin.audit.allActions}</option>
          {Object.entries(t.admin.audit.actions).map(([one, name]) => (
            <option key={one} value={one}>
              {name}
            </option>
          ))}
        </Select>
        <Button type="submit">{t.admin.audit.apply}</Button>
      </form>
      <AuditTable key={`${account} ${action}`} account={account} action={action} />
    </div>
  );
}
