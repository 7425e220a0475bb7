// SPDX-License-Identifier: Apache-2.0
// What a part of the page shows instead of its content: on its way, empty, or failed.
import type { ReactNode } from 'react';
import { useSecondsUntil } from '../format/clock';
import { countdownText } from '../format/text';
import { t } from '../texts';
import { explain } from '../texts/explain';
import { Button } from './button';
import { Icon, type IconName } from './icon';

export type Shape = 'tiles' | 'rows' | 'cards' | 'figures';

const skeletonCounts: Record<Shape, number> = { tiles: 12, rows: 6, cards: 2, figures: 2 };

export function Skeleton({ shape }: { shape: Shape }) {
  return (
    <div className={`skeletons ${shape}`} role="status" aria-label={t.common.loading}>
      {Array.from({ length: skeletonCounts[shape] }, (_, index) => (
        <span key={index} className="skeleton" />
      ))}
    </div>
  );
}

interface EmptyProps {
  icon: IconName;
  title: ReactNode;
  hint?: ReactNode;
  children?: ReactNode;
}

export function Empty({ icon, title, hint, children }: EmptyProps) {
  return (
    <div className="empty">
      <span className="empty-icon">
        <Icon name={icon} />
      </span>
      <h2>{title}</h2>
      {hint !== undefined && <p>{hint}</p>}
      {children}
    </div>
  );
}

export function RetryButton({ retryAt, onRetry }: { retryAt: number | null; onRetry: () => void }) {
  const seconds = useSecondsUntil(retryAt ?? 0);
  return (
    <Button onClick={onRetry} disabled={seconds > 0}>
      {seconds > 0 ? t.common.retryIn(countdownText(seconds)) : t.common.retry}
    </Button>
  );
}

export function Failed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { title, next, retryAt, requestId } = explain(error);
  return (
    <div className="empty failed" role="alert">
      <span className="empty-icon">
        <Icon name="alert" />
      </span>
      <h2>{title}</h2>
      <p>{next}</p>
      <RetryButton retryAt={retryAt} onRetry={onRetry} />
      {requestId !== null && <p className="fine">{t.common.requestId(requestId)}</p>}
    </div>
  );
}

interface NoteProps {
  look: 'info' | 'success' | 'problem';
  title: ReactNode;
  children?: ReactNode;
}

export function Note({ look, title, children }: NoteProps) {
  return (
    <div className={`note ${look}`} role={look === 'problem' ? 'alert' : 'status'}>
      <Icon name={look === 'success' ? 'check' : 'alert'} />
      <div>
        <strong>{title}</strong>
        {children}
      </div>
    </div>
  );
}

/** A failed act, explained where the person pressed the button. */
export function ProblemNote({ error, children }: { error: unknown; children?: ReactNode }) {
  const { title, next, retryAt, requestId } = explain(error);
  const seconds = useSecondsUntil(retryAt ?? 0);
  return (
    <Note look="problem" title={title}>
      {next !== '' && <p>{next}</p>}
      {seconds > 0 && <p className="fine">{t.common.retryIn(countdownText(seconds))}</p>}
      {requestId !== null && <p className="fine">{t.common.requestId(requestId)}</p>}
      {children}
    </Note>
  );
}
