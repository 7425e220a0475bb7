// SPDX-License-Identifier: Apache-2.0
import { Component, type ReactNode } from 'react';
import { t } from '../texts';
import { Button } from '../ui/button';
import { Empty } from '../ui/states';

/** A page that fails to draw says so and offers a reload, instead of going blank. */
export class CrashBoundary extends Component<{ children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError(): { crashed: boolean } {
    return { crashed: true };
  }

  override render(): ReactNode {
    if (!this.state.crashed) return this.props.children;
    return (
      <Empty icon="alert" title={t.common.crashed} hint={t.common.crashedHint}>
        <Button onClick={() => location.reload()}>{t.common.reload}</Button>
      </Empty>
    );
  }
}
