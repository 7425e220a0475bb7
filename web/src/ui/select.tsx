// SPDX-License-Identifier: Apache-2.0
import { useId, type ReactNode, type SelectHTMLAttributes } from 'react';

interface SelectProps extends SelectHTMLAttributes<HTMLSelectElement> {
  label: ReactNode;
  error?: string | undefined;
  children: ReactNode;
}

export function Select({ label, error, children, ...select }: SelectProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={error === undefined ? undefined : `${id}-note`}
        {...select}
      >
        {children}
      </select>
      {error !== undefined && (
        <p id={`${id}-note`} className="fine error">
          {error}
        </p>
      )}
    </div>
  );
}
