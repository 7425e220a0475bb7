// SPDX-License-Identifier: Apache-2.0
// The frame of the settings. A tab is a link, so that it can be opened, kept and sent as an address.
import { Link, usePlace } from '../app/router';
import { t } from '../texts';
import { NotFoundPage } from './not-found';
import { tabAt, tabs } from './settings/tabs';

export function SettingsPage() {
  const current = tabAt(usePlace().path);
  if (current === undefined) return <NotFoundPage />;
  return (
    <>
      <header className="page-head">
        <h1>{t.settings.title}</h1>
      </header>
      <nav className="tabs" aria-label={t.settings.title}>
        {tabs.map(({ name, title }) => (
          <Link
            key={name}
            href={`/settings/${name}`}
            aria-current={name === current.name ? 'page' : undefined}
          >
            {title}
          </Link>
        ))}
        <Link href="/developers/keys">{t.keys.title}</Link>
      </nav>
      <section className="settings" aria-label={current.title}>
        <current.View />
      </section>
    </>
  );
}
