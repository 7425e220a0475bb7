// SPDX-License-Identifier: Apache-2.0
// What comes after the sign-in of somebody whose role has to use two factors and has set up none yet.
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../api/calls';
import { queries } from '../../api/queries';
import type { Account } from '../../api/types';
import { ConfirmIdentity } from '../../app/confirm-identity';
import { ExpiredSession } from '../../app/expired-session';
import { leaveSession, useSessionExpired } from '../../app/session';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { OutsidePage } from '../sign-in';
import { Enrol } from './enrol';

export function FactorRequiredPage({ account }: { account: Account }) {
  const client = useQueryClient();
  const expired = useSessionExpired();
  const [begun, setBegun] = useState(false);

  const signOut = (): void => {
    void api.signOut().finally(() => leaveSession(client));
  };

  return (
    <OutsidePage title={t.secondFactor.forcedTitle} lead={t.secondFactor.forcedLead}>
      {begun ? (
        <Enrol
          replaces={false}
          onDone={() => void client.invalidateQueries({ queryKey: queries.secondFactor.queryKey })}
        />
      ) : (
        <>
          <p>{t.secondFactor.offLead}</p>
          <Button look="primary" className="wide" onClick={() => setBegun(true)}>
            {t.secondFactor.forcedStart}
          </Button>
        </>
      )}
      <p className="aside">
        <Button look="quiet" size="small" onClick={signOut}>
          {t.account.signOut}
        </Button>
      </p>
      <ConfirmIdentity email={account.email} />
      {expired && <ExpiredSession email={account.email} />}
    </OutsidePage>
  );
}
