// SPDX-License-Identifier: Apache-2.0
import type { NumberState } from '../../api/operator';
import { t } from '../../texts';

const looks: Partial<Record<NumberState, string>> = {
  available: 'completed',
  leased: 'received',
  resting: 'waiting',
  paused: 'waiting',
  withheld: 'failed',
};

export function StatePill({ state }: { state: NumberState }) {
  return <span className={`pill ${looks[state] ?? ''}`}>{t.operator.states[state]}</span>;
}
