// SPDX-License-Identifier: Apache-2.0
import { useConnectionState } from '../live/state';
import { t } from '../texts';

export function LiveBadge() {
  const state = useConnectionState();
  const hint = state === 'live' ? t.live.liveHint : t.live.reconnectingHint;
  return (
    <span className={`live ${state}`} role="status" title={hint}>
      <span className="dot" aria-hidden="true" />
      {t.live[state]}
    </span>
  );
}
