// SPDX-License-Identifier: Apache-2.0
// What the house says of itself, with what holds until it has answered.
import { useQuery } from '@tanstack/react-query';
import { queries } from '../api/queries';
import { t } from '../texts';

const usualContentSeconds = 300;
const usualPasswordLength = 15;

export function useBrand(): string {
  return useQuery(queries.settings).data?.brand ?? t.brand;
}

/** M6: how long the content of a message is kept after it was delivered. */
export function useContentSeconds(): number {
  return useQuery(queries.settings).data?.content_seconds ?? usualContentSeconds;
}

/** SEC-P1: of a password that is all that protects an account. */
export function usePasswordLength(): number {
  return useQuery(queries.settings).data?.password_length_min ?? usualPasswordLength;
}

/** A1: that of the terms which a registration accepts; empty until it is known. */
export function useTermsVersion(): string {
  return useQuery(queries.settings).data?.terms_version ?? '';
}

/** Without emails nothing can be confirmed or reset by one. */
export function useSendsMail(): boolean {
  return useQuery(queries.settings).data?.mail ?? false;
}
