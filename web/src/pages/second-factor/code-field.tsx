// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { t } from '../../texts';
import { Button } from '../../ui/button';
import { Field } from '../../ui/field';

interface CodeFieldProps {
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  autoFocus?: boolean;
}

/** Phones offer the code of an app or a message where a field says that it wants one. */
export function AppCodeField({ value, onChange, error, autoFocus = false }: CodeFieldProps) {
  return (
    <Field
      label={t.secondFactor.code}
      hint={t.secondFactor.codeHint}
      error={error}
      className="one-time-code"
      inputMode="numeric"
      autoComplete="one-time-code"
      spellCheck={false}
      maxLength={7}
      required
      autoFocus={autoFocus}
      data-first-focus={autoFocus || undefined}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

function RecoveryCodeField({ value, onChange, error, autoFocus = false }: CodeFieldProps) {
  return (
    <Field
      label={t.secondFactor.recoveryCode}
      hint={t.secondFactor.recoveryHint}
      error={error}
      autoComplete="off"
      autoCapitalize="characters"
      spellCheck={false}
      maxLength={64}
      required
      autoFocus={autoFocus}
      value={value}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

export interface TypedCode {
  kind: 'app' | 'recovery';
  text: string;
}

export const noCode: TypedCode = { kind: 'app', text: '' };

interface EitherCodeProps {
  code: TypedCode;
  onChange: (code: TypedCode) => void;
  wrong: boolean;
  autoFocus?: boolean;
}

/** A code of the app, or a recovery code by a press of a button. */
export function EitherCode({ code, onChange, wrong, autoFocus = false }: EitherCodeProps) {
  const [switched, setSwitched] = useState(false);
  const shared = {
    value: code.text,
    onChange: (text: string) => onChange({ ...code, text }),
    autoFocus: autoFocus || switched,
  };
  const other = code.kind === 'app' ? 'recovery' : 'app';
  return (
    <div className="either-code">
      {code.kind === 'app' ? (
        <AppCodeField key="app" error={wrong ? t.secondFactor.wrongCode : undefined} {...shared} />
      ) : (
        <RecoveryCodeField
          key="recovery"
          error={wrong ? t.secondFactor.wrongRecovery : undefined}
          {...shared}
        />
      )}
      <Button
        look="quiet"
        size="small"
        onClick={() => {
          setSwitched(true);
          onChange({ kind: other, text: '' });
        }}
      >
        {other === 'recovery' ? t.secondFactor.useRecovery : t.secondFactor.useApp}
      </Button>
    </div>
  );
}
