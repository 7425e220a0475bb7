// SPDX-License-Identifier: Apache-2.0
// T2: numbers are added by typing or by a CSV file, with an attestation that their owners consent.
// All are added, or none is and every mistake is named.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useAttempt } from '../../api/attempt';
import { operatorApi, operatorQueries, type NewNumbers, type Overview } from '../../api/operator';
import { ApiProblem } from '../../api/problem';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { FileField } from '../../ui/file-field';
import { Select } from '../../ui/select';
import { Note, ProblemNote } from '../../ui/states';
import { toast } from '../../ui/toast';

/** One number a line, or with commas between. */
export function numbersIn(text: string): string[] {
  return text
    .split(/[\n,;]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

export function AddNumbers({ onClose }: { onClose: () => void }) {
  const overview = useQuery(operatorQueries.overview);
  return (
    <Dialog title={t.operator.add.title} onClose={onClose}>
      {overview.data === undefined ? (
        <p role="status">{t.common.loading}</p>
      ) : (
        <AddForm overview={overview.data} onClose={onClose} />
      )}
    </Dialog>
  );
}

function AddForm({ overview, onClose }: { overview: Overview; onClose: () => void }) {
  const client = useQueryClient();
  const attempt = useAttempt();
  const [text, setText] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const [supplier, setSupplier] = useState(overview.suppliers[0]?.id ?? '');
  const [consent, setConsent] = useState(false);
  const words = t.operator.add;
  const { version, statement } = overview.attestation;
  const add = useMutation({
    mutationFn: async () => {
      const numbers: NewNumbers =
        file === null ? { numbers: numbersIn(text) } : { csv: await file.text() };
      const body = { ...numbers, supplier_id: supplier, attestation: { consent, version } };
      return attempt(JSON.stringify(body), (key) => operatorApi.add(body, key));
    },
    onSuccess({ added }) {
      void client.invalidateQueries({ queryKey: ['operator'] });
      toast('check', words.added(added));
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!add.isPending) add.mutate();
  };
  const isEmpty = file === null && numbersIn(text).length === 0;
  return (
    <form className="form" onSubmit={submit}>
      {add.isError && <Mistakes error={add.error} />}
      {file === null && <NumbersField text={text} onChange={setText} />}
      <FileField
        label={words.file}
        hint={file === null ? words.fileHint : words.fileChosen}
        columns="e164,country,services"
        onChange={setFile}
      />
      {overview.suppliers.length > 1 && (
        <Select
          label={words.connection}
          value={supplier}
          onChange={(event) => setSupplier(event.target.value)}
        >
          {overview.suppliers.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
      <label className="check">
        <input
          type="checkbox"
          required
          checked={consent}
          onChange={(event) => setConsent(event.target.checked)}
        />
        <span>
          {words.statements[version] ?? statement}
          <span className="fine block">{words.statementVersion(version)}</span>
        </span>
      </label>
      <div className="dialog-acts">
        <Button onClick={onClose}>{words.keep}</Button>
        <Button type="submit" look="primary" busy={add.isPending} disabled={isEmpty || !consent}>
          {words.submit}
        </Button>
      </div>
    </form>
  );
}

function NumbersField({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{t.operator.add.numbers}</label>
      <textarea
        id={id}
        data-first-focus
        dir="ltr"
        rows={5}
        spellCheck={false}
        autoComplete="off"
        placeholder={'+4915112345678\n+4915112345679'}
        aria-describedby={`${id}-note`}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
      <p id={`${id}-note`} className="fine">
        {t.operator.add.numbersHint}
      </p>
    </div>
  );
}

/** So many the server tells. */
const mistakesTold = 20;

/** What the server found wrong, with the place of each mistake and what to do. */
function Mistakes({ error }: { error: unknown }) {
  const errors = error instanceof ApiProblem ? (error.problem.errors ?? []) : [];
  if (errors.length === 0) return <ProblemNote error={error} />;
  const words = t.operator.add;
  return (
    <Note look="problem" title={words.refused}>
      <ul className="mistakes">
        {errors.map(({ field, message }, index) => (
          <li key={index}>
            <strong>
              <bdi>{placeText(field)}</bdi>
            </strong>{' '}
            <bdi>{mistakeText(message)}</bdi>
          </li>
        ))}
      </ul>
      {errors.length === mistakesTold && <p className="fine">{words.firstMistakes(mistakesTold)}</p>}
    </Note>
  );
}

/** Begins with a code, which has a text in each language; the server's own is English. */
function mistakeText(message: string): string {
  const code = /^([a-z_]+): /.exec(message)?.[1] ?? '';
  return t.operator.add.mistakes[code] ?? message.slice(code === '' ? 0 : code.length + 2);
}

/** `numbers[2]` is the third number to whoever typed it; `line 4` is a line of the file. */
function placeText(field: string): string {
  const index = /^numbers\[(\d+)\]$/.exec(field)?.[1];
  if (index !== undefined) return t.operator.add.place(Number(index) + 1);
  const line = /^line (\d+)/.exec(field)?.[1];
  return line === undefined ? '' : t.operator.add.line(Number(line));
}
