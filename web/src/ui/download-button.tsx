// SPDX-License-Identifier: Apache-2.0
// Keeps a CSV file of the server, whole or not at all; the name gets the day.
import { useMutation } from '@tanstack/react-query';
import { t } from '../texts';
import { explain } from '../texts/explain';
import { Button } from './button';
import { toast } from './toast';

interface DownloadButtonProps {
  name: string;
  load: () => Promise<Blob>;
  size?: 'small' | 'normal';
}

function save(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}-${new Date().toISOString().slice(0, 10)}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

export function DownloadButton({ name, load, size = 'normal' }: DownloadButtonProps) {
  const download = useMutation({
    mutationFn: load,
    onSuccess: (file) => save(file, name),
    onError: (error) => toast('alert', explain(error).title, explain(error).next),
  });
  return (
    <Button icon="down" size={size} busy={download.isPending} onClick={() => download.mutate()}>
      {download.isPending ? t.historyFilters.exporting : t.historyFilters.export}
    </Button>
  );
}
