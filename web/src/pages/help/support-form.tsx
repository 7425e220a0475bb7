// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useId, useState, type FormEvent } from 'react';
import { useAttempt } from '../../api/attempt';
import { api } from '../../api/calls';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';
import { Note, ProblemNote } from '../../ui/states';

const topicLengthMax = 200;
const wordsLengthMax = 5000;

/** `lease` is what the question is about, if it came from a lease's page. */
export function SupportForm({ lease }: { lease: string | null }) {
  const words = useId();
  const attempt = useAttempt();
  const [message, setMessage] = useState({ topic: '', words: '' });
  const send = useMutation({
    mutationFn: () => {
      const body = { ...message, ...(lease !== null && { lease_id: lease }) };
      return attempt(JSON.stringify(body), (key) => api.writeToSupport(body, key));
    },
  });
  if (send.isSuccess) {
    return (
      <Note look="success" title={t.help.sent}>
        <p>{t.help.sentHint}</p>
      </Note>
    );
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send.mutate();
  };
  return (
    <form className="form" onSubmit={submit}>
      {send.isError && <ProblemNote error={send.error} />}
      <Field
        label={t.help.topic}
        required
        maxLength={topicLengthMax}
        value={message.topic}
        onChange={(event) => setMessage({ ...message, topic: event.target.value })}
      />
      <div className="field">
        <label htmlFor={words}>{t.help.words}</label>
        <textarea
          id={words}
          required
          rows={6}
          maxLength={wordsLengthMax}
          aria-describedby={`${words}-note`}
          value={message.words}
          onChange={(event) => setMessage({ ...message, words: event.target.value })}
        />
        <p id={`${words}-note`} className="fine">
          {lease === null ? t.help.wordsHint : t.help.aboutLease(lease)}
        </p>
      </div>
      <Button type="submit" look="primary" busy={send.isPending}>
        {t.help.send}
      </Button>
    </form>
  );
}
