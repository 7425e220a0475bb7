// SPDX-License-Identifier: Apache-2.0
// The API, to be tried: what is chosen here is sent with this session and does what it says.
import { useQuery } from '@tanstack/react-query';
import { useId, useMemo } from 'react';
import { pathWith } from '../../api/client';
import { operationsOf, type Operation } from '../../api/document';
import { queries } from '../../api/queries';
import { go, usePlace } from '../../app/router';
import { t } from '../../texts';
import { Empty, Failed, Note, Skeleton } from '../../ui/states';
import { OperationPanel } from './operation-panel';

const usual = 'list_offers';

export function Explorer() {
  const document = useQuery(queries.apiDocument);
  const { data: account } = useQuery(queries.account);
  const role = account?.role ?? 'user';
  const operations = useMemo(() => operationsOf(document.data, role), [document.data, role]);
  const asked = usePlace().query.get('operation') ?? usual;
  const current = operations.find(({ id }) => id === asked) ?? operations[0];

  if (document.isPending) return <Skeleton shape="rows" />;
  if (document.isError)
    return <Failed error={document.error} onRetry={() => void document.refetch()} />;
  if (current === undefined) return <Empty icon="code" title={t.developers.explorer.none} />;
  return (
    <div className="explorer">
      <Note look="info" title={t.developers.explorer.real}>
        <p>{t.developers.explorer.realHint}</p>
      </Note>
      <OperationChoice operations={operations} current={current} />
      <OperationPanel key={current.id} operation={current} />
    </div>
  );
}

interface ChoiceProps {
  operations: Operation[];
  current: Operation;
}

function OperationChoice({ operations, current }: ChoiceProps) {
  const id = useId();
  const groups = [...new Set(operations.map(({ group }) => group))];
  const choose = (operation: string): void =>
    go(pathWith('/developers/explorer', { operation }), 'replace');
  return (
    <div className="field">
      <label htmlFor={id}>{t.developers.explorer.operation}</label>
      <select id={id} value={current.id} onChange={(event) => choose(event.target.value)}>
        {groups.map((group) => (
          <optgroup key={group} label={group}>
            {operations
              .filter((operation) => operation.group === group)
              .map(({ id: value, method, path, summary }) => (
                <option key={value} value={value}>
                  {`${method} ${path} · ${summary}`}
                </option>
              ))}
          </optgroup>
        ))}
      </select>
    </div>
  );
}
