// SPDX-License-Identifier: Apache-2.0
// A field for the six digits of a code that a person copies from elsewhere.
import { t } from '../texts';
import { Field } from './field';

export const codeLength = 6;

/** The digits of what was typed or pasted, such as `481 927`. */
export function digitsOf(text: string): string {
  return text.replace(/\D/g, '').slice(0, codeLength);
}

interface CodeFieldProps {
  value: string;
  onChange: (digits: string) => void;
  /** Once all digits are there. */
  onComplete: (digits: string) => void;
  autoFocus?: boolean;
}

export function CodeField({ value, onChange, onComplete, autoFocus = false }: CodeFieldProps) {
  const change = (text: string): void => {
    const digits = digitsOf(text);
    onChange(digits);
    if (digits.length === codeLength && digits !== value) onComplete(digits);
  };
  return (
    <Field
      label={t.credentials.code}
      className="code-field"
      inputMode="numeric"
      autoComplete="one-time-code"
      placeholder="000000"
      required
      autoFocus={autoFocus}
      value={value}
      onChange={(event) => change(event.target.value)}
    />
  );
}
