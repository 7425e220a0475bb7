// SPDX-License-Identifier: Apache-2.0
import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { createQueryClient } from '../api/queries';
import { catalogues, languages } from '../texts/catalogues';
import { RegisterPage } from './register';

it('the terms and the privacy notice are read beside the form', async () => {
  render(
    <QueryClientProvider client={createQueryClient()}>
      <RegisterPage />
    </QueryClientProvider>,
  );
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

it.each(languages)('both are linked in %s', async (language) => {
  const { register } = await catalogues[language].load();
  expect(register.terms).toMatch(/<terms>.+<\/terms>/);
  expect(register.privacy).toMatch(/<privacy>.+<\/privacy>/);
});
