// SPDX-License-Identifier: Apache-2.0
// What one service costs in each country, and why; each price is changed in place.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { pathWith } from '../../api/client';
import { houseApi, houseQueries } from '../../api/house';
import type { CountryPrice, SetPrice } from '../../api/types';
import { BackLink } from '../../app/back-link';
import { usePlace } from '../../app/router';
import { moneyText, typedAmount } from '../../format/money';
import { t } from '../../texts';
import { Button, ButtonLink } from '../../ui/button';
import { DownloadButton } from '../../ui/download-button';
import { Field, Search } from '../../ui/field';
import { Loaded } from '../../ui/loaded';
import { Select } from '../../ui/select';
import { Empty } from '../../ui/states';
import { CountryTag } from '../get-number/offer-table';
import { SalePill } from './catalogue';
import { ChangeDialog } from './change-dialog';

export function ServicePrices() {
  const { path } = usePlace();
  const slug = decodeURIComponent(path.slice('/admin/catalogue/'.length));
  const prices = useQuery(houseQueries.prices(slug));
  const [text, setText] = useState('');
  const [edited, setEdited] = useState<CountryPrice | null>(null);
  const wanted = text.trim().toLowerCase();
  const found = (prices.data?.items ?? []).filter(
    ({ country, country_name: name }) =>
      name.toLowerCase().includes(wanted) || country.toLowerCase() === wanted,
  );
  return (
    <div className="admin">
      <BackLink to="/admin/catalogue" label={t.house.catalogue.tab} />
      <Loaded query={prices} shape="rows">
        {({ service }) => (
          <>
            <header className="account-head">
              <h2>
                <bdi>{service.name}</bdi>
              </h2>
              <SalePill on={service.allowed} />
              <span className="account-head-acts">
                <DownloadButton
                  size="small"
                  name={`prices-${slug}`}
                  load={() => houseApi.exportPrices(slug, '')}
                />
                <ButtonLink size="small" href={pathWith('/admin/prices', { service: slug })}>
                  {t.prices.importLink}
                </ButtonLink>
              </span>
            </header>
            <Search label={t.house.catalogue.searchCountry} value={text} onChange={setText} />
            {found.length === 0 && <Empty icon="search" title={t.house.catalogue.none} />}
            {found.length > 0 && <PriceTable prices={found} onEdit={setEdited} />}
          </>
        )}
      </Loaded>
      {edited !== null && <PriceDialog slug={slug} price={edited} onClose={() => setEdited(null)} />}
    </div>
  );
}

interface PriceTableProps {
  prices: CountryPrice[];
  onEdit: (price: CountryPrice) => void;
}

function PriceTable({ prices, onEdit }: PriceTableProps) {
  return (
    <table className="table catalogue">
      <thead>
        <tr>
          <th>{t.house.leases.country}</th>
          <th>{t.house.catalogue.source}</th>
          <th className="end">{t.house.leases.price}</th>
          <th className="act">{t.house.catalogue.acts}</th>
        </tr>
      </thead>
      <tbody>
        {prices.map((price) => (
          <tr key={price.country}>
            <th scope="row">
              <span className="country">
                <CountryTag code={price.country} />
                <bdi>{price.country_name}</bdi>
              </span>
              {!price.enabled && <span className="fine block">{t.house.catalogue.countryOff}</span>}
            </th>
            <td data-label={t.house.catalogue.source}>{t.house.catalogue.sources[price.source]}</td>
            <td className="end status-cell">{price.price === null ? '–' : moneyText(price.price)}</td>
            <td className="act">
              <Button
                size="small"
                aria-label={t.house.catalogue.editOne(price.country_name)}
                onClick={() => onEdit(price)}
              >
                {t.house.catalogue.edit}
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface PriceDialogProps {
  slug: string;
  price: CountryPrice;
  onClose: () => void;
}

const choices: readonly SetPrice['source'][] = ['set', 'rule', 'withdrawn'];

function PriceDialog({ slug, price, onClose }: PriceDialogProps) {
  const [source, setSource] = useState<SetPrice['source']>(price.source === 'none' ? 'set' : price.source);
  const [typed, setTyped] = useState(price.price?.amount ?? '');
  const amount = typedAmount(typed);
  const isSame = source === price.source && (source !== 'set' || amount === typedAmount(price.price?.amount ?? ''));
  return (
    <ChangeDialog
      title={t.house.catalogue.priceTitle(price.country_name)}
      what={`${source} ${typed}`}
      unchanged={isSame || (source === 'set' && amount === null)}
      change={(reason, key) =>
        houseApi.setPrice(
          slug,
          price.country,
          source === 'set' && amount !== null ? { source, price: amount, reason } : { source, reason },
          key,
        )
      }
      onClose={onClose}
    >
      <Select
        label={t.house.catalogue.source}
        data-first-focus
        value={source}
        onChange={(event) => setSource(event.target.value as SetPrice['source'])}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {t.house.catalogue.sources[choice]}
          </option>
        ))}
      </Select>
      {source === 'set' && (
        <Field
          label={t.house.leases.price}
          inputMode="decimal"
          autoComplete="off"
          maxLength={20}
          error={typed !== '' && amount === null ? t.admin.amountInvalid : undefined}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      )}
      {source === 'rule' && price.rule_price !== null && (
        <p className="fine">{t.house.catalogue.rulePrice(moneyText(price.rule_price))}</p>
      )}
      {source === 'withdrawn' && <p className="fine">{t.house.catalogue.withdrawnHint}</p>}
    </ChangeDialog>
  );
}
