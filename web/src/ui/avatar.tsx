// SPDX-License-Identifier: Apache-2.0
import { Icon } from './icon';

interface AvatarProps {
  /** Changes with the picture; null when there is none. */
  tag: string | null;
  size: 'small' | 'large';
}

/** The account's own picture; the name beside it says whose it is. */
export function Avatar({ tag, size }: AvatarProps) {
  if (tag === null) return size === 'small' ? <Icon name="user" /> : <EmptyAvatar />;
  const side = size === 'small' ? 20 : 88;
  return (
    <img
      className={`avatar ${size}`}
      src={`/v1/account/avatar?tag=${encodeURIComponent(tag)}`}
      alt=""
      width={side}
      height={side}
    />
  );
}

function EmptyAvatar() {
  return (
    <span className="avatar large empty-avatar">
      <Icon name="user" />
    </span>
  );
}
