// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, type ComponentType } from 'react';
import { queries } from '../api/queries';
import { csrfToken } from '../api/renewal';
import type { Account } from '../api/types';
import { FactorRequiredPage } from '../pages/second-factor/required';
import { SignInPage } from '../pages/sign-in';
import { Failed } from '../ui/states';
import { Toasts } from '../ui/toast';
import { page } from './lazy-page';
import { usePlace } from './router';
import { ArrivingShell, Shell } from './shell';

const ForgotPasswordPage = page(async () => (await import('../pages/credentials/forgot-password')).ForgotPasswordPage);
const ResetPasswordPage = page(async () => (await import('../pages/credentials/reset-password')).ResetPasswordPage);
const VerifyEmailPage = page(async () => (await import('../pages/credentials/verify-email')).VerifyEmailPage);
const RegisterPage = page(async () => (await import('../pages/register')).RegisterPage, 'soon');

export function App() {
  return (
    <>
      <Root />
      <Toasts />
    </>
  );
}

/** What links of emails lead to, signed in or not. */
export const outside: Record<string, ComponentType> = {
  '/forgot': ForgotPasswordPage,
  '/reset': ResetPasswordPage,
};

function Root() {
  const account = useQuery(queries.account);
  // The frame and its page are the most work there is: in small steps, so that nothing waits for them.
  const known = useDeferredValue(account.data);
  const { path } = usePlace();
  const Outside = outside[path];
  if (Outside !== undefined) return <Outside />;
  if (known) return <Inside account={known} />;
  if (account.isError) {
    return (
      <main className="alone">
        <Failed error={account.error} onRetry={() => void account.refetch()} />
      </main>
    );
  }
  if (account.isPending && csrfToken() === null) return null;
  if (account.isPending || account.data) return <ArrivingShell />;
  if (path === '/register') return <RegisterPage />;
  return path === '/verify' ? <VerifyEmailPage /> : <SignInPage />;
}

/** Some roles have to set up two-factor sign-in first: the server refuses them everything else. */
function Inside({ account }: { account: Account }) {
  const mayBeAsked = account.role !== 'user';
  const factor = useQuery({ ...queries.secondFactor, enabled: mayBeAsked });
  if (mayBeAsked && factor.isPending) return <ArrivingShell />;
  const isAsked = factor.data?.required === true && !factor.data.active;
  return mayBeAsked && isAsked ? <FactorRequiredPage account={account} /> : <Shell account={account} />;
}
