// SPDX-License-Identifier: Apache-2.0
import type { ButtonHTMLAttributes, ReactNode } from 'react';
import { Link } from '../app/router';
import { Icon, type IconName } from './icon';

type Look = 'primary' | 'plain' | 'quiet' | 'danger';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  look?: Look;
  size?: 'small' | 'normal';
  icon?: IconName;
  /** Something is on its way: the button stays focusable and refuses a second press. */
  busy?: boolean;
}

export function Button(props: ButtonProps) {
  const { look = 'plain', size = 'normal', icon, busy = false, children, onClick, ...rest } = props;
  return (
    <button
      type="button"
      {...rest}
      className={`button ${look} ${size} ${rest.className ?? ''}`}
      aria-disabled={busy || undefined}
      data-busy={busy || undefined}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick?.(event);
      }}
    >
      {icon !== undefined && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}

interface ButtonLinkProps {
  href: string;
  look?: Look;
  size?: 'small' | 'normal';
  icon?: IconName;
  onClick?: () => void;
  children: ReactNode;
}

export function ButtonLink({ href, look = 'plain', size = 'normal', icon, onClick, children }: ButtonLinkProps) {
  return (
    <Link href={href} className={`button ${look} ${size}`} onClick={() => onClick?.()}>
      {icon !== undefined && <Icon name={icon} />}
      <span>{children}</span>
    </Link>
  );
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon: IconName;
  label: string;
}

export function IconButton({ icon, label, className, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      className={`icon-button ${className ?? ''}`}
      aria-label={label}
      title={label}
      {...rest}
    >
      <Icon name={icon} />
    </button>
  );
}
