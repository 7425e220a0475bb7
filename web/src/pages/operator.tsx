// SPDX-License-Identifier: Apache-2.0
// The frame of the operators' pages. The server refuses everybody else; the page says so without
// asking.
import { useQuery } from '@tanstack/react-query';
import { queries } from '../api/queries';
import { Link, usePlace } from '../app/router';
import { t } from '../texts';
import { ButtonLink } from '../ui/button';
import { Empty } from '../ui/states';
import { NotFoundPage } from './not-found';
import { operatorPageAt, operatorTabs } from './operator/tabs';

export function OperatorPage() {
  const { path } = usePlace();
  const { data: account } = useQuery(queries.account);
  if (account?.role !== 'operator') return <NoRight />;
  const current = operatorPageAt(path);
  if (current === undefined) return <NotFoundPage />;
  return (
    <>
      <header className="page-head">
        <h1>{t.operator.title}</h1>
      </header>
      <nav className="tabs" aria-label={t.operator.title}>
        {operatorTabs.map(({ path: to, title }) => (
          <Link key={to} href={to} aria-current={to === current.path ? 'page' : undefined}>
            {title}
          </Link>
        ))}
      </nav>
      <current.View />
    </>
  );
}

function NoRight() {
  return (
    <Empty icon="lock" title={t.operator.noRight} hint={t.operator.noRightHint}>
      <ButtonLink href="/">{t.common.home}</ButtonLink>
    </Empty>
  );
}
