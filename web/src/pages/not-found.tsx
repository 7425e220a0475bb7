// SPDX-License-Identifier: Apache-2.0
import { t } from '../texts';
import { ButtonLink } from '../ui/button';
import { Empty } from '../ui/states';

export function NotFoundPage() {
  return (
    <Empty icon="inbox" title={t.common.notFound} hint={t.common.notFoundHint}>
      <ButtonLink href="/">{t.common.home}</ButtonLink>
    </Empty>
  );
}
