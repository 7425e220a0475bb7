// SPDX-License-Identifier: Apache-2.0
// M4: the code as large as can be, with the full text it came in. M6: after five minutes only the fact.
import type { Lease, Message } from '../../api/types';
import { useContentSeconds } from '../../app/settings';
import { isOpen } from '../../live/leases';
import { t } from '../../texts';
import { CopyButton } from '../../ui/copy';
import { Icon } from '../../ui/icon';
import { Moment } from '../../ui/moment';

export function isDeleted(message: Message): boolean {
  return message.text === null && message.code === null;
}

export function CodePanel({ lease }: { lease: Lease }) {
  const waiting = isOpen(lease) && (lease.status === 'waiting' || lease.awaiting_code);
  const newest = [...lease.messages].sort((a, b) => b.received_at.localeCompare(a.received_at));
  return (
    <div className="code-panel">
      <div aria-live="polite">
        {lease.code !== null && <Code code={lease.code} />}
        {waiting && <Waiting lease={lease} />}
        {lease.code === null && !waiting && <NoCode lease={lease} />}
      </div>
      {!newest.every(isDeleted) && (
        <ol className="messages" aria-label={t.lease.messages}>
          {newest.map((message) => (
            <MessageItem key={message.id} message={message} />
          ))}
        </ol>
      )}
    </div>
  );
}

function Code({ code }: { code: string }) {
  return (
    <div className="code">
      <output className={code.length > 8 ? 'long' : ''} aria-label={t.lease.code} dir="ltr">
        {code}
      </output>
      <CopyButton text={code} label={t.lease.copyCode} look="primary" />
    </div>
  );
}

function Waiting({ lease }: { lease: Lease }) {
  const again = lease.awaiting_code && lease.messages_count > 0;
  return (
    <div className={lease.code === null ? 'code-waiting' : 'code-waiting small'}>
      <span className="slots" aria-hidden="true">
        {Array.from({ length: 6 }, (_, index) => (
          <span key={index} className="slot" />
        ))}
      </span>
      <p>
        <strong>{again ? t.lease.awaiting : t.lease.status.waiting}</strong>
        <span className="fine">{t.lease.waitingHint(lease.service_name)}</span>
      </p>
    </div>
  );
}

function Deleted() {
  return t.lease.deleted(Math.round(useContentSeconds() / 60));
}

function NoCode({ lease }: { lease: Lease }) {
  const deleted = lease.messages.every(isDeleted);
  return (
    <p className="deleted">
      <Icon name={deleted ? 'trash' : 'alert'} />
      {deleted ? <Deleted /> : t.lease.noCodeInText}
    </p>
  );
}

function MessageItem({ message }: { message: Message }) {
  return (
    <li>
      <p className="message-head">
        {isDeleted(message) ? (
          <span>
            <Deleted />
          </span>
        ) : (
          <bdi>{message.sender === null ? t.lease.unknownSender : message.sender}</bdi>
        )}
        <Moment time={message.received_at} />
      </p>
      {message.text !== null && (
        <p className="message-text">
          <bdi>{message.text}</bdi>
        </p>
      )}
    </li>
  );
}
