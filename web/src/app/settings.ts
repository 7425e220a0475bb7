// SPDX-License-Identifier: Apache-2.0
// What the house says of itself, with what holds until it has answered.
import { useQuery } from '@tanstack/react-query';
import { queries } from '../api/queries';
import { t } from '../texts';

const usualContentSeconds = 300;

export function useBrand(): string {
  return useQuery(queries.settings).data?.brand ?? t.brand;
}

/** M6: how long the content of a message is kept after it was delivered. */
export function useContentSeconds(): number {
  return useQuery(queries.settings).data?.content_seconds ?? usualContentSeconds;
}
