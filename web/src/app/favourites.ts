// SPDX-License-Identifier: Apache-2.0
// The services a person comes back to. Favourites belong to the account and follow it to every
// device; what was used lately is read from its leases, so nothing more is kept for it.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { api } from '../api/calls';
import { newKey } from '../api/client';
import { queries } from '../api/queries';
import { t } from '../texts';
import { explain } from '../texts/explain';
import { toast } from '../ui/toast';
import { stored } from './storage';

const recentShown = 6;

/** Where favourites were kept before the account kept them. */
const before = stored<string[]>('otpost.favourites', [], (value) =>
  Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null,
);

export function useFavourites(): string[] {
  return useQuery(queries.favourites).data ?? [];
}

export function useRecent(): string[] {
  const { data: leases } = useQuery(queries.recentLeases);
  return [...new Set(leases?.map(({ service }) => service))].slice(0, recentShown);
}

export function useSetFavourite(): (service: string, favourite: boolean) => void {
  const client = useQueryClient();
  const { queryKey } = queries.favourites;
  const change = useMutation({
    mutationFn: ({ service, favourite }: { service: string; favourite: boolean }) =>
      api.setFavourite(service, favourite, newKey()),
    onMutate({ service, favourite }) {
      void client.cancelQueries({ queryKey });
      client.setQueryData(queryKey, (held = []) =>
        favourite ? [...held, service] : held.filter((other) => other !== service),
      );
    },
    onSuccess: (items) => client.setQueryData(queryKey, items),
    onError(error) {
      void client.invalidateQueries({ queryKey });
      toast('alert', explain(error).title, explain(error).next);
    },
  });
  const { mutate } = change;
  return useCallback((service, favourite) => mutate({ service, favourite }), [mutate]);
}

/** Hands those of this browser over to the account, once. */
export function useFavouritesOfBefore(): void {
  const set = useSetFavourite();
  const { isSuccess } = useQuery(queries.favourites);
  useEffect(() => {
    if (!isSuccess) return;
    const held = before.get();
    before.set([]);
    held.forEach((service) => set(service, true));
  }, [isSuccess]); // eslint-disable-line react-hooks/exhaustive-deps -- once is enough
}

export const favouritesLabel = (name: string, kept: boolean): string =>
  kept ? t.getNumber.unfavourite(name) : t.getNumber.favourite(name);
