// SPDX-License-Identifier: Apache-2.0
// The browser's own modal dialog: it keeps the focus inside, closes on Escape, and brings no inline
// style that the content security policy would have to allow.
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { t } from '../texts';
import { IconButton } from './button';

interface DialogProps {
  title: ReactNode;
  children: ReactNode;
  /** Without it the dialog can only be left by what is inside. */
  onClose?: () => void;
}

export function Dialog({ title, children, onClose }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null);
  const titleId = useId();

  useEffect(() => {
    const dialog = ref.current;
    const before = document.activeElement;
    dialog?.showModal();
    // React's autoFocus comes before the dialog is open, when nothing in it can be focused.
    dialog?.querySelector<HTMLElement>('[data-first-focus]')?.focus();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return (
    <dialog
      ref={ref}
      className="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && onClose === undefined) event.preventDefault();
      }}
      onClose={() => {
        // A second Escape closes a dialog whatever it wishes.
        if (ref.current === null || ref.current.open) return;
        if (onClose === undefined) ref.current.showModal();
        else onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === ref.current) onClose?.();
      }}
    >
      <div className="dialog-body">
        <header className="dialog-head">
          <h2 id={titleId}>{title}</h2>
          {onClose !== undefined && (
            <IconButton icon="close" label={t.common.close} onClick={onClose} />
          )}
        </header>
        {children}
      </div>
    </dialog>
  );
}
