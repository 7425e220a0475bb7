// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { beforeEach, expect, it, vi } from 'vitest';
import { api } from '../api/calls';
import { createQueryClient, queries } from '../api/queries';
import { sampleLease } from '../testing/samples';
import { useFavourites, useRecent, useSetFavourite } from './favourites';

let kept: string[];

beforeEach(() => {
  kept = ['signal'];
  vi.spyOn(api, 'favourites').mockImplementation(() => Promise.resolve(kept));
});

function hook<T>(use: () => T) {
  const client = createQueryClient();
  const wrapper = ({ children }: { children: ReactNode }) => (
    <QueryClientProvider client={client}>{children}</QueryClientProvider>
  );
  return { client, ...renderHook(use, { wrapper }) };
}

const useBoth = () => ({ favourites: useFavourites(), set: useSetFavourite() });

it('shows a favourite at once, and what the account keeps when it has answered', async () => {
  let answer: (items: string[]) => void = () => {};
  vi.spyOn(api, 'setFavourite').mockReturnValue(new Promise((resolve) => (answer = resolve)));
  const { result } = hook(useBoth);
  await waitFor(() => expect(result.current.favourites).toEqual(['signal']));
  act(() => result.current.set('x', true));
  await waitFor(() => expect(result.current.favourites).toEqual(['signal', 'x']));
  await act(async () => answer(['signal', 'viber', 'x']));
  await waitFor(() => expect(result.current.favourites).toEqual(['signal', 'viber', 'x']));
});

it('takes a favourite back that the account refused', async () => {
  vi.spyOn(api, 'setFavourite').mockRejectedValue(new Error('no'));
  const { result } = hook(useBoth);
  await waitFor(() => expect(result.current.favourites).toEqual(['signal']));
  await act(async () => result.current.set('x', true));
  await waitFor(() => expect(result.current.favourites).toEqual(['signal']));
});

it('knows what was used lately, each service once', () => {
  const services = ['x', 'x', 'signal', 'viber', 'a', 'b', 'c', 'd'];
  const { client, result, rerender } = hook(useRecent);
  act(() =>
    client.setQueryData(
      queries.recentLeases.queryKey,
      services.map((service, index) => sampleLease({ id: `ls_${index}`, service })),
    ),
  );
  rerender();
  expect(result.current).toEqual(['x', 'signal', 'viber', 'a', 'b', 'c']);
});
