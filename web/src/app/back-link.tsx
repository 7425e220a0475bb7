// SPDX-License-Identifier: Apache-2.0
import { Icon } from '../ui/icon';
import { Link } from './router';

export function BackLink({ to, label }: { to: string; label: string }) {
  return (
    <Link href={to} className="back">
      <Icon name="back" />
      {label}
    </Link>
  );
}
