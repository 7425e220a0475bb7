// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAttempt } from '../api/attempt';
import { api } from '../api/calls';
import { queries } from '../api/queries';
import type { ApiKey } from '../api/types';
import { t } from '../texts';
import { Button, IconButton } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { Loaded } from '../ui/loaded';
import { Moment } from '../ui/moment';
import { Empty, ProblemNote } from '../ui/states';
import { CreateKey } from './keys/create-key';
import { RotateKey } from './keys/rotate-key';

export function KeysTab() {
  const keys = useQuery(queries.apiKeys);
  const [creating, setCreating] = useState(false);
  const [deleting, setDeleting] = useState<ApiKey | null>(null);
  const [rotating, setRotating] = useState<ApiKey | null>(null);
  return (
    <>
      <header className="panel-head">
        <p className="fine">{t.keys.lead}</p>
        <Button icon="plus" onClick={() => setCreating(true)}>
          {t.keys.create}
        </Button>
      </header>
      <Loaded query={keys} shape="rows">
        {(known) =>
          known.length === 0 ? (
            <Empty icon="key" title={t.keys.none} hint={t.keys.noneHint}>
              <Button look="primary" onClick={() => setCreating(true)}>
                {t.keys.create}
              </Button>
            </Empty>
          ) : (
            <KeyTable keys={known} onDelete={setDeleting} onRotate={setRotating} />
          )
        }
      </Loaded>
      {creating && <CreateKey onClose={() => setCreating(false)} />}
      {rotating !== null && <RotateKey apiKey={rotating} onClose={() => setRotating(null)} />}
      {deleting !== null && <DeleteKey apiKey={deleting} onClose={() => setDeleting(null)} />}
    </>
  );
}

interface KeyTableProps {
  keys: ApiKey[];
  onDelete: (key: ApiKey) => void;
  onRotate: (key: ApiKey) => void;
}

function KeyTable({ keys, onDelete, onRotate }: KeyTableProps) {
  return (
    <table className="table keys">
      <thead>
        <tr>
          <th>{t.keys.label}</th>
          <th>{t.keys.scopes}</th>
          <th>{t.keys.expires}</th>
          <th>{t.keys.lastUsed}</th>
          <th>
            <span className="visually-hidden">{t.keys.acts}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => (
          <tr key={key.id}>
            <th scope="row">
              <bdi>{key.label}</bdi>
              <code className="prefix">{key.prefix}…</code>
            </th>
            <td data-label={t.keys.scopes}>
              <Rights apiKey={key} />
            </td>
            <td data-label={t.keys.expires}>
              <End apiKey={key} />
            </td>
            <td data-label={t.keys.lastUsed}>
              {key.last_used_at === null ? t.keys.never : <Moment time={key.last_used_at} />}
            </td>
            <td className="end act">
              {key.replaced_by === null && (
                <IconButton
                  icon="refresh"
                  label={t.keys.rotateLabel(key.label)}
                  onClick={() => onRotate(key)}
                />
              )}
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

/** What it may do, and from where. */
function Rights({ apiKey }: { apiKey: ApiKey }) {
  return (
    <>
      <span>{apiKey.scopes.map((scope) => t.keys.scopeNames[scope] ?? scope).join(' · ')}</span>
      {apiKey.allowed_ips.length > 0 && (
        <span className="fine">{t.keys.onlyFrom(apiKey.allowed_ips.join(', '))}</span>
      )}
    </>
  );
}

function End({ apiKey }: { apiKey: ApiKey }) {
  if (apiKey.expires_at === null) return t.keys.never;
  return (
    <>
      <Moment time={apiKey.expires_at} />
      {apiKey.replaced_by !== null && <span className="fine">{t.keys.replaced}</span>}
    </>
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
