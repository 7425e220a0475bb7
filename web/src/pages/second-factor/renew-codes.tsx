// SPDX-License-Identifier: Apache-2.0
import { useMutation } from '@tanstack/react-query';
import { useAttempt } from '../../api/attempt';
import { api } from '../../api/calls';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { ProblemNote } from '../../ui/states';

interface RenewCodesProps {
  onClose: () => void;
  onRenewed: (codes: string[]) => void;
}

export function RenewCodes({ onClose, onRenewed }: RenewCodesProps) {
  const attempt = useAttempt();
  const renew = useMutation({
    mutationFn: () => attempt('renew', api.renewRecoveryCodes),
    onSuccess: ({ recovery_codes }) => onRenewed(recovery_codes),
    gcTime: 0,
  });
  return (
    <Dialog title={t.secondFactor.renewTitle} onClose={onClose}>
      <p>{t.secondFactor.renewBody}</p>
      {renew.isError && <ProblemNote error={renew.error} />}
      <div className="dialog-acts">
        <Button data-first-focus onClick={onClose}>
          {t.secondFactor.renewKeep}
        </Button>
        <Button look="primary" busy={renew.isPending} onClick={() => renew.mutate()}>
          {t.secondFactor.renewSubmit}
        </Button>
      </div>
    </Dialog>
  );
}
