// SPDX-License-Identifier: Apache-2.0
// W7: money is added by hand, by an administrator who is told the public id.
import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries';
import { Link } from '../../app/router';
import { useBrand } from '../../app/settings';
import { moneyText } from '../../format/money';
import { t } from '../../texts';
import { CopyButton } from '../../ui/copy';
import { Failed, Skeleton } from '../../ui/states';
import { Contacts } from './contacts';

export function RechargePage() {
  return (
    <>
      <header className="page-head">
        <div>
          <h1>{t.help.recharge}</h1>
          <p className="lead">{t.help.rechargeLead}</p>
        </div>
      </header>
      <Recharge />
    </>
  );
}

function Recharge() {
  const brand = useBrand();
  const account = useQuery(queries.account);
  const { data: wallet } = useQuery(queries.wallet);
  const { data: settings } = useQuery(queries.settings);
  if (account.isPending) return <Skeleton shape="figures" />;
  if (account.isError) {
    return <Failed error={account.error} onRetry={() => void account.refetch()} />;
  }
  if (account.data === null) return null;
  const id = account.data.public_id;
  const terms = settings?.support.recharge ?? null;
  return (
    <ol className="steps">
      <li className="card panel">
        <h2>{t.help.stepId}</h2>
        <p className="public-id">
          <code dir="ltr">{id}</code>
          <CopyButton text={id} label={t.common.copy} />
        </p>
        {wallet && <p className="fine">{t.help.balanceNow(moneyText(wallet.balance))}</p>}
      </li>
      <li className="card panel">
        <h2>{t.help.stepWrite}</h2>
        {terms !== null && <p className="own-words">{terms}</p>}
        <Contacts subject={t.help.rechargeSubject(brand)} message={t.help.rechargeMessage(brand, id)} />
      </li>
      <li className="card panel">
        <h2>{t.help.stepWait}</h2>
        <p>
          {t.help.stepWaitHint} <Link href="/wallet">{t.wallet.title}</Link>
        </p>
      </li>
    </ol>
  );
}
