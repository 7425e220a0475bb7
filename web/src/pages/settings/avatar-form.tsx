// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useAttempt } from '../../api/attempt';
import { api } from '../../api/calls';
import { queries } from '../../api/queries';
import type { Profile } from '../../api/types';
import { t } from '../../texts';
import { Avatar } from '../../ui/avatar';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Note, ProblemNote } from '../../ui/states';
import { drawPicture, fileOf } from './picture-file';

export function AvatarForm({ profile }: { profile: Profile }) {
  const client = useQueryClient();
  const attempt = useAttempt();
  const input = useRef<HTMLInputElement>(null);
  const [drawn, setDrawn] = useState<HTMLCanvasElement | null>(null);
  const [unreadable, setUnreadable] = useState(false);
  const remove = useMutation({
    mutationFn: () => attempt('remove', api.removeAvatar),
    onSuccess: (changed) => client.setQueryData(queries.profile.queryKey, changed),
  });
  const choose = (file: File | undefined): void => {
    setUnreadable(false);
    remove.reset();
    if (file !== undefined) drawPicture(file).then(setDrawn, () => setUnreadable(true));
    // The same file may be chosen again.
    if (input.current !== null) input.current.value = '';
  };
  return (
    <div className="avatar-form">
      <Avatar tag={profile.avatar} size="large" />
      <div>
        <div className="acts">
          <Button size="small" onClick={() => input.current?.click()}>
            {profile.avatar === null ? t.profile.choose : t.profile.change}
          </Button>
          {profile.avatar !== null && (
            <Button size="small" look="quiet" busy={remove.isPending} onClick={() => remove.mutate()}>
              {t.profile.remove}
            </Button>
          )}
        </div>
        <p className="fine">{t.profile.pictureHint}</p>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={t.profile.picture}
        accept="image/png,image/jpeg,image/webp"
        onChange={(event) => choose(event.target.files?.[0])}
      />
      {unreadable && (
        <Note look="problem" title={t.profile.unreadable}>
          <p>{t.profile.unreadableHint}</p>
        </Note>
      )}
      {remove.isError && <ProblemNote error={remove.error} />}
      {drawn !== null && <UsePicture drawn={drawn} onClose={() => setDrawn(null)} />}
    </div>
  );
}

/** Shows the picture as it will look before anything is sent. */
function UsePicture({ drawn, onClose }: { drawn: HTMLCanvasElement; onClose: () => void }) {
  const client = useQueryClient();
  const frame = useRef<HTMLDivElement>(null);
  const upload = useMutation({
    mutationFn: async () => api.putAvatar(await fileOf(drawn)),
    onSuccess: (profile) => {
      client.setQueryData(queries.profile.queryKey, profile);
      onClose();
    },
  });
  useEffect(() => frame.current?.replaceChildren(drawn), [drawn]);
  return (
    <Dialog title={t.profile.useTitle} onClose={onClose}>
      <div ref={frame} className="picture-preview" role="img" aria-label={t.profile.preview} />
      {upload.isError && <ProblemNote error={upload.error} />}
      <div className="dialog-acts">
        <Button onClick={onClose}>{t.confirm.close}</Button>
        <Button
          look="primary"
          data-first-focus
          busy={upload.isPending}
          onClick={() => upload.mutate()}
        >
          {t.profile.use}
        </Button>
      </div>
    </Dialog>
  );
}
