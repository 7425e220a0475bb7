// SPDX-License-Identifier: Apache-2.0
import { SignInForm } from '../pages/sign-in';
import { t } from '../texts';
import { Dialog } from '../ui/dialog';

export function ExpiredSession({ email }: { email: string }) {
  return (
    <Dialog title={t.signIn.expiredTitle}>
      <p>{t.signIn.expired}</p>
      <SignInForm email={email} />
    </Dialog>
  );
}
