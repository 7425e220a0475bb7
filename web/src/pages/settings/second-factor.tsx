// SPDX-License-Identifier: Apache-2.0
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { queries } from '../../api/queries';
import type { SecondFactor } from '../../api/types';
import { dayText } from '../../format/text';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { Failed, Skeleton } from '../../ui/states';
import { toast } from '../../ui/toast';
import { Enrol } from '../second-factor/enrol';
import { KeepCodes } from '../second-factor/keep-codes';
import { RenewCodes } from '../second-factor/renew-codes';
import { TurnOff } from '../second-factor/turn-off';

type Doing = 'nothing' | 'enrolling' | 'renewing' | 'turning-off';

export function SecondFactorTab() {
  const client = useQueryClient();
  const factor = useQuery(queries.secondFactor);
  const { data: account } = useQuery(queries.account);
  const [doing, setDoing] = useState<Doing>('nothing');
  const [codes, setCodes] = useState<string[] | null>(null);

  const finish = (message?: string): void => {
    setDoing('nothing');
    setCodes(null);
    void client.invalidateQueries({ queryKey: queries.secondFactor.queryKey });
    if (message !== undefined) toast('check', message);
  };

  if (factor.isError && factor.data === undefined)
    return <Failed error={factor.error} onRetry={() => void factor.refetch()} />;
  if (factor.data === undefined || !account) return <Skeleton shape="rows" />;
  if (doing === 'enrolling') {
    return (
      <div className="card factor-card">
        <Enrol
          replaces={factor.data.active}
          onDone={() => finish(t.secondFactor.turnedOn)}
          onCancel={() => setDoing('nothing')}
        />
      </div>
    );
  }
  if (codes !== null) {
    return (
      <div className="card factor-card">
        <KeepCodes codes={codes} onDone={() => finish()} />
      </div>
    );
  }
  return (
    <>
      {factor.data.active ? (
        <Active factor={factor.data} onDo={setDoing} />
      ) : (
        <div className="card factor-card">
          <h2>{t.secondFactor.title}</h2>
          <p>{t.secondFactor.offLead}</p>
          <div className="acts">
            <Button look="primary" icon="lock" onClick={() => setDoing('enrolling')}>
              {t.secondFactor.turnOn}
            </Button>
          </div>
        </div>
      )}
      {doing === 'renewing' && (
        <RenewCodes
          onClose={() => setDoing('nothing')}
          onRenewed={(renewed) => {
            setDoing('nothing');
            setCodes(renewed);
          }}
        />
      )}
      {doing === 'turning-off' && (
        <TurnOff
          email={account.email}
          onClose={() => setDoing('nothing')}
          onDone={() => finish(t.secondFactor.turnedOff)}
        />
      )}
    </>
  );
}

const fewCodes = 3;

function Active({ factor, onDo }: { factor: SecondFactor; onDo: (what: Doing) => void }) {
  return (
    <>
      <dl className="card facts">
        <div>
          <dt>{t.secondFactor.state}</dt>
          <dd>{t.secondFactor.on}</dd>
        </div>
        {factor.active_since !== null && (
          <div>
            <dt>{t.secondFactor.since}</dt>
            <dd>
              <time dateTime={factor.active_since}>{dayText(factor.active_since)}</time>
            </dd>
          </div>
        )}
        <div>
          <dt>{t.secondFactor.codesLeft}</dt>
          <dd>{factor.recovery_codes_left}</dd>
        </div>
      </dl>
      {factor.recovery_codes_left <= fewCodes && (
        <p className="fine error">{t.secondFactor.fewLeft}</p>
      )}
      <div className="acts">
        <Button icon="refresh" onClick={() => onDo('renewing')}>
          {t.secondFactor.renew}
        </Button>
        <Button icon="switch" onClick={() => onDo('enrolling')}>
          {t.secondFactor.replace}
        </Button>
        {!factor.required && (
          <Button onClick={() => onDo('turning-off')}>{t.secondFactor.turnOff}</Button>
        )}
      </div>
      {factor.required && <p className="fine">{t.secondFactor.required}</p>}
    </>
  );
}
