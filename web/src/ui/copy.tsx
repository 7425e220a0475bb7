// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { t } from '../texts';
import { Button, IconButton } from './button';
import { toast } from './toast';

/** The clipboard API is missing where the page isn't served over TLS; the old way still works there. */
function copyBySelection(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'visually-hidden';
  (document.querySelector('dialog[open]') ?? document.body).append(area);
  area.select();
  const done = document.execCommand('copy');
  area.remove();
  return done;
}

async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function useCopy(text: string): [copied: boolean, copy: () => void] {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  const copy = (): void => {
    void copyText(text).then((done) => {
      setCopied(done);
      if (!done) toast('alert', t.lease.copyFailed);
    });
  };
  return [copied, copy];
}

export function CopyIcon({ text, label }: { text: string; label: string }) {
  const [copied, copy] = useCopy(text);
  return (
    <>
      <IconButton
        icon={copied ? 'check' : 'copy'}
        label={copied ? t.common.copied : label}
        className={copied ? 'done' : ''}
        onClick={copy}
      />
      <span className="visually-hidden" role="status">
        {copied ? t.common.copied : ''}
      </span>
    </>
  );
}

interface CopyButtonProps {
  text: string;
  label: string;
  look?: 'primary' | 'plain';
}

export function CopyButton({ text, label, look = 'plain' }: CopyButtonProps) {
  const [copied, copy] = useCopy(text);
  return (
    <>
      <Button look={look} icon={copied ? 'check' : 'copy'} onClick={copy}>
        {copied ? t.common.copied : label}
      </Button>
      <span className="visually-hidden" role="status">
        {copied ? t.common.copied : ''}
      </span>
    </>
  );
}
