// SPDX-License-Identifier: Apache-2.0
// One operation: its parameters, the command that does the same, and the answer.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { exchange, newKey } from '../../api/client';
import { curlOf } from '../../api/curl';
import { targetOf, type Operation, type Parameter } from '../../api/document';
import { isPublic } from '../../app/session';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { Select } from '../../ui/select';
import { ProblemNote } from '../../ui/states';
import { AnswerView } from './answer';
import { Curl } from './curl';

const texts = t.developers.explorer;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One key per form as it stands: sending the same once more does nothing twice (W6). */
function useDraft(operation: Operation) {
  const [values, setValues] = useState<Record<string, string>>({});
  const [body, setBody] = useState(operation.body);
  const [key, setKey] = useState(newKey);
  const place = targetOf(operation, values);
  const json = body === null ? null : parsed(body);
  const change = (act: () => void): void => {
    act();
    setKey(newKey());
  };
  return {
    values,
    body,
    key: operation.needsKey ? key : null,
    json,
    target: 'target' in place ? place.target : operation.path,
    fault: 'missing' in place ? texts.missing(place.missing) : json === undefined ? texts.badJson : null,
    setValue: (name: string, value: string) => change(() => setValues({ ...values, [name]: value })),
    setBody: (text: string) => change(() => setBody(text)),
    renewKey: () => setKey(newKey()),
  };
}

export function OperationPanel({ operation }: { operation: Operation }) {
  const client = useQueryClient();
  const draft = useDraft(operation);
  const [complained, setComplained] = useState(false);
  const send = useMutation({
    mutationFn: () =>
      exchange(draft.target, {
        method: operation.method,
        ...(draft.json === null ? {} : { body: draft.json }),
        ...(draft.key === null ? {} : { key: draft.key }),
        signal: AbortSignal.timeout(90_000),
      }),
    onSuccess(answer) {
      if (operation.method === 'GET') return;
      // Decided: what is sent from now on is a new request.
      if (answer.status < 500) draft.renewKey();
      void client.invalidateQueries({ predicate: ({ queryKey }) => !isPublic(queryKey[0]) });
    },
  });
  const acts = operation.method !== 'GET';
  const press = (): void => {
    setComplained(draft.fault !== null);
    if (draft.fault === null) send.mutate();
  };
  return (
    <div className="explorer-parts">
      <div className="card panel">
        <h2 className="operation-title">
          <code>
            {operation.method} {operation.path}
          </code>
        </h2>
        <p className="fine">
          {operation.summary}. {operation.scope === null ? texts.noScope : texts.scope(operation.scope)}
        </p>
        {operation.parameters.map((parameter) => (
          <ParameterField
            key={parameter.name}
            parameter={parameter}
            value={draft.values[parameter.name] ?? ''}
            onChange={(value) => draft.setValue(parameter.name, value)}
          />
        ))}
        {draft.body !== null && <BodyField text={draft.body} onChange={draft.setBody} />}
        {complained && draft.fault !== null && (
          <p className="fine error" role="alert">
            {draft.fault}
          </p>
        )}
        <div className="form-acts">
          <Button look={acts ? 'danger' : 'primary'} busy={send.isPending} onClick={press}>
            {acts ? texts.sendReal : texts.send}
          </Button>
        </div>
      </div>
      <div className="explorer-results">
        <Curl
          signedIn={operation.scope !== null}
          text={curlOf({
            method: operation.method,
            url: location.origin + draft.target,
            body: draft.json === null || draft.json === undefined ? draft.body : JSON.stringify(draft.json),
            idempotencyKey: draft.key,
            signedIn: operation.scope !== null,
          })}
        />
        {send.isError && <ProblemNote error={send.error} />}
        {send.data !== undefined && <AnswerView key={send.submittedAt} answer={send.data} />}
      </div>
    </div>
  );
}

interface ParameterProps {
  parameter: Parameter;
  value: string;
  onChange: (value: string) => void;
}

function ParameterField({ parameter, value, onChange }: ParameterProps) {
  const { name, required, description, values } = parameter;
  const label = (
    <>
      <code>{name}</code> {!required && <span className="fine">({t.common.optional})</span>}
    </>
  );
  if (values.length > 0) {
    return (
      <Select label={label} value={value} onChange={(event) => onChange(event.target.value)}>
        {['', ...values].map((word) => (
          <option key={word} value={word}>
            {word === '' ? '–' : word}
          </option>
        ))}
      </Select>
    );
  }
  return (
    <Field
      label={label}
      {...(description === '' ? {} : { hint: description })}
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function BodyField({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  return (
    <div className="field">
      <label htmlFor="explorer-body">{texts.body}</label>
      <textarea
        id="explorer-body"
        className="code-area"
        dir="ltr"
        rows={Math.min(14, Math.max(4, text.split('\n').length + 1))}
        spellCheck={false}
        aria-invalid={parsed(text) === undefined || undefined}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}
