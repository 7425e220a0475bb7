// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries';
import { dayText } from '../../format/text';
import { t } from '../../texts';
import { CopyIcon } from '../../ui/copy';

export function ProfileTab() {
  const { data: account } = useQuery(queries.account);
  if (!account) return null;
  return (
    <dl className="card facts">
      <div>
        <dt>{t.profile.username}</dt>
        <dd>
          <bdi>{account.username}</bdi>
        </dd>
      </div>
      <div>
        <dt>{t.profile.email}</dt>
        <dd>
          <bdi>{account.email}</bdi>
        </dd>
      </div>
      <div>
        <dt title={t.account.publicIdHint}>{t.account.publicId}</dt>
        <dd>
          <code>{account.public_id}</code>
          <CopyIcon text={account.public_id} label={t.common.copy} />
        </dd>
      </div>
      <div>
        <dt>{t.account.plan}</dt>
        <dd>{account.plan}</dd>
      </div>
      <div>
        <dt>{t.profile.since}</dt>
        <dd>
          <time dateTime={account.created_at}>{dayText(account.created_at)}</time>
        </dd>
      </div>
    </dl>
  );
}
