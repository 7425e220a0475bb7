// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useAttempt } from '../../api/attempt';
import { api } from '../../api/calls';
import { queries } from '../../api/queries';
import type { CreateApiKey } from '../../api/types';
import { t } from '../../texts';
import { fieldMessages } from '../../texts/explain';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Field } from '../../ui/field';
import { ProblemNote } from '../../ui/states';
import { ShownOnce } from './shown-once';
import { addressesOf, endOf, lifetimes, messageAt, scopesOf, type Lifetime, type Scope } from './form';

export function CreateKey({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const attempt = useAttempt();
  const account = useQuery(queries.account);
  const offered = scopesOf(account.data?.role ?? 'user');
  const [label, setLabel] = useState('');
  const [left, setLeft] = useState<readonly Scope[]>([]);
  const [addresses, setAddresses] = useState('');
  const [lifetime, setLifetime] = useState<Lifetime>('never');
  const scopes = offered.filter((scope) => !left.includes(scope));
  const create = useMutation({
    mutationFn: (body: CreateApiKey) =>
      attempt(JSON.stringify(body), (key) => api.createApiKey(body, key)),
    onSuccess: () => client.invalidateQueries({ queryKey: queries.apiKeys.queryKey }),
    // The key itself must not outlive the dialog.
    gcTime: 0,
  });
  if (create.data !== undefined) return <ShownOnce created={create.data} onClose={onClose} />;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    create.mutate({
      label: label.trim(),
      scopes,
      allowed_ips: addressesOf(addresses),
      expires_at: endOf(lifetime, new Date()),
    });
  };
  const faults = fieldMessages(create.error);
  return (
    <Dialog title={t.keys.createTitle} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        {create.isError && <ProblemNote error={create.error} />}
        <Field
          label={t.keys.label}
          hint={t.keys.labelHint}
          error={faults['label']}
          required
          data-first-focus
          maxLength={64}
          value={label}
          onChange={(event) => setLabel(event.target.value)}
        />
        <fieldset className="checks">
          <legend>{t.keys.scopesLegend}</legend>
          {offered.map((scope) => (
            <label className="check" key={scope}>
              <input
                type="checkbox"
                checked={!left.includes(scope)}
                onChange={(event) =>
                  setLeft(
                    event.target.checked ? left.filter((one) => one !== scope) : [...left, scope],
                  )
                }
              />
              <span>{t.keys.scopeNames[scope] ?? scope}</span>
            </label>
          ))}
        </fieldset>
        <label className="field">
          <span className="label">{t.keys.expires}</span>
          <select
            value={lifetime}
            onChange={(event) => setLifetime(event.target.value as Lifetime)}
          >
            {lifetimes.map((one) => (
              <option key={one} value={one}>
                {t.keys.lifetimes[one]}
              </option>
            ))}
          </select>
        </label>
        <Field
          label={
            <>
              {t.keys.addresses} <span className="fine">({t.common.optional})</span>
            </>
          }
          hint={t.keys.addressesHint}
          error={messageAt(faults, 'allowed_ips')}
          autoComplete="off"
          spellCheck={false}
          value={addresses}
          onChange={(event) => setAddresses(event.target.value)}
        />
        <div className="dialog-acts">
          <Button onClick={onClose}>{t.confirm.close}</Button>
          <Button
            type="submit"
            look="primary"
            busy={create.isPending}
            disabled={scopes.length === 0}
          >
            {t.keys.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
