// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { queries } from '../api/queries';
import { RegisterPage } from '../pages/register';
import { SignInPage } from '../pages/sign-in';
import { Failed } from '../ui/states';
import { Toasts } from '../ui/toast';
import { usePlace } from './router';
import { Shell } from './shell';

export function App() {
  return (
    <>
      <Root />
      <Toasts />
    </>
  );
}

function Root() {
  const account = useQuery(queries.account);
  const { path } = usePlace();
  if (account.data) return <Shell account={account.data} />;
  if (account.isError) {
    return (
      <main className="alone">
        <Failed error={account.error} onRetry={() => void account.refetch()} />
      </main>
    );
  }
  if (account.isPending) return null;
  return path === '/register' ? <RegisterPage /> : <SignInPage />;
}
