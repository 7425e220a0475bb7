// SPDX-License-Identifier: Apache-2.0
// The page's own icons: 20 × 20, drawn with one stroke, in the colour of the text around them.
import type { ReactNode } from 'react';

const shapes = {
  plus: <path d="M10 4v12M4 10h12" />,
  signal: <path d="M4 12v4M8 9v7M12 6v10M16 3v13" />,
  clock: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 6v4l2.6 1.8" />
    </>
  ),
  wallet: (
    <>
      <path d="M3 6.5A1.5 1.5 0 0 1 4.5 5H15v3" />
      <rect x="3" y="6.5" width="14" height="9.5" rx="2" />
      <path d="M13.5 11.25h.01" />
    </>
  ),
  key: (
    <>
      <circle cx="7" cy="13" r="3.5" />
      <path d="m9.5 10.5 6.5-6.5M13 7l2.2 2.2" />
    </>
  ),
  search: (
    <>
      <circle cx="9" cy="9" r="5.5" />
      <path d="m13.2 13.2 3.8 3.8" />
    </>
  ),
  close: <path d="m5 5 10 10M15 5 5 15" />,
  check: <path d="m4.5 10.5 3.7 3.7 7.3-8" />,
  copy: (
    <>
      <rect x="7" y="7" width="9.5" height="9.5" rx="2" />
      <path d="M13 7V5.5a2 2 0 0 0-2-2H5.5a2 2 0 0 0-2 2V11a2 2 0 0 0 2 2H7" />
    </>
  ),
  star: <path d="m10 3 2.1 4.5 4.9.6-3.6 3.4.9 4.9L10 14l-4.3 2.4.9-4.9L3 8.1l4.9-.6z" />,
  chevron: <path d="m8 5 5 5-5 5" />,
  back: <path d="m12 5-5 5 5 5" />,
  up: <path d="M10 16V4M5.5 8.5 10 4l4.5 4.5" />,
  down: <path d="M10 4v12m-4.5-4.5L10 16l4.5-4.5" />,
  switch: <path d="M4 7h11l-3-3M16 13H5l3 3" />,
  lock: (
    <>
      <rect x="4.5" y="9" width="11" height="7.5" rx="2" />
      <path d="M7 9V6.5a3 3 0 0 1 6 0V9" />
    </>
  ),
  alert: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 6.5v4M10 13.3h.01" />
    </>
  ),
  offline: <path d="M3 3l14 14M5 9.2A8 8 0 0 1 8 7.4M12.5 7.6A8 8 0 0 1 15 9.2M7.6 12a4 4 0 0 1 4.8 0M10 15h.01" />,
  help: <path d="M7.5 7.5a2.5 2.5 0 1 1 3.6 2.2c-.7.4-1.1.9-1.1 1.8M10 14.5h.01M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14z" />,
  inbox: (
    <>
      <path d="M3.5 11 5.5 4.5h9l2 6.5v4a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1z" />
      <path d="M3.5 11H7l1 2h4l1-2h3.5" />
    </>
  ),
  refresh: <path d="M15.5 8A6 6 0 0 0 4.6 7M4.5 12a6 6 0 0 0 10.9 1M4 3.5V7h3.5M16 16.5V13h-3.5" />,
  trash: <path d="M4 6h12M8 6V4h4v2M6 6l.7 10h6.6L14 6" />,
  code: <path d="m7 6-4 4 4 4M13 6l4 4-4 4M11.3 4 8.7 16" />,
  bell: (
    <>
      <path d="M5 13.5V9a5 5 0 0 1 10 0v4.5l1.2 1.5H3.8z" />
      <path d="M8.5 17h3" />
    </>
  ),
  shield: <path d="M10 3l6 2.2v4.6c0 3.6-2.5 6-6 7.2-3.5-1.2-6-3.6-6-7.2V5.2z" />,
  sliders: (
    <>
      <path d="M3 6h7M15 6h2M3 14h2M10 14h7" />
      <circle cx="12.5" cy="6" r="2.3" />
      <circle cx="7.5" cy="14" r="2.3" />
    </>
  ),
  user: (
    <>
      <circle cx="10" cy="7" r="3" />
      <path d="M4 16.5a6 6 0 0 1 12 0" />
    </>
  ),
} satisfies Record<string, ReactNode>;

export type IconName = keyof typeof shapes;

/** Those that point along the line of reading, and turn with it. */
const pointing: readonly IconName[] = ['chevron', 'back'];

export function Icon({ name, className }: { name: IconName; className?: string }) {
  return (
    <svg
      className={`icon ${pointing.includes(name) ? 'points' : ''} ${className ?? ''}`}
      viewBox="0 0 20 20"
      aria-hidden="true"
      focusable="false"
    >
      {shapes[name]}
    </svg>
  );
}

export function Logo({ brand }: { brand: string }) {
  return (
    <span className="logo">
      <svg viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <rect className="logo-ground" width="32" height="32" rx="8" />
        <circle className="logo-ring" cx="16" cy="16" r="10" />
        <g className="logo-dots">
          <circle cx="11.5" cy="16" r="1.7" />
          <circle cx="16" cy="16" r="1.7" />
          <circle cx="20.5" cy="16" r="1.7" />
        </g>
      </svg>
      <span>{brand}</span>
    </span>
  );
}
