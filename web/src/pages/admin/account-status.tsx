// SPDX-License-Identifier: Apache-2.0
import { t } from '../../texts';

export function AccountStatus({ status }: { status: string }) {
  return (
    <span className={status === 'active' ? 'pill completed' : 'pill failed'}>
      {t.admin.statuses[status] ?? status}
    </span>
  );
}
