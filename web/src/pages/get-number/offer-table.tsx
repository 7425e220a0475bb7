// SPDX-License-Identifier: Apache-2.0
// Countries as a table on a wide page and as cards on a phone: the same markup, laid out by the sheet.
import { useId } from 'react';
import type { Offer } from '../../api/types';
import { moneyText } from '../../format/money';
import { flagOf } from '../../format/flag';
import { countryText, countText, shareText } from '../../format/text';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { offerOrders, type OfferOrder } from './filter';

const columns: { order: OfferOrder; text: string; className: string }[] = [
  { order: 'country', text: t.offers.country, className: '' },
  { order: 'price', text: t.offers.price, className: 'end' },
  { order: 'stock', text: t.offers.stock, className: 'end' },
  { order: 'rate', text: t.offers.rate, className: 'end' },
  { order: 'time', text: t.offers.time, className: 'end' },
];

/** Few leases say little: below this the rate isn't coloured as good or bad. */
const tellingSamples = 20;

interface TableProps {
  offers: Offer[];
  order: OfferOrder;
  onOrder: (order: OfferOrder) => void;
  onChoose: (offer: Offer) => void;
}

export function OfferTable({ offers, order, onOrder, onChoose }: TableProps) {
  return (
      <table className="table offers">
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.order}
                className={column.className}
                aria-sort={order === column.order ? sortDirection(column.order) : undefined}
              >
                <button type="button" onClick={() => onOrder(column.order)}>
                  {column.text}
                  {order === column.order && (
                    <Icon name={sortDirection(column.order) === 'ascending' ? 'up' : 'down'} />
                  )}
                </button>
              </th>
            ))}
            <th>
              <span className="visually-hidden">{t.offers.choose}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {offers.map((offer) => (
            <OfferRow key={offer.country} offer={offer} onChoose={onChoose} />
          ))}
        </tbody>
      </table>
  );
}

/** The headers sort a wide table; a phone has no headers. */
export function SortChoice({ order, onOrder }: Pick<TableProps, 'order' | 'onOrder'>) {
  const id = useId();
  return (
    <div className="field sort">
      <label htmlFor={id}>{t.offers.sort}</label>
      <select
        id={id}
        value={order}
        onChange={(event) => onOrder(event.target.value as OfferOrder)}
      >
        {offerOrders.map((value) => (
          <option key={value} value={value}>
            {columns.find((column) => column.order === value)?.text}
          </option>
        ))}
      </select>
    </div>
  );
}

function sortDirection(order: OfferOrder): 'ascending' | 'descending' {
  return order === 'rate' || order === 'stock' ? 'descending' : 'ascending';
}

function OfferRow({ offer, onChoose }: { offer: Offer; onChoose: (offer: Offer) => void }) {
  const soldOut = offer.available === 0;
  const country = countryText(offer.country, offer.country_name);
  return (
    <tr data-sold-out={soldOut || undefined} data-untold={offer.samples === 0 || undefined}>
      <th scope="row">
        <span className="country">
          <CountryTag code={offer.country} />
          <bdi>{country}</bdi>
        </span>
      </th>
      <td className="end price">{moneyText(offer.price)}</td>
      <td className="end stock" data-label={t.offers.stock}>
        {soldOut ? <span className="fine">{t.offers.soldOut}</span> : countText(offer.available)}
      </td>
      <td className="end rate" data-label={t.offers.rate}>
        <DeliveryRate offer={offer} />
      </td>
      <td className="end time" data-label={t.offers.time}>
        {offer.median_seconds === null ? '–' : t.offers.seconds(offer.median_seconds)}
      </td>
      <td className="end act">
        <Button
          size="small"
          disabled={soldOut}
          aria-label={soldOut ? undefined : t.offers.chooseLabel(country)}
          onClick={() => onChoose(offer)}
        >
          {soldOut ? t.offers.soldOut : t.offers.choose}
        </Button>
      </td>
    </tr>
  );
}

export function DeliveryRate({ offer }: { offer: Offer }) {
  if (offer.delivery_rate === null) return <span className="fine">{t.offers.noData}</span>;
  const telling = offer.samples >= tellingSamples;
  const grade = !telling ? '' : offer.delivery_rate >= 0.8 ? 'good' : offer.delivery_rate < 0.5 ? 'poor' : '';
  return (
    <span className="delivery">
      <span className={grade}>{shareText(offer.delivery_rate)}</span>{' '}
      <span className="fine">{t.offers.sampleText(countText(offer.samples), offer.samples)}</span>
    </span>
  );
}

/** The flag where the system has a picture for it, else the country's letters. */
export function CountryTag({ code }: { code: string }) {
  const flag = flagOf(code);
  return (
    <span className={flag === null ? 'country-tag' : 'country-tag flag'} aria-hidden="true">
      {flag ?? code.toUpperCase()}
    </span>
  );
}
