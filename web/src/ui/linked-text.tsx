// SPDX-License-Identifier: Apache-2.0
// A sentence with links to documents of the house: `Read the <terms>terms</terms>.` They open beside the
// page, since what was typed into it would be lost.
import { t } from '../texts';

const linked = /<(\w+)>(.*?)<\/\1>/;

export function LinkedText({ text, to }: { text: string; to: Record<string, string> }) {
  const [before, name, label, ...after] = text.split(linked);
  if (name === undefined) return before;
  return (
    <>
      {before}
      <a href={to[name]} target="_blank" rel="noopener">
        {label}
        <span className="visually-hidden"> {t.register.newTab}</span>
      </a>
      {after.join('')}
    </>
  );
}
