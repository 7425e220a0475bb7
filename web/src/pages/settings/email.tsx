// SPDX-License-Identifier: Apache-2.0
import { NewsConsent } from './news-consent';

export function EmailTab() {
  return (
    <div className="settings">
      <NewsConsent />
    </div>
  );
}
