// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { api } from '../../api/calls';
import { ApiProblem } from '../../api/problem';
import { createQueryClient, queries } from '../../api/queries';
import type { Profile } from '../../api/types';
import { momentText, showTimesIn } from '../../format/text';
import { sampleAccount } from '../../testing/samples';
import { Toasts } from '../../ui/toast';
import { ProfileTab } from './profile';

const empty: Profile = { display_name: null, language: null, time_zone: null, avatar: null };

function show(profile: Profile = empty) {
  const client = createQueryClient();
  client.setQueryData(queries.account.queryKey, sampleAccount());
  client.setQueryData(queries.profile.queryKey, profile);
  return render(
    <QueryClientProvider client={client}>
      <ProfileTab />
      <Toasts />
    </QueryClientProvider>,
  );
}

it('A7: tells a name and a time zone, and leaves out what is not told', async () => {
  const save = vi.spyOn(api, 'setProfile').mockImplementation((body) =>
    Promise.resolve({ ...empty, ...body }),
  );
  show();
  await userEvent.type(screen.getByLabelText('Display name'), '  Ada ');
  await userEvent.selectOptions(screen.getByLabelText('Time zone'), 'Asia/Tokyo');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(save.mock.calls[0]?.[0]).toEqual({
    display_name: 'Ada',
    language: null,
    time_zone: 'Asia/Tokyo',
  });
});

it('says that another language was saved on the page that speaks it, once', async () => {
  vi.spyOn(api, 'setProfile').mockImplementation((body) => Promise.resolve({ ...empty, ...body }));
  const { unmount } = show();
  const before = screen.queryAllByText('Profile saved').length;
  await userEvent.selectOptions(screen.getByLabelText('Language'), 'Deutsch');
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(sessionStorage.length).toBe(1));
  expect(screen.queryAllByText('Profile saved')).toHaveLength(before);
  unmount();
  show().unmount();
  show();
  expect(screen.getAllByText('Profile saved')).toHaveLength(before + 1);
});

it('shows a fault where it is', async () => {
  const errors = [{ field: 'display_name', message: 'must be one line' }];
  const problem = { type: '', title: '', status: 422, code: 'validation_failed', detail: 'x', errors };
  vi.spyOn(api, 'setProfile').mockRejectedValue(new ApiProblem(problem, null));
  show();
  await userEvent.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('must be one line')).toBeTruthy();
  expect(screen.getByLabelText('Display name').getAttribute('aria-invalid')).toBe('true');
});

it('says that a file is no picture before anything is sent', async () => {
  vi.stubGlobal('createImageBitmap', () => Promise.reject(new Error('no picture')));
  const put = vi.spyOn(api, 'putAvatar');
  show();
  const file = new File(['<svg/>'], 'x.png', { type: 'image/png' });
  await userEvent.upload(screen.getByLabelText('Picture'), file);
  expect(await screen.findByText('This file is no picture')).toBeTruthy();
  expect(put).not.toHaveBeenCalled();
  vi.unstubAllGlobals();
});

it('a picture can be removed where there is one', async () => {
  const remove = vi.spyOn(api, 'removeAvatar').mockResolvedValue(empty);
  show({ ...empty, avatar: 'abc' });
  await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
  expect(remove).toHaveBeenCalledOnce();
  expect(await screen.findByRole('button', { name: 'Choose a picture' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Remove' })).toBeNull();
});

it('times are those of the zone that was chosen', () => {
  const time = '2020-01-05T23:30:00Z';
  showTimesIn('Asia/Tokyo');
  expect(momentText(time)).toContain('6');
  showTimesIn('America/New_York');
  expect(momentText(time)).toContain('5');
  showTimesIn('Mars/Olympus');
  expect(momentText(time)).not.toBe('');
  showTimesIn(null);
});
