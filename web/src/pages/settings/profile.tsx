// SPDX-License-Identifier: Apache-2.0
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState, type FormEvent } from 'react';
import { useAttempt } from '../../api/attempt';
import { api } from '../../api/calls';
import { queries } from '../../api/queries';
import type { Profile, SetProfile } from '../../api/types';
import { LanguageOptions } from '../../app/language-choice';
import { dayText } from '../../format/text';
import { t } from '../../texts';
import { fieldMessages } from '../../texts/explain';
import { Button } from '../../ui/button';
import { CopyIcon } from '../../ui/copy';
import { Field } from '../../ui/field';
import { Loaded } from '../../ui/loaded';
import { Select } from '../../ui/select';
import { ProblemNote } from '../../ui/states';
import { AvatarForm } from './avatar-form';
import { saySaved, saySavedBefore } from './saved';

export function ProfileTab() {
  const profile = useQuery(queries.profile);
  useEffect(saySavedBefore, []);
  return (
    <>
      <Loaded query={profile} shape="rows">
        {(known) => (
          <>
            <AvatarForm profile={known} />
            <ProfileForm profile={known} />
          </>
        )}
      </Loaded>
      <AccountFacts />
    </>
  );
}

const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Every zone the browser knows, and the one that was chosen elsewhere. */
function zonesWith(chosen: string): string[] {
  const known = Intl.supportedValuesOf('timeZone');
  return chosen === '' || known.includes(chosen) ? known : [chosen, ...known];
}

function ProfileForm({ profile }: { profile: Profile }) {
  const client = useQueryClient();
  const attempt = useAttempt();
  const [name, setName] = useState(profile.display_name ?? '');
  const [language, setLanguage] = useState(profile.language ?? '');
  const [zone, setZone] = useState(profile.time_zone ?? '');
  const [zones] = useState(() => zonesWith(zone));
  const save = useMutation({
    mutationFn: (body: SetProfile) =>
      attempt(JSON.stringify(body), (key) => api.setProfile(body, key)),
    onSuccess(saved) {
      client.setQueryData(queries.profile.queryKey, saved);
      setName(saved.display_name ?? '');
      saySaved(saved.language);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate({
      display_name: name.trim() === '' ? null : name.trim(),
      language: language === '' ? null : (language as NonNullable<Profile['language']>),
      time_zone: zone === '' ? null : zone,
    });
  };
  const faults = fieldMessages(save.error);
  return (
    <form className="form" onSubmit={submit}>
      {save.isError && <ProblemNote error={save.error} />}
      <Field
        label={t.profile.displayName}
        hint={t.profile.displayNameHint}
        error={faults['display_name']}
        autoComplete="nickname"
        maxLength={50}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Select
        label={t.profile.language}
        error={faults['language']}
        value={language}
        onChange={(event) => setLanguage(event.target.value)}
      >
        <option value="">{t.profile.asBrowser}</option>
        <LanguageOptions />
      </Select>
      <Select
        label={t.profile.timeZone}
        error={faults['time_zone']}
        value={zone}
        onChange={(event) => setZone(event.target.value)}
      >
        <option value="">{t.profile.asBrowserZone(ownZone)}</option>
        {zones.map((one) => (
          <option key={one} value={one}>
            {one.replaceAll('_', ' ')}
          </option>
        ))}
      </Select>
      <div className="acts">
        <Button type="submit" look="primary" busy={save.isPending}>
          {t.profile.save}
        </Button>
      </div>
    </form>
  );
}

function AccountFacts() {
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
