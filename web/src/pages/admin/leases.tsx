// SPDX-License-Identifier: Apache-2.0
// Leases of all accounts. M7: that messages came, never what they say.
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { houseQueries, type LeaseFilter } from '../../api/house';
import { queries } from '../../api/queries';
import type { HouseLease, LeaseStatus } from '../../api/types';
import { Link, usePlace } from '../../app/router';
import { moneyText } from '../../format/money';
import { t } from '../../texts';
import { Field } from '../../ui/field';
import { Moment } from '../../ui/moment';
import { Select } from '../../ui/select';
import { Empty, Failed, Skeleton } from '../../ui/states';
import { dayStart, Filters } from './filters';
import { Further } from './further';

export function Leases() {
  const { query } = usePlace();
  const of = (name: string): string => query.get(name) ?? '';
  const filter: LeaseFilter = {
    status: of('status'),
    service: of('service'),
    country: of('country'),
    account: of('account'),
    supplier: of('supplier'),
    from: dayStart(of('from')),
    until: dayStart(of('until'), 1),
  };
  return (
    <div className="admin">
      <LeaseFilters of={of} />
      <LeaseList filter={filter} />
    </div>
  );
}

function LeaseFilters({ of }: { of: (name: string) => string }) {
  const { data: services } = useQuery(queries.services);
  const { data: countries } = useQuery(queries.countries);
  return (
    <Filters path="/admin/leases">
      <Select label={t.house.leases.status} name="status" defaultValue={of('status')}>
        <option value="">{t.house.any}</option>
        <option value="open">{t.house.leases.open}</option>
        <option value="closed">{t.house.leases.closed}</option>
        {(Object.keys(t.lease.statusShort) as LeaseStatus[]).map((status) => (
          <option key={status} value={status}>
            {t.lease.statusShort[status]}
          </option>
        ))}
      </Select>
      <Select
        key={`services ${services?.length ?? 0}`}
        label={t.house.leases.service}
        name="service"
        defaultValue={of('service')}
      >
        <option value="">{t.house.any}</option>
        {services?.map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </Select>
      <Select
        key={`countries ${countries?.length ?? 0}`}
        label={t.house.leases.country}
        name="country"
        defaultValue={of('country')}
      >
        <option value="">{t.house.any}</option>
        {countries?.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </Select>
      <Field
        label={t.house.leases.account}
        name="account"
        type="text"
        autoComplete="off"
        spellCheck={false}
        maxLength={64}
        defaultValue={of('account')}
      />
      <Field
        label={t.house.leases.supplier}
        name="supplier"
        type="text"
        autoComplete="off"
        spellCheck={false}
        maxLength={64}
        defaultValue={of('supplier')}
      />
      <Field label={t.house.from} name="from" type="date" defaultValue={of('from')} />
      <Field label={t.house.until} name="until" type="date" defaultValue={of('until')} />
    </Filters>
  );
}

function LeaseList({ filter }: { filter: LeaseFilter }) {
  const leases = useInfiniteQuery(houseQueries.leases(filter));
  if (leases.isPending) return <Skeleton shape="rows" />;
  if (leases.isError) {
    return <Failed error={leases.error} onRetry={() => void leases.refetch()} />;
  }
  const items = leases.data.pages.flatMap((page) => page.items);
  if (items.length === 0) {
    return leases.hasNextPage ? (
      <>
        <Empty icon="search" title={t.house.leases.noneSoFar} />
        <Further list={leases} />
      </>
    ) : (
      <Empty icon="search" title={t.house.leases.none} hint={t.house.leases.noneHint} />
    );
  }
  return (
    <>
      <table className="table house-leases">
        <thead>
          <tr>
            <th>{t.house.leases.lease}</th>
            <th>{t.house.leases.customer}</th>
            <th>{t.house.leases.number}</th>
            <th>{t.house.leases.status}</th>
            <th className="end">{t.house.leases.fee}</th>
            <th className="end">{t.house.leases.opened}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((lease) => (
            <LeaseRow key={lease.id} lease={lease} />
          ))}
        </tbody>
      </table>
      <Further list={leases} />
    </>
  );
}

export function LeaseStatusPill({ status }: { status: LeaseStatus }) {
  return (
    <span className={`pill ${status}`}>
      <span className="dot" aria-hidden="true" />
      {t.lease.statusShort[status]}
    </span>
  );
}

function LeaseRow({ lease }: { lease: HouseLease }) {
  return (
    <tr>
      <th scope="row">
        <Link href={`/admin/leases/${lease.id}`}>
          <bdi>{lease.service_name}</bdi>
        </Link>
        <span className="fine block">
          <bdi>{lease.country_name}</bdi>
        </span>
      </th>
      <td data-label={t.house.leases.customer}>
        <Link href={`/admin/accounts/${lease.account.id}`}>
          <bdi>{lease.account.username ?? lease.account.id}</bdi>
        </Link>
      </td>
      <td className="number-cell">
        <bdi className="tabular" dir="ltr">
          {lease.number}
        </bdi>
        {lease.supplier_name !== null && (
          <span className="fine block">
            <bdi>{lease.supplier_name}</bdi>
          </span>
        )}
      </td>
      <td className="status-cell">
        <LeaseStatusPill status={lease.status} />
        {lease.close_reason !== null && (
          <span className="fine block">{t.house.leases.reasons[lease.close_reason]}</span>
        )}
      </td>
      <td className="end money-cell">
        {moneyText(lease.price)}
        <span className="fine block">{t.house.leases.fees[lease.fee]}</span>
      </td>
      <td className="end when-cell">
        <Moment time={lease.opened_at} />
      </td>
    </tr>
  );
}
