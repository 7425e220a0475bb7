// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { api } from '../../api/calls';
import { pathWith } from '../../api/client';
import { go } from '../../app/router';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { DownloadButton } from '../../ui/download-button';
import { Field, Search } from '../../ui/field';
import { Select } from '../../ui/select';
import { askedBy, isNarrow, statuses, type HistoryFilter, type StatusChoice } from './filter';

const typingPause = 300;

function show(filter: HistoryFilter): void {
  go(pathWith('/history', { ...filter }), 'replace');
}

export function Filters({ filter }: { filter: HistoryFilter }) {
  return (
    <div className="filters history-filters">
      <SearchLeases filter={filter} />
      <Select
        label={t.history.filter}
        value={filter.status}
        onChange={(event) => show({ ...filter, status: event.target.value as StatusChoice })}
      >
        {statuses.map((status) => (
          <option key={status} value={status}>
            {t.history.filters[status]}
          </option>
        ))}
      </Select>
      <Field
        type="date"
        label={t.historyFilters.from}
        value={filter.from}
        max={filter.to}
        onChange={(event) => show({ ...filter, from: event.target.value })}
      />
      <Field
        type="date"
        label={t.historyFilters.to}
        value={filter.to}
        min={filter.from}
        onChange={(event) => show({ ...filter, to: event.target.value })}
      />
      {isNarrow(filter) && (
        <Button
          size="small"
          look="quiet"
          onClick={() => show({ status: '', search: '', from: '', to: '' })}
        >
          {t.historyFilters.clear}
        </Button>
      )}
    </div>
  );
}

/** Asks when the typing pauses, not at each letter. */
function SearchLeases({ filter }: { filter: HistoryFilter }) {
  const [typed, setTyped] = useState(filter.search);
  const [shown, setShown] = useState(filter.search);
  if (shown !== filter.search) {
    setShown(filter.search);
    setTyped(filter.search);
  }
  useEffect(() => {
    if (typed === filter.search) return;
    const timer = setTimeout(() => show({ ...filter, search: typed }), typingPause);
    return () => clearTimeout(timer);
  }, [typed, filter]);
  return <Search label={t.historyFilters.search} value={typed} onChange={setTyped} />;
}

/** All that the filter finds, however many pages of it are on screen. */
export function ExportButton({ filter }: { filter: HistoryFilter }) {
  return <DownloadButton name="leases" load={() => api.exportLeases(askedBy(filter))} />;
}
