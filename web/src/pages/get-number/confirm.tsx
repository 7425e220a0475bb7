// SPDX-License-Identifier: Apache-2.0
// L1: price, time window, delivery rate and the refund rule are read before the fee is taken.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAttempt } from '../../api/attempt';
import { api } from '../../api/calls';
import { newKey } from '../../api/client';
import { curlOf } from '../../api/curl';
import { queries } from '../../api/queries';
import type { Lease, Money, Offer, OpenLease } from '../../api/types';
import { go, Link } from '../../app/router';
import { differenceOf, microUnits, moneyText } from '../../format/money';
import { showLease } from '../../live/use-live';
import { countryText } from '../../format/text';
import { t } from '../../texts';
import { explain, type NextStep } from '../../texts/explain';
import { Button, ButtonLink } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ProblemNote } from '../../ui/states';
import { Curl } from '../developers/curl';
import { DeliveryRate } from './offer-table';

interface ConfirmProps {
  offer: Offer;
  /** The visitor's own cap as decimal text; without one the shown price is the cap. */
  cap: string | null;
  /** The lease that the new number replaces (L9), or null. */
  switched: string | null;
  onClose: () => void;
  onRefresh: () => void;
}

function wishFor(offer: Offer, cap: string | null): OpenLease {
  return {
    country: offer.country,
    service: offer.service,
    max_price: cap ?? offer.price.amount,
  };
}

function useTakeNumber(switched: string | null) {
  const client = useQueryClient();
  const attempt = useAttempt();
  return useMutation({
    mutationFn: (wish: OpenLease): Promise<Lease> =>
      attempt(JSON.stringify(wish), (key) =>
        switched === null ? api.openLease(wish, key) : api.switchLease(switched, wish, key),
      ),
    onSuccess(lease) {
      showLease(client, lease);
      void client.invalidateQueries({ queryKey: queries.wallet.queryKey });
      if (switched !== null) {
        void client.invalidateQueries({ queryKey: queries.liveLeases.queryKey });
      }
      go('/numbers');
    },
  });
}

export function ConfirmLease({ offer, cap, switched, onClose, onRefresh }: ConfirmProps) {
  const settings = useQuery(queries.settings);
  const take = useTakeNumber(switched);
  const price = moneyText(offer.price);
  const titles = switched === null ? t.confirm.title : t.confirm.switchTitle;
  const submit = switched === null ? t.confirm.submit : t.confirm.switchSubmit;
  const minutes = Math.round((settings.data?.lease_window_seconds ?? 1200) / 60);

  return (
    <Dialog title={titles(offer.service_name, countryText(offer.country, offer.country_name))} onClose={onClose}>
      <dl className="facts">
        <div>
          <dt>{t.confirm.price}</dt>
          <dd>
            <strong>{price}</strong>
            {cap !== null && (
              <span className="fine">
                {t.confirm.atMost(moneyText({ ...offer.price, amount: cap }))}
              </span>
            )}
          </dd>
        </div>
        <div>
          <dt>{t.confirm.window}</dt>
          <dd>{t.confirm.minutes(minutes)}</dd>
        </div>
        <div>
          <dt>{t.confirm.rate}</dt>
          <dd>
            <DeliveryRate offer={offer} />
          </dd>
        </div>
        {offer.median_seconds !== null && (
          <div>
            <dt>{t.confirm.time}</dt>
            <dd>{t.offers.seconds(offer.median_seconds)}</dd>
          </div>
        )}
        {switched === null && <BalanceLine price={offer.price} />}
      </dl>
      {settings.data !== undefined && (
        <p className="refund-rule">
          <strong>{t.confirm.refund}</strong> {t.confirm.refundRule(settings.data.refund_rule, minutes)}
        </p>
      )}
      <ByProgram offer={offer} cap={cap} switched={switched} />
      {take.isError && (
        <ProblemNote error={take.error}>
          <NextStepLink
            step={explain(take.error).step}
            onClose={onClose}
            onRefresh={() => {
              take.reset();
              onRefresh();
            }}
          />
        </ProblemNote>
      )}
      <div className="dialog-acts">
        <Button onClick={onClose}>{t.confirm.close}</Button>
        <Button
          look="primary"
          data-first-focus
          busy={take.isPending}
          onClick={() => take.mutate(wishFor(offer, cap))}
        >
          {submit(price)}
        </Button>
      </div>
    </Dialog>
  );
}

interface StepProps {
  step: NextStep;
  onClose: () => void;
  onRefresh: () => void;
}

/** The same as a call of the API, for whoever wants to do it again from a program. */
function ByProgram({ offer, cap, switched }: Pick<ConfirmProps, 'offer' | 'cap' | 'switched'>) {
  const [key] = useState(newKey);
  const path = switched === null ? '/v1/leases' : `/v1/leases/${encodeURIComponent(switched)}/switch`;
  const text = curlOf({
    method: 'POST',
    url: location.origin + path,
    body: JSON.stringify(wishFor(offer, cap)),
    idempotencyKey: key,
  });
  return (
    <details className="by-program">
      <summary>{t.developers.byProgram}</summary>
      <Curl text={text} />
    </details>
  );
}

/** What the purchase leaves; a switch gives the old fee back first, which only the server can tell. */
function BalanceLine({ price }: { price: Money }) {
  const { data: wallet } = useQuery(queries.wallet);
  if (wallet === undefined || wallet.balance.currency !== price.currency) return null;
  const left = differenceOf(wallet.balance, price);
  const isShort = (microUnits(left.amount) ?? 0n) < 0n;
  return (
    <div>
      <dt>{t.balance.now}</dt>
      <dd>
        {moneyText(wallet.balance)}
        <span className={isShort ? 'fine short' : 'fine'}>
          {isShort
            ? t.balance.short(moneyText(differenceOf(price, wallet.balance)))
            : t.balance.after(moneyText(left))}
        </span>
        {isShort && <Link href="/wallet">{t.nextStep.wallet}</Link>}
      </dd>
    </div>
  );
}

function NextStepLink({ step, onClose, onRefresh }: StepProps) {
  if (step === null) return null;
  const text = t.nextStep[step];
  if (step === 'wallet' || step === 'numbers') {
    return (
      <ButtonLink size="small" href={`/${step}`}>
        {text}
      </ButtonLink>
    );
  }
  const leave = (): void => {
    onRefresh();
    if (step === 'offers') onClose();
    if (step === 'services') go('/');
  };
  return (
    <Button size="small" onClick={leave}>
      {text}
    </Button>
  );
}
