// SPDX-License-Identifier: Apache-2.0
// P3: one switch to give consent to news and the same one to withdraw it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useAttempt } from '../../api/attempt';
import { api } from '../../api/calls';
import { queries } from '../../api/queries';
import type { Consent } from '../../api/types';
import { dayText } from '../../format/text';
import { t } from '../../texts';
import { Failed, ProblemNote, Skeleton } from '../../ui/states';

function stateText({ marketing, changed_at }: Consent): string {
  if (changed_at === null) return t.credentials.newsLead;
  const day = dayText(changed_at);
  return marketing ? t.credentials.newsGiven(day) : t.credentials.newsWithdrawn(day);
}

export function NewsConsent() {
  const client = useQueryClient();
  const consent = useQuery(queries.consent);
  const attempt = useAttempt();
  const change = useMutation({
    mutationFn: (marketing: boolean) =>
      attempt(String(marketing), (key) => api.putConsent(marketing, key)),
    onSuccess: (answer) => client.setQueryData(queries.consent.queryKey, answer),
  });

  if (consent.isError) return <Failed error={consent.error} onRetry={() => void consent.refetch()} />;
  if (consent.data === undefined) return <Skeleton shape="rows" />;
  return (
    <section className="card panel" aria-labelledby="news-title">
      <h2 id="news-title">{t.credentials.newsTitle}</h2>
      {change.isError && <ProblemNote error={change.error} />}
      <label className="check">
        <input
          type="checkbox"
          checked={change.isPending ? change.variables : consent.data.marketing}
          disabled={change.isPending}
          onChange={(event) => change.mutate(event.target.checked)}
        />
        <span>{t.credentials.newsOn}</span>
      </label>
      <p className="fine">{stateText(consent.data)}</p>
    </section>
  );
}
