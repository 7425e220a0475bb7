// SPDX-License-Identifier: Apache-2.0
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ProblemNote } from '../../ui/states';

interface RetireProps {
  title: string;
  body: string;
  isBusy: boolean;
  error: unknown;
  onRetire: () => void;
  onClose: () => void;
}

/** For good, so it is asked once more. */
export function RetireDialog({ title, body, isBusy, error, onRetire, onClose }: RetireProps) {
  return (
    <Dialog title={title} onClose={onClose}>
      <div className="form">
        <p>{body}</p>
        {error !== null && error !== undefined && <ProblemNote error={error} />}
        <div className="dialog-acts">
          <Button data-first-focus onClick={onClose}>
            {t.operator.add.keep}
          </Button>
          <Button look="danger" busy={isBusy} onClick={onRetire}>
            {t.operator.number.retire}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
