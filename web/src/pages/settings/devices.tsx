// SPDX-License-Identifier: Apache-2.0
// The browsers that are signed in to the account, and the end of each.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAttempt } from '../../api/attempt';
import { api } from '../../api/calls';
import { queries } from '../../api/queries';
import type { Session } from '../../api/types';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Moment } from '../../ui/moment';
import { Failed, ProblemNote, Skeleton } from '../../ui/states';
import { toast } from '../../ui/toast';

export function DevicesTab() {
  const sessions = useQuery(queries.sessions);
  const [ending, setEnding] = useState<Session | 'others' | null>(null);
  if (sessions.isPending) return <Skeleton shape="rows" />;
  if (sessions.data === undefined)
    return <Failed error={sessions.error} onRetry={() => void sessions.refetch()} />;
  const here = sessions.data.filter(({ current }) => current);
  const others = sessions.data.filter(({ current }) => !current);
  return (
    <>
      <p className="lead">{t.sessions.devicesLead}</p>
      <ul className="card devices">
        {[...here, ...others].map((session) => (
          <Device key={session.id} session={session} onEnd={() => setEnding(session)} />
        ))}
      </ul>
      {others.length > 0 && (
        <Button className="start" onClick={() => setEnding('others')}>
          {t.sessions.endOthers}
        </Button>
      )}
      {ending !== null && <EndDialog ending={ending} onClose={() => setEnding(null)} />}
    </>
  );
}

function Device({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const name = t.sessions.deviceName(session.browser, session.system);
  return (
    <li>
      <div>
        <strong>{name}</strong>
        {session.current && <span className="here">{t.sessions.here}</span>}
        <span className="fine">
          {placeName(session) !== '' && `${placeName(session)} · `}
          {t.sessions.signedIn} <Moment time={session.signed_in_at} />
          {' · '}
          {t.sessions.lastSeen} <Moment time={session.last_seen_at} />
        </span>
      </div>
      {!session.current && (
        <Button aria-label={t.sessions.endLabel(name)} onClick={onEnd}>
          {t.sessions.end}
        </Button>
      )}
    </li>
  );
}

/** `Zürich, Switzerland`; empty where it is not known. */
function placeName({ city, country }: Session): string {
  const countryName = country ? countries.of(country) : undefined;
  return [city, countryName].filter((part) => part).join(', ');
}

const countries = new Intl.DisplayNames(['en'], { type: 'region' });

function EndDialog({ ending, onClose }: { ending: Session | 'others'; onClose: () => void }) {
  const client = useQueryClient();
  const attempt = useAttempt();
  const end = useMutation({
    mutationFn: () =>
      attempt<unknown>('end', (key) =>
        ending === 'others' ? api.endOtherSessions(key) : api.endSession(ending.id, key),
      ),
    onSuccess: () => {
      toast('check', t.sessions.ended);
      onClose();
    },
    // Also after a refusal: it may have ended meanwhile.
    onSettled: () => client.invalidateQueries({ queryKey: queries.sessions.queryKey }),
  });
  const title =
    ending === 'others'
      ? t.sessions.endOthersTitle
      : t.sessions.endTitle(t.sessions.deviceName(ending.browser, ending.system));
  return (
    <Dialog title={title} onClose={onClose}>
      <p>{ending === 'others' ? t.sessions.endOthersBody : t.sessions.endBody}</p>
      {end.isError && <ProblemNote error={end.error} />}
      <div className="dialog-acts">
        <Button data-first-focus onClick={onClose}>
          {t.sessions.keep}
        </Button>
        <Button look="danger" busy={end.isPending} onClick={() => end.mutate()}>
          {t.sessions.end}
        </Button>
      </div>
    </Dialog>
  );
}
