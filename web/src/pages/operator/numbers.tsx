// SPDX-License-Identifier: Apache-2.0
// The operator's numbers with their live state, found by digits, country and state.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { pathWith } from '../../api/client';
import {
  operatorQueries,
  type NumberFilter,
  type NumberSearch,
  type OperatorNumber,
} from '../../api/operator';
import { queries } from '../../api/queries';
import { go, Link, usePlace } from '../../app/router';
import { countryText } from '../../format/text';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { Search } from '../../ui/field';
import { Moment } from '../../ui/moment';
import { Select } from '../../ui/select';
import { Empty, Failed, Skeleton } from '../../ui/states';
import { CountryTag } from '../get-number/offer-table';
import { AddNumbers } from './add-numbers';
import { Bulk, nobody, type Choice } from './bulk';
import { StatePill } from './state-pill';

const filters: NumberFilter[] = ['', 'active', 'leased', 'paused', 'retired'];
const typingPause = 300;

function searchOf(query: URLSearchParams): NumberSearch {
  const state = filters.find((filter) => filter === query.get('state')) ?? '';
  return { state, country: query.get('country') ?? '', search: query.get('search') ?? '' };
}

const digitsOf = (text: string): string => text.replace(/\D/g, '');

export function Numbers() {
  const { query } = usePlace();
  const search = searchOf(query);
  const [text, setText] = useState(search.search);
  const [adding, setAdding] = useState(false);
  const change = (part: Partial<NumberSearch>): void => {
    go(pathWith('/operator/numbers', { ...search, ...part }), 'replace');
  };
  useEffect(() => {
    const digits = digitsOf(text);
    if (digits === search.search) return;
    const timer = setTimeout(() => change({ search: digits }), typingPause);
    return () => clearTimeout(timer);
  });
  const isFiltered = search.state !== '' || search.country !== '' || search.search !== '';
  return (
    <div className="operator">
      <div className="operator-acts">
        <Search label={t.operator.numbers.search} value={text} onChange={setText} />
        <CountryFilter value={search.country} onChange={(country) => change({ country })} />
        <Button look="primary" icon="plus" onClick={() => setAdding(true)}>
          {t.operator.numbers.add}
        </Button>
      </div>
      <div className="chips" role="group" aria-label={t.operator.numbers.state}>
        {filters.map((filter) => (
          <button
            key={filter}
            type="button"
            className="chip"
            aria-pressed={filter === search.state}
            onClick={() => change({ state: filter })}
          >
            {t.operator.numbers.filters[filter]}
          </button>
        ))}
      </div>
      <NumberList search={search} isFiltered={isFiltered} />
      {adding && <AddNumbers onClose={() => setAdding(false)} />}
    </div>
  );
}

function CountryFilter({ value, onChange }: { value: string; onChange: (code: string) => void }) {
  const { data: countries = [] } = useQuery(queries.countries);
  return (
    <Select
      label={<span className="visually-hidden">{t.operator.numbers.country}</span>}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    >
      <option value="">{t.operator.numbers.everywhere}</option>
      {countries.map(({ code, name }) => (
        <option key={code} value={code}>
          {countryText(code, name)}
        </option>
      ))}
    </Select>
  );
}

function NumberList({ search, isFiltered }: { search: NumberSearch; isFiltered: boolean }) {
  const numbers = useInfiniteQuery(operatorQueries.numbers(search));
  const filter = JSON.stringify(search);
  const [choosing, setChoosing] = useState({ filter, choice: nobody });
  // What was chosen under another filter may not be seen any more.
  const choice = choosing.filter === filter ? choosing.choice : nobody;
  const choose = (next: Choice): void => setChoosing({ filter, choice: next });
  const words = t.operator.numbers;
  if (numbers.isPending) return <Skeleton shape="rows" />;
  if (numbers.data === undefined) {
    return <Failed error={numbers.error} onRetry={() => void numbers.refetch()} />;
  }
  const items = numbers.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return isFiltered ? (
      <Empty icon="search" title={words.noFit} hint={words.noFitHint} />
    ) : (
      <Empty icon="signal" title={words.none} hint={words.noneHint} />
    );
  }
  return (
    <>
      <Bulk
        numbers={items.filter(canChange)}
        isMore={numbers.hasNextPage}
        search={search}
        choice={choice}
        onChoose={choose}
      />
      <table className="table operator-numbers">
        <thead>
          <tr>
            <td />
            <th>{words.number}</th>
            <th>{words.state}</th>
            <th>{words.services}</th>
            <th>{words.lastMessage}</th>
            <th>{words.added}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((number) => (
            <NumberRow
              key={number.id}
              number={number}
              isChosen={choice.ids.has(number.id)}
              onChoose={(chosen) => choose(withNumber(choice, number.id, chosen))}
            />
          ))}
        </tbody>
      </table>
      {numbers.hasNextPage && (
        <div className="more">
          <Button busy={numbers.isFetchingNextPage} onClick={() => void numbers.fetchNextPage()}>
            {t.common.loadMore}
          </Button>
        </div>
      )}
    </>
  );
}

/** Retired is for good. */
const canChange = (number: OperatorNumber): boolean => number.status !== 'retired';

function withNumber(choice: Choice, id: string, chosen: boolean): Choice {
  const ids = new Set(choice.ids);
  if (chosen) ids.add(id);
  else ids.delete(id);
  return { ids, all: false };
}

interface RowProps {
  number: OperatorNumber;
  isChosen: boolean;
  onChoose: (chosen: boolean) => void;
}

function NumberRow({ number, isChosen, onChoose }: RowProps) {
  const words = t.operator.numbers;
  return (
    <tr>
      <td className="choose-cell">
        {canChange(number) && (
          <label>
            <input
              type="checkbox"
              checked={isChosen}
              aria-label={t.operator.bulk.choose(number.number)}
              onChange={(event) => onChoose(event.target.checked)}
            />
          </label>
        )}
      </td>
      <th scope="row">
        <Link href={`/operator/numbers/${number.id}`}>
          <bdi className="tabular">{number.number}</bdi>
        </Link>
        <span className="country fine">
          <CountryTag code={number.country} />
          <bdi>{countryText(number.country, number.country_name)}</bdi>
        </span>
      </th>
      <td className="status-cell">
        <StatePill state={number.state} />
        {number.open_leases > 0 && <span className="fine block">{words.leases(number.open_leases)}</span>}
      </td>
      <td data-label={words.services}>{words.openTo(number.services_open)}</td>
      <td className="when-cell" data-label={words.lastMessage}>
        {number.last_message_at === null ? words.never : <Moment time={number.last_message_at} />}
      </td>
      <td className="when-cell" data-label={words.added}>
        <Moment time={number.added_at} />
      </td>
    </tr>
  );
}
