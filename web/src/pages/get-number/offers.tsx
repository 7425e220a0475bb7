// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { queries } from '../../api/queries';
import type { Offer, Service } from '../../api/types';
import { typedAmount } from '../../format/money';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { Field, Search } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { Loaded } from '../../ui/loaded';
import { Empty } from '../../ui/states';
import { ConfirmLease } from './confirm';
import { visibleOffers, type OfferOrder } from './filter';
import { OfferTable, SortChoice } from './offer-table';
import { ServiceMark } from './service-picker';

interface OffersProps {
  service: Service;
  switched: string | null;
  onBack: () => void;
}

export function Offers({ service, switched, onBack }: OffersProps) {
  const offers = useQuery(queries.offers(service.slug));
  const [chosen, setChosen] = useState<Offer | null>(null);
  const [cap, setCap] = useState('');
  const amount = typedAmount(cap);

  return (
    <>
      <header className="page-head">
        <button type="button" className="back" onClick={onBack}>
          <Icon name="back" />
          {t.getNumber.changeService}
        </button>
        <div className="title-with-mark">
          <ServiceMark service={service.slug} name={service.name} />
          <div>
            <h1>{t.offers.title(service.name)}</h1>
            <p className="lead">{t.offers.lead}</p>
          </div>
        </div>
      </header>
      <Loaded query={offers} shape="rows">
        {(known) => (
          <OfferList offers={known} cap={cap} onCap={setCap} onChoose={setChosen} onBack={onBack} />
        )}
      </Loaded>
      {chosen !== null && (
        <ConfirmLease
          offer={offers.data?.find((offer) => offer.country === chosen.country) ?? chosen}
          cap={amount}
          switched={switched}
          onClose={() => setChosen(null)}
          onRefresh={() => void offers.refetch()}
        />
      )}
    </>
  );
}

interface ListProps {
  offers: Offer[];
  cap: string;
  onCap: (cap: string) => void;
  onChoose: (offer: Offer) => void;
  onBack: () => void;
}

function OfferList({ offers, cap, onCap, onChoose, onBack }: ListProps) {
  const [search, setSearch] = useState('');
  const [order, setOrder] = useState<OfferOrder>('price');
  const amount = typedAmount(cap);
  const visible = visibleOffers(offers, { search, cap: amount, order });

  if (offers.length === 0) {
    return (
      <Empty icon="inbox" title={t.offers.none} hint={t.offers.noneHint}>
        <Button onClick={onBack}>{t.nextStep.services}</Button>
      </Empty>
    );
  }
  return (
    <>
      <div className="filters">
        <Search label={t.offers.search} value={search} onChange={setSearch} />
        <Field
          label={
            <>
              {t.offers.cap} <span className="fine">({t.common.optional})</span>
            </>
          }
          inputMode="decimal"
          placeholder="0.50"
          title={t.offers.capHint}
          error={cap !== '' && amount === null ? t.offers.capInvalid : undefined}
          value={cap}
          onChange={(event) => onCap(event.target.value)}
        />
        <SortChoice order={order} onOrder={setOrder} />
      </div>
      {visible.length === 0 ? (
        <Empty icon="search" title={t.offers.noneMatch} hint={t.offers.noneMatchHint}>
          <Button
            onClick={() => {
              setSearch('');
              onCap('');
            }}
          >
            {t.offers.clearFilters}
          </Button>
        </Empty>
      ) : (
        <OfferTable offers={visible} order={order} onOrder={setOrder} onChoose={onChoose} />
      )}
    </>
  );
}
