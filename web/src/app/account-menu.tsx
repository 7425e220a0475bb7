// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '../api/calls';
import { queries } from '../api/queries';
import type { Account } from '../api/types';
import { t } from '../texts';
import { Avatar } from '../ui/avatar';
import { Button } from '../ui/button';
import { CopyIcon } from '../ui/copy';
import { Icon } from '../ui/icon';
import { toast } from '../ui/toast';
import { explain } from '../texts/explain';
import { go, Link } from './router';
import { leaveSession } from './session';
import { themes, useTheme } from './theme';

const id = 'account-menu';

export function AccountMenu({ account }: { account: Account }) {
  const { data: profile } = useQuery(queries.profile);
  const name = profile?.display_name ?? account.username;
  return (
    <>
      <button type="button" className="account-button" popoverTarget={id} aria-label={t.account.menu}>
        <Avatar tag={profile?.avatar ?? null} size="small" />
        <bdi>{name}</bdi>
      </button>
      <div id={id} popover="auto" className="menu">
        <p className="menu-head">
          <strong>
            <bdi>{name}</bdi>
          </strong>
          <bdi className="fine">{account.email}</bdi>
        </p>
        <dl className="facts">
          <div>
            <dt title={t.account.publicIdHint}>{t.account.publicId}</dt>
            <dd>
              <code>{account.public_id}</code>
              <CopyIcon text={account.public_id} label={t.common.copy} />
            </dd>
          </div>
          <div>
            <dt>{t.account.role}</dt>
            <dd>{t.account.roles[account.role]}</dd>
          </div>
          <div>
            <dt>{t.account.plan}</dt>
            <dd>{account.plan}</dd>
          </div>
        </dl>
        <Link
          href="/settings/profile"
          className="menu-link"
          onClick={() => document.getElementById(id)?.hidePopover()}
        >
          <Icon name="sliders" />
          {t.settings.menu}
        </Link>
        <Link
          href="/help"
          className="menu-link"
          onClick={() => document.getElementById(id)?.hidePopover()}
        >
          <Icon name="help" />
          {t.help.title}
        </Link>
        <ThemeChoice />
        <SignOut />
      </div>
    </>
  );
}

export function ThemeChoice() {
  const [theme, setTheme] = useTheme();
  return (
    <fieldset className="segments">
      <legend className="visually-hidden">{t.account.theme}</legend>
      {themes.map((value) => (
        <label key={value}>
          <input
            type="radio"
            name="theme"
            value={value}
            checked={theme === value}
            onChange={() => setTheme(value)}
          />
          <span>{t.account.themes[value]}</span>
        </label>
      ))}
    </fieldset>
  );
}

function SignOut() {
  const client = useQueryClient();
  const signOut = useMutation({
    mutationFn: api.signOut,
    onSuccess() {
      leaveSession(client);
      go('/sign-in');
    },
    onError: (error) => toast('alert', explain(error).title, explain(error).next),
  });
  return (
    <Button className="wide" busy={signOut.isPending} onClick={() => signOut.mutate()}>
      {t.account.signOut}
    </Button>
  );
}
