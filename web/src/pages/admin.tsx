// SPDX-License-Identifier: Apache-2.0
// The frame of the administrators' pages. The server refuses everybody else; the page says so
// without asking.
import { useQuery } from '@tanstack/react-query';
import { queries } from '../api/queries';
import { Link, usePlace } from '../app/router';
import { t } from '../texts';
import { ButtonLink } from '../ui/button';
import { Empty } from '../ui/states';
import { adminPageAt, adminTabs } from './admin/tabs';
import { NotFoundPage } from './not-found';

export function AdminPage() {
  const { path } = usePlace();
  const { data: account } = useQuery(queries.account);
  if (account?.role !== 'admin') return <NoRight />;
  const current = adminPageAt(path);
  if (current === undefined) return <NotFoundPage />;
  return (
    <>
      <header className="page-head">
        <h1>{t.admin.title}</h1>
      </header>
      <nav className="tabs" aria-label={t.admin.title}>
        {adminTabs.map(({ name, title }) => (
          <Link
            key={name}
            href={`/admin/${name}`}
            aria-current={name === current.name ? 'page' : undefined}
          >
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
    <Empty icon="lock" title={t.admin.noRight} hint={t.admin.noRightHint}>
      <ButtonLink href="/">{t.common.home}</ButtonLink>
    </Empty>
  );
}
