// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries';
import type { Lease } from '../../api/types';
import { internationalText } from '../../format/text';

export function PhoneNumber({ lease }: { lease: Lease }) {
  const { data: countries } = useQuery(queries.countries);
  const country = countries?.find(({ code }) => code === lease.country);
  return <bdi dir="ltr">{internationalText(lease.number, country)}</bdi>;
}
