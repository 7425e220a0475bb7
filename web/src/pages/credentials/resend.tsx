// SPDX-License-Identifier: Apache-2.0
// Asks for a new code. The server sends one a minute at most and does not say when it sends none, so
// the pause is kept here.
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { serverNow, useSecondsUntil } from '../../format/clock';
import { countdownText } from '../../format/text';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { ProblemNote } from '../../ui/states';

const pause = 60_000;

interface ResendProps {
  /** When the last code was sent; 0 if that is not known. */
  sentAt: number;
  send: () => Promise<unknown>;
  disabled?: boolean;
}

export function Resend({ sentAt, send, disabled = false }: ResendProps) {
  const [again, setAgain] = useState(sentAt === 0 ? 0 : sentAt + pause);
  const seconds = useSecondsUntil(again);
  const resend = useMutation({ mutationFn: send, onSuccess: () => setAgain(serverNow() + pause) });
  return (
    <div className="resend">
      <div aria-live="polite">
        {resend.isSuccess && <p className="fine">{t.credentials.resent}</p>}
        {resend.isError && <ProblemNote error={resend.error} />}
      </div>
      <Button
        look="quiet"
        busy={resend.isPending}
        disabled={disabled || seconds > 0}
        onClick={() => resend.mutate()}
      >
        {seconds > 0 ? t.credentials.resendIn(countdownText(seconds)) : t.credentials.resend}
      </Button>
    </div>
  );
}
