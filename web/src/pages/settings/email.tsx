// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries';
import { EmailChange } from './email-change';
import { NewsConsent } from './news-consent';

export function EmailTab() {
  const { data: account } = useQuery(queries.account);
  return (
    <>
      {account && <EmailChange account={account} />}
      <NewsConsent />
    </>
  );
}
