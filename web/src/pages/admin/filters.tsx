// SPDX-License-Identifier: Apache-2.0
// Filters that live in the address, so that what one sees can be sent and kept. Choices hold at once,
// typed ones when the form is sent.
import { useState, type FormEvent, type ReactNode } from 'react';
import { pathWith } from '../../api/client';
import { go, usePlace } from '../../app/router';
import { t } from '../../texts';
import { Button } from '../../ui/button';

interface FiltersProps {
  /** The page: `/admin/leases`. */
  path: string;
  children: ReactNode;
}

export function Filters({ path, children }: FiltersProps) {
  const { query } = usePlace();
  const [cleared, setCleared] = useState(0);
  const apply = (form: HTMLFormElement): void => {
    const entries = [...new FormData(form)].map(([name, value]) => [name, String(value).trim()]);
    go(pathWith(path, Object.fromEntries(entries) as Record<string, string>), 'replace');
  };
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    apply(event.currentTarget);
  };
  return (
    <form
      key={cleared}
      className="filters"
      onSubmit={submit}
      onChange={(event) => {
        const typed = event.target as unknown as HTMLInputElement;
        if (typed.type !== 'text') apply(event.currentTarget);
      }}
    >
      {children}
      <div className="filter-acts">
        <Button type="submit">{t.house.show}</Button>
        {query.size > 0 && (
          <Button
            look="plain"
            onClick={() => {
              go(path, 'replace');
              setCleared(cleared + 1);
            }}
          >
            {t.house.clear}
          </Button>
        )}
      </div>
    </form>
  );
}

/** The beginning of a day that was chosen, here, as the API's time; `days` later where wanted. */
export function dayStart(day: string, days = 0): string {
  const [year, month, date] = day.split('-').map(Number);
  if (year === undefined || month === undefined || date === undefined) return '';
  const start = new Date(year, month - 1, date + days);
  return Number.isNaN(start.getTime()) ? '' : start.toISOString();
}
