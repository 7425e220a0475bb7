// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/queries';
import { t } from '../../texts';
import { Note } from '../../ui/states';
import { emailLink, whatsappLink } from './contact-links';

interface ContactsProps {
  subject: string;
  message: string;
}

/** The ways to reach a person, each with the message written already. */
export function Contacts({ subject, message }: ContactsProps) {
  const { data: settings } = useQuery(queries.settings);
  if (settings === undefined) return null;
  const { email, whatsapp } = settings.support;
  if (email === null && whatsapp === null) {
    return (
      <Note look="info" title={t.help.noContacts}>
        <p>{t.help.noContactsHint}</p>
      </Note>
    );
  }
  return (
    <p className="contacts">
      {whatsapp !== null && (
        <a className="button primary" href={whatsappLink(whatsapp, message)} target="_blank" rel="noreferrer">
          {t.help.whatsapp}
        </a>
      )}
      {email !== null && (
        <a className={whatsapp === null ? 'button primary' : 'button'} href={emailLink(email, subject, message)}>
          {t.help.email}
        </a>
      )}
    </p>
  );
}
