// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useAttempt } from '../api/attempt';
import { api } from '../api/calls';
import { queries } from '../api/queries';
import type { ApiKey, NewApiKey } from '../api/types';
import { t } from '../texts';
import { fieldMessages } from '../texts/explain';
import { Button, IconButton } from '../ui/button';
import { CopyButton } from '../ui/copy';
import { Dialog } from '../ui/dialog';
import { Field } from '../ui/field';
import { Moment } from '../ui/moment';
import { Empty, Failed, ProblemNote, Skeleton } from '../ui/states';

export function KeysPage() {
  const keys = useQuery(queries.apiKeys);
  const [creating, setCreating] = useState(false);
  const [deleting, setDeleting] = useState<ApiKey | null>(null);
  return (
    <>
      <header className="page-head with-act">
        <div>
          <h1>{t.keys.title}</h1>
          <p className="lead">
            {t.keys.lead} <a href="/openapi.json">{t.keys.docs}</a>
          </p>
        </div>
        <Button icon="plus" onClick={() => setCreating(true)}>
          {t.keys.create}
        </Button>
      </header>
      {keys.isPending && <Skeleton shape="rows" />}
      {keys.isError && keys.data === undefined && (
        <Failed error={keys.error} onRetry={() => void keys.refetch()} />
      )}
      {keys.data?.length === 0 && (
        <Empty icon="key" title={t.keys.none} hint={t.keys.noneHint}>
          <Button look="primary" onClick={() => setCreating(true)}>
            {t.keys.create}
          </Button>
        </Empty>
      )}
      {keys.data !== undefined && keys.data.length > 0 && (
        <KeyTable keys={keys.data} onDelete={setDeleting} />
      )}
      {creating && <CreateKey onClose={() => setCreating(false)} />}
      {deleting !== null && <DeleteKey apiKey={deleting} onClose={() => setDeleting(null)} />}
    </>
  );
}

function KeyTable({ keys, onDelete }: { keys: ApiKey[]; onDelete: (key: ApiKey) => void }) {
  return (
    <table className="table keys">
      <thead>
        <tr>
          <th>{t.keys.label}</th>
          <th>{t.keys.prefix}</th>
          <th>{t.keys.created}</th>
          <th>{t.keys.lastUsed}</th>
          <th>
            <span className="visually-hidden">{t.keys.delete}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key.id}>
            <th scope="row">
              <bdi>{key.label}</bdi>
            </th>
            <td className="prefix">
              <code>{key.prefix}…</code>
            </td>
            <td data-label={t.keys.created}>
              <Moment time={key.created_at} />
            </td>
            <td data-label={t.keys.lastUsed}>
              {key.last_used_at === null ? t.keys.never : <Moment time={key.last_used_at} />}
            </td>
            <td className="end act">
              <IconButton
                icon="trash"
                label={t.keys.deleteLabel(key.label)}
                onClick={() => onDelete(key)}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CreateKey({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const attempt = useAttempt();
  const [label, setLabel] = useState('');
  const create = useMutation({
    mutationFn: (name: string) => attempt(name, (key) => api.createApiKey(name, key)),
    onSuccess: () => client.invalidateQueries({ queryKey: queries.apiKeys.queryKey }),
    // The key itself must not outlive the dialog.
    gcTime: 0,
  });
  if (create.data !== undefined) return <ShownOnce created={create.data} onClose={onClose} />;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    create.mutate(label.trim());
  };
  return (
    <Dialog title={t.keys.createTitle} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        {create.isError && <ProblemNote error={create.error} />}
        <Field
          label={t.keys.label}
          hint={t.keys.labelHint}
          error={fieldMessages(create.error)['label']}
          required
          data-first-focus
          maxLength={80}
          value={label}
          onChange={(event) => setLabel(event.target.value)}
        />
        <div className="dialog-acts">
          <Button onClick={onClose}>{t.confirm.close}</Button>
          <Button type="submit" look="primary" busy={create.isPending}>
            {t.keys.submit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

function ShownOnce({ created, onClose }: { created: NewApiKey; onClose: () => void }) {
  return (
    <Dialog title={t.keys.newTitle}>
      <p>{t.keys.shownOnce}</p>
      <code className="secret">{created.key}</code>
      <div className="dialog-acts">
        <Button onClick={onClose}>{t.keys.done}</Button>
        <CopyButton text={created.key} label={t.keys.copy} look="primary" />
      </div>
    </Dialog>
  );
}

function DeleteKey({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const client = useQueryClient();
  const attempt = useAttempt();
  const remove = useMutation({
    mutationFn: () => attempt('delete', (key) => api.deleteApiKey(apiKey.id, key)),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: queries.apiKeys.queryKey });
      onClose();
    },
  });
  return (
    <Dialog title={t.keys.deleteTitle(apiKey.label)} onClose={onClose}>
      <p>{t.keys.deleteBody}</p>
      {remove.isError && <ProblemNote error={remove.error} />}
      <div className="dialog-acts">
        <Button data-first-focus onClick={onClose}>
          {t.keys.deleteKeep}
        </Button>
        <Button look="danger" busy={remove.isPending} onClick={() => remove.mutate()}>
          {t.keys.delete}
        </Button>
      </div>
    </Dialog>
  );
}
