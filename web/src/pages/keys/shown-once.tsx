// SPDX-License-Identifier: Apache-2.0
import type { NewApiKey } from '../../api/types';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy';
import { Dialog } from '../../ui/dialog';

/** A new key, the only time that anybody sees it. */
export function ShownOnce({ created, onClose }: { created: NewApiKey; onClose: () => void }) {
  return (
    <Dialog title={t.keys.newTitle} onClose={onClose}>
      <p>{t.keys.shownOnce}</p>
      <code className="secret">{created.key}</code>
      <div className="dialog-acts">
        <Button onClick={onClose}>{t.keys.done}</Button>
        <CopyButton text={created.key} label={t.keys.copy} look="primary" />
      </div>
    </Dialog>
  );
}
