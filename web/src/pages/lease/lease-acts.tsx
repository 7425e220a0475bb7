// SPDX-License-Identifier: Apache-2.0
// The acts on an open lease: what the rules allow now, and when what they don't.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAttempt } from '../../api/attempt';
import { api } from '../../api/calls';
import { pathWith } from '../../api/client';
import { isProblem } from '../../api/problem';
import { queries } from '../../api/queries';
import type { Lease } from '../../api/types';
import { useSecondsUntil } from '../../format/clock';
import { moneyText } from '../../format/money';
import { countdownText } from '../../format/text';
import { showLease } from '../../live/use-live';
import { t } from '../../texts';
import { Button, ButtonLink } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ProblemNote } from '../../ui/states';

type Act = 'cancel' | 'finish' | 'another-code';

function useAct(lease: Lease) {
  const client = useQueryClient();
  const attempt = useAttempt();
  return useMutation({
    mutationFn: (act: Act) => attempt(act, (key) => api.actOnLease(lease.id, act, key)),
    onSuccess(changed) {
      showLease(client, changed);
      void client.invalidateQueries({ queryKey: queries.wallet.queryKey });
    },
    async onError(error) {
      // The lease moved on while the button was pressed: show where it is now.
      if (isProblem(error) && error.status === 409) {
        showLease(client, await api.lease(lease.id, { signal: AbortSignal.timeout(10_000) }));
      }
    },
  });
}

export function LeaseActs({ lease }: { lease: Lease }) {
  const act = useAct(lease);
  const pending = act.isPending ? act.variables : null;
  const received = lease.status === 'received';
  return (
    <footer className="lease-foot">
      {act.isError && <ProblemNote error={act.error} />}
      <div className="lease-acts">
        {received ? (
          <>
            <Button
              size="small"
              look="plain"
              icon="check"
              busy={pending === 'finish'}
              onClick={() => act.mutate('finish')}
            >
              {t.lease.finish}
            </Button>
            {!lease.awaiting_code && (
              <Button
                size="small"
                busy={pending === 'another-code'}
                onClick={() => act.mutate('another-code')}
              >
                {t.lease.anotherCode}
              </Button>
            )}
          </>
        ) : (
          <CancelButton
            lease={lease}
            busy={pending === 'cancel'}
            onCancel={() => act.mutate('cancel')}
          />
        )}
        <ButtonLink size="small" icon="switch" href={pathWith('/', { switch: lease.id })}>
          {t.lease.switch}
        </ButtonLink>
        <span className="lease-price fine">{moneyText(lease.price)}</span>
      </div>
    </footer>
  );
}

interface CancelProps {
  lease: Lease;
  busy: boolean;
  onCancel: () => void;
}

function CancelButton({ lease, busy, onCancel }: CancelProps) {
  const [asking, setAsking] = useState(false);
  const wait = useSecondsUntil(lease.cancel_allowed_at);
  return (
    <>
      <Button size="small" disabled={wait > 0} busy={busy} onClick={() => setAsking(true)}>
        {wait > 0 ? t.lease.cancelIn(countdownText(wait)) : t.lease.cancel}
      </Button>
      {asking && (
        <Dialog title={t.lease.cancelTitle} onClose={() => setAsking(false)}>
          <p>{t.lease.cancelBody(moneyText(lease.price))}</p>
          <div className="dialog-acts">
            <Button data-first-focus onClick={() => setAsking(false)}>
              {t.lease.cancelKeep}
            </Button>
            <Button
              look="danger"
              onClick={() => {
                setAsking(false);
                onCancel();
              }}
            >
              {t.lease.cancelConfirm}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}
