// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useAttempt } from '../../api/attempt';
import { api } from '../../api/calls';
import { queries } from '../../api/queries';
import type { ApiKey } from '../../api/types';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ProblemNote } from '../../ui/states';
import { overlaps, type Overlap } from './form';
import { ShownOnce } from './shown-once';

export function RotateKey({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const client = useQueryClient();
  const attempt = useAttempt();
  const [overlap, setOverlap] = useState<Overlap>('day');
  const rotate = useMutation({
    mutationFn: (seconds: number) =>
      attempt(`rotate ${seconds}`, (key) => api.rotateApiKey(apiKey.id, seconds, key)),
    onSuccess: () => client.invalidateQueries({ queryKey: queries.apiKeys.queryKey }),
    gcTime: 0,
  });
  if (rotate.data !== undefined) return <ShownOnce created={rotate.data} onClose={onClose} />;
  return (
    <Dialog title={t.keys.rotateTitle(apiKey.label)} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          rotate.mutate(overlaps[overlap]);
        }}
      >
        <p>{t.keys.rotateBody}</p>
        {rotate.isError && <ProblemNote error={rotate.error} />}
        <label className="field">
          <span className="label">{t.keys.overlap}</span>
          <select
            data-first-focus
            value={overlap}
            onChange={(event) => setOverlap(event.target.value as Overlap)}
          >
            {Object.keys(overlaps).map((one) => (
              <option key={one} value={one}>
                {t.keys.overlaps[one as Overlap]}
              </option>
            ))}
          </select>
        </label>
        <div className="dialog-acts">
          <Button onClick={onClose}>{t.confirm.close}</Button>
          <Button type="submit" look="primary" busy={rotate.isPending}>
            {t.keys.rotateSubmit}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
