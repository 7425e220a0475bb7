// SPDX-License-Identifier: Apache-2.0
// What a query knows, else its shape, or why it couldn't be had. Old data stays when asking anew fails.
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failed, Skeleton, type Shape } from './states';

interface LoadedProps<T> {
  query: UseQueryResult<T>;
  shape: Shape;
  children: (data: T) => ReactNode;
}

export function Loaded<T>({ query, shape, children }: LoadedProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton shape={shape} />;
}
