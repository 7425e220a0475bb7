// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api } from '../../api/calls';
import { pathWith } from '../../api/client';
import { go } from '../../app/router';
import { t } from '../../texts';
import { explain } from '../../texts/explain';
import { Button } from '../../ui/button';
import { Field, Search } from '../../ui/field';
import { Select } from '../../ui/select';
import { toast } from '../../ui/toast';
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

function save(file: Blob): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = `leases-${new Date().toISOString().slice(0, 10)}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** All that the filter finds, however many pages of it are on screen. */
export function ExportButton({ filter }: { filter: HistoryFilter }) {
  const download = useMutation({
    mutationFn: () => api.exportLeases(askedBy(filter)),
    onSuccess: save,
    onError: (error) => toast('alert', explain(error).title, explain(error).next),
  });
  return (
    <Button icon="down" busy={download.isPending} onClick={() => download.mutate()}>
      {download.isPending ? t.historyFilters.exporting : t.historyFilters.export}
    </Button>
  );
}
