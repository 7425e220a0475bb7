// SPDX-License-Identifier: Apache-2.0
// The frame around every page of a signed-in person: navigation, balance, account menu, live state.
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { queries } from '../api/queries';
import type { Account } from '../api/types';
import { moneyText } from '../format/money';
import { showTimesIn } from '../format/text';
import { useLive } from '../live/use-live';
import { useTitle } from '../live/use-title';
import { t } from '../texts';
import { Icon, Logo, type IconName } from '../ui/icon';
import { Skeleton } from '../ui/states';
import { AccountMenu } from './account-menu';
import { ConfirmIdentity } from './confirm-identity';
import { ExpiredSession } from './expired-session';
import { focusHeading } from './focus';
import { useLanguageOf } from './language';
import { LiveBadge } from './live-badge';
import { pageFor, sectionOf } from './pages';
import { Link, usePlace } from './router';
import { useSessionExpired } from './session';
import { useBrand } from './settings';

type NavKey = keyof typeof t.nav.short;

const entries: { key: NavKey; path: string; icon: IconName }[] = [
  { key: 'getNumber', path: '/', icon: 'plus' },
  { key: 'numbers', path: '/numbers', icon: 'signal' },
  { key: 'history', path: '/history', icon: 'clock' },
  { key: 'wallet', path: '/wallet', icon: 'wallet' },
  { key: 'developers', path: '/developers', icon: 'code' },
];

const moreFor: Partial<Record<Account['role'], typeof entries>> = {
  operator: [{ key: 'operator', path: '/operator', icon: 'sliders' }],
  admin: [{ key: 'admin', path: '/admin/overview', icon: 'shield' }],
};

export function Shell({ account }: { account: Account }) {
  const expired = useSessionExpired();
  const brand = useBrand();
  const { path } = usePlace();
  const page = pageFor(path);
  const main = useRef<HTMLElement>(null);
  const section = sectionOf(path);
  const firstSection = useRef(section);
  useLive(account.id, expired);
  useTitle(page.title, brand);
  // Before the page below is drawn: all of its times are of one zone.
  const { data: profile } = useQuery(queries.profile);
  showTimesIn(profile?.time_zone ?? null);
  useLanguageOf(profile);

  useEffect(() => {
    if (firstSection.current === section || main.current === null) return;
    firstSection.current = section;
    return focusHeading(main.current);
  }, [section]);

  return (
    <div className="shell">
      <a className="skip" href="#content">
        {t.skipToContent}
      </a>
      <header className="bar">
        <Link href="/" className="home" aria-label={brand}>
          <Logo brand={brand} />
        </Link>
        <Navigation path={path} account={account} />
        <div className="bar-end">
          <BalanceLink />
          <LiveBadge />
          <AccountMenu account={account} />
        </div>
      </header>
      <main id="content" ref={main} tabIndex={-1}>
        <OfflineNote />
        <page.View />
      </main>
      <ConfirmIdentity email={account.email} />
      {expired && <ExpiredSession email={account.email} />}
    </div>
  );
}

/** The frame while it isn't known yet whose it is. */
export function ArrivingShell() {
  const { path } = usePlace();
  const { Arriving } = pageFor(path);
  return (
    <div className="shell">
      <header className="bar" />
      <main id="content">
        {Arriving === undefined ? <Skeleton shape="rows" /> : <Arriving />}
      </main>
    </div>
  );
}

/** Which entry a page belongs to. */
function entryOf(path: string): string {
  if (path.startsWith('/leases/')) return '/history';
  if (path.startsWith('/developers') || path === '/keys') return '/developers';
  if (path.startsWith('/operator')) return '/operator';
  return path.startsWith('/admin') ? '/admin/overview' : path;
}

function Navigation({ path, account }: { path: string; account: Account }) {
  const { data: live } = useQuery(queries.liveLeases);
  const open = live?.open.length ?? 0;
  const shown = [...entries, ...(moreFor[account.role] ?? [])];
  const current = entryOf(path);
  return (
    <nav className="nav" aria-label={t.nav.label}>
      {shown.map(({ key, path: to, icon }) => (
        <Link
          key={key}
          href={to}
          aria-current={current === to ? 'page' : undefined}
          aria-label={
            key === 'numbers' && open > 0 ? `${t.nav[key]}, ${t.nav.openCount(open)}` : t.nav[key]
          }
        >
          <Icon name={icon} />
          <span className="long">{t.nav[key]}</span>
          <span className="short">{t.nav.short[key]}</span>
          {key === 'numbers' && open > 0 && <span className="count">{open}</span>}
        </Link>
      ))}
    </nav>
  );
}

function BalanceLink() {
  const { data } = useQuery(queries.wallet);
  if (data === undefined) return null;
  return (
    <Link href="/wallet" className="balance">
      <span>{t.wallet.balance}</span>
      <strong>{moneyText(data.balance)}</strong>
    </Link>
  );
}

function subscribeOnline(listener: () => void): () => void {
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}

function OfflineNote() {
  const online = useSyncExternalStore(subscribeOnline, () => navigator.onLine);
  return online ? null : (
    <p className="offline-note" role="status">
      <Icon name="offline" />
      {t.common.offline}
    </p>
  );
}
