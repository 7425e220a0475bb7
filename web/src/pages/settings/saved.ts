// SPDX-License-Identifier: Apache-2.0
// That the profile was saved is also said when its language is another one: that page is a fresh one,
// which has the words for it.
import { isAnotherLanguage } from '../../app/language';
import { t } from '../../texts';
import { toast } from '../../ui/toast';

const name = 'otpost.profile-saved';

export function saySaved(language: string | null): void {
  if (isAnotherLanguage(language)) {
    try {
      sessionStorage.setItem(name, 'yes');
      return;
    } catch {
      // Then it is said for as long as this page is there.
    }
  }
  toast('check', t.profile.saved);
}

/** By the page that begins. */
export function saySavedBefore(): void {
  try {
    if (sessionStorage.getItem(name) === null) return;
    sessionStorage.removeItem(name);
  } catch {
    return;
  }
  toast('check', t.profile.saved);
}
