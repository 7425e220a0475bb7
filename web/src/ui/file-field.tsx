// SPDX-License-Identifier: Apache-2.0
import { useId } from 'react';

interface FileFieldProps {
  label: string;
  hint: string;
  /** The header line of such a file. */
  columns: string;
  onChange: (file: File | null) => void;
}

/** A CSV file of the person's own. */
export function FileField({ label, hint, columns, onChange }: FileFieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="file"
        accept=".csv,text/csv"
        aria-describedby={`${id}-note`}
        // A corrected file has the same name, and is a choice of its own all the same.
        onClick={(event) => {
          event.currentTarget.value = '';
          onChange(null);
        }}
        onChange={(event) => onChange(event.target.files?.[0] ?? null)}
      />
      <p id={`${id}-note`} className="fine">
        {hint} <code dir="ltr">{columns}</code>
      </p>
    </div>
  );
}
