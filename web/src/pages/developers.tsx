// SPDX-License-Identifier: Apache-2.0
import { Link, usePlace } from '../app/router';
import { t } from '../texts';
import { developerTabAt, developerTabs } from './developers/tabs';
import { NotFoundPage } from './not-found';

export function DevelopersPage() {
  const current = developerTabAt(usePlace().path);
  if (current === undefined) return <NotFoundPage />;
  return (
    <>
      <header className="page-head">
        <h1>{t.developers.title}</h1>
        <p className="lead">
          {t.developers.lead} <a href="/openapi.json">{t.keys.docs}</a>
        </p>
      </header>
      <nav className="tabs" aria-label={t.developers.title}>
        {developerTabs.map(({ name, title }) => (
          <Link
            key={name}
            href={`/developers/${name}`}
            aria-current={name === current.name ? 'page' : undefined}
          >
            {title}
          </Link>
        ))}
      </nav>
      <section aria-label={current.title}>
        <current.View />
      </section>
    </>
  );
}
