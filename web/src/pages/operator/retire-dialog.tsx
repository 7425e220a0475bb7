// SPDX-License-Identifier: Apache-2.0
import type { OperatorNumber } from '../../api/operator';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ProblemNote } from '../../ui/states';

interface RetireProps {
  number: OperatorNumber;
  isBusy: boolean;
  error: unknown;
  onRetire: () => void;
  onClose: () => void;
}

/** For good, so it is asked once more. */
export function RetireDialog({ number, isBusy, error, onRetire, onClose }: RetireProps) {
  const words = t.operator.number;
  return (
    <Dialog title={words.retireTitle(number.number)} onClose={onClose}>
      <div className="form">
        <p>{words.retireBody}</p>
        {error !== null && error !== undefined && <ProblemNote error={error} />}
        <div className="dialog-acts">
          <Button data-first-focus onClick={onClose}>
            {t.operator.add.keep}
          </Button>
          <Button look="danger" busy={isBusy} onClick={onRetire}>
            {words.retire}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
