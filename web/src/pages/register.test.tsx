// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { createQueryClient, queries } from '../api/queries';
import type { Settings } from '../api/types';
import { catalogues, languages } from '../texts/catalogues';
import { RegisterPage } from './register';

function show(settings?: Partial<Settings>): void {
  const client = createQueryClient();
  if (settings !== undefined) client.setQueryData(queries.settings.queryKey, settings as Settings);
  render(
    <QueryClientProvider client={client}>
      <RegisterPage />
    </QueryClientProvider>,
  );
}

it('A1: who registers sees which version of the terms is accepted', () => {
  show({ terms_version: '2026-11' });
  const accepted = screen.getByRole('checkbox', { name: /^I accept the terms of use/ });
  expect(accepted.closest('label')?.textContent).toContain('(version 2026\u201111) and use numbers');
});

it('the terms and the privacy notice are read beside the form', async () => {
  show();
  for (const [name, href] of [['terms of use', '/terms'], ['privacy notice', '/privacy']] as const) {
    const link = screen.getByRole('link', { name: `${name} (opens in a new tab)` });
    expect(link.getAttribute('href')).toBe(href);
    expect(link.getAttribute('target')).toBe('_blank');
    expect(link.getAttribute('rel')).toBe('noopener');
  }
  const accepted = screen.getByRole<HTMLInputElement>('checkbox', { name: /^I accept the terms of use .* and use/ });
  await userEvent.click(screen.getByText(/use numbers for legitimate verification/));
  expect(accepted.checked).toBe(true);
});

it.each(languages)('both are linked in %s, with the version once it is known', async (language) => {
  const { register } = await catalogues[language].load();
  expect(register.terms('2026-11')).toMatch(/<terms>.+<\/terms>.*2026-11/);
  expect(register.terms('')).toMatch(/<terms>.+<\/terms>[^()]*$/);
  expect(register.privacy).toMatch(/<privacy>.+<\/privacy>/);
});
