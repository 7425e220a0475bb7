// SPDX-License-Identifier: Apache-2.0
// One number: what it is open to, what it served, and what can be done with it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useAttempt } from '../../api/attempt';
import { operatorApi, operatorQueries, type NumberAct, type NumberDetail, type NumberService } from '../../api/operator';
import { BackLink } from '../../app/back-link';
import { usePlace } from '../../app/router';
import { countryText } from '../../format/text';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { CopyIcon } from '../../ui/copy';
import { Search } from '../../ui/field';
import { Loaded } from '../../ui/loaded';
import { Moment } from '../../ui/moment';
import { ProblemNote } from '../../ui/states';
import { toast } from '../../ui/toast';
import { LeaseTable } from './leases';
import { RetireDialog } from './retire-dialog';
import { StatePill } from './state-pill';

export function NumberPage() {
  const { path } = usePlace();
  const id = decodeURIComponent(path.slice('/operator/numbers/'.length));
  const detail = useQuery(operatorQueries.number(id));
  return (
    <div className="operator">
      <BackLink to="/operator/numbers" label={t.operator.tabs.numbers} />
      <Loaded query={detail} shape="rows">
        {(known) => <Known detail={known} />}
      </Loaded>
    </div>
  );
}

function Known({ detail }: { detail: NumberDetail }) {
  const { number } = detail;
  return (
    <>
      <header className="account-head">
        <h2>
          <bdi className="tabular">{number.number}</bdi>
        </h2>
        <CopyIcon text={number.number} label={t.lease.copyNumber} />
        <StatePill state={number.state} />
      </header>
      <Acts detail={detail} />
      <Facts detail={detail} />
      <section>
        <h3 className="section-title">{t.operator.number.services}</h3>
        <Services detail={detail} />
      </section>
      <section>
        <h3 className="section-title">{t.operator.tabs.leases}</h3>
        <LeaseTable number={number.id} />
      </section>
    </>
  );
}

function Acts({ detail }: { detail: NumberDetail }) {
  const { number } = detail;
  const client = useQueryClient();
  const attempt = useAttempt();
  const [retiring, setRetiring] = useState(false);
  const run = useMutation({
    mutationFn: (act: NumberAct) => attempt(act, (key) => operatorApi.act(number.id, act, key)),
    onSuccess(after) {
      client.setQueryData(operatorQueries.number(number.id).queryKey, after);
      void client.invalidateQueries({ queryKey: ['operator'] });
      toast('check', t.operator.number.done[after.number.status]);
      setRetiring(false);
    },
  });
  if (number.status === 'retired') {
    return <p className="fine">{t.operator.number.retiredHint(number.open_leases)}</p>;
  }
  const isPaused = number.status === 'paused';
  return (
    <>
      <div className="acts">
        <Button
          size="small"
          busy={run.isPending && !retiring}
          onClick={() => run.mutate(isPaused ? 'resume' : 'pause')}
        >
          {isPaused ? t.operator.number.resume : t.operator.number.pause}
        </Button>
        <Button size="small" look="danger" onClick={() => setRetiring(true)}>
          {t.operator.number.retire}
        </Button>
      </div>
      {run.isError && !retiring && <ProblemNote error={run.error} />}
      {retiring && (
        <RetireDialog
          title={t.operator.number.retireTitle(number.number)}
          body={t.operator.number.retireBody}
          isBusy={run.isPending}
          error={run.error}
          onRetire={() => run.mutate('retire')}
          onClose={() => setRetiring(false)}
        />
      )}
    </>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Facts({ detail }: { detail: NumberDetail }) {
  const { number } = detail;
  const words = t.operator.numbers;
  return (
    <dl className="card facts operator-facts">
      <Fact name={words.country}>{countryText(number.country, number.country_name)}</Fact>
      <Fact name={words.lastMessage}>
        {number.last_message_at === null ? words.never : <Moment time={number.last_message_at} />}
      </Fact>
      <Fact name={words.added}>
        <Moment time={number.added_at} />
      </Fact>
      <Fact name={t.operator.number.attested}>
        <span>
          <Moment time={number.attested_at} /> · {t.operator.add.statementVersion(number.attestation_version)}
        </span>
      </Fact>
    </dl>
  );
}

const shownAtOnce = 12;

function Services({ detail }: { detail: NumberDetail }) {
  const [text, setText] = useState('');
  const [all, setAll] = useState(false);
  const wanted = text.trim().toLowerCase();
  const found = detail.services.filter(({ service_name: name }) => name.toLowerCase().includes(wanted));
  const shown = all || wanted !== '' ? found : found.slice(0, shownAtOnce);
  return (
    <>
      <p className="fine">{t.operator.number.servicesHint}</p>
      <Search label={t.getNumber.search} value={text} onChange={setText} />
      {found.length === 0 && <p className="fine">{t.operator.number.noService}</p>}
      <ul className="opening-list">
        {shown.map((service) => (
          <ServiceRow key={service.service} detail={detail} service={service} />
        ))}
      </ul>
      {shown.length < found.length && (
        <Button size="small" onClick={() => setAll(true)}>
          {t.operator.number.showAll(found.length)}
        </Button>
      )}
    </>
  );
}

function ServiceRow({ detail, service }: { detail: NumberDetail; service: NumberService }) {
  const client = useQueryClient();
  const attempt = useAttempt();
  const { id, status } = detail.number;
  const words = t.operator.number;
  const set = useMutation({
    mutationFn: (open: boolean) =>
      attempt(`${open}`, (key) => operatorApi.openOnNumber(id, service.service, open, key)),
    onSuccess: (after) => client.setQueryData(operatorQueries.number(id).queryKey, after),
    onError: () => toast('alert', words.openingFailed(service.service_name)),
  });
  const isUsed = service.state === 'used';
  return (
    <li>
      <span>
        <bdi>{service.service_name}</bdi>
        <span className="fine block">
          {service.open || isUsed ? words.serviceStates[service.state] : words.closed}
        </span>
      </span>
      {!isUsed && status !== 'retired' && (
        <Button
          size="small"
          busy={set.isPending}
          aria-label={
            service.open ? words.closeService(service.service_name) : words.openService(service.service_name)
          }
          onClick={() => set.mutate(!service.open)}
        >
          {service.open ? words.close : words.open}
        </Button>
      )}
    </li>
  );
}
