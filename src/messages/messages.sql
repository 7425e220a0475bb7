-- name: find_known
-- The message that this one repeats, by the supplier's id or by fingerprint.
SELECT id, outcome, lease_id, supplier_message_id FROM message
WHERE (supplier_id = $1 AND supplier_message_id = $2) OR fingerprint = $3 OR fingerprint = $4
    OR id = (
        SELECT message_id FROM message_alias WHERE supplier_id = $1 AND supplier_message_id = $2
    )
ORDER BY id
LIMIT 1

-- name: insert_alias
-- Known already when it is resent once more.
INSERT INTO message_alias (supplier_id, supplier_message_id, message_id) VALUES ($1, $2, $3)
ON CONFLICT (supplier_id, supplier_message_id) DO NOTHING

-- name: find_message
-- What became of a message.
SELECT id, outcome, lease_id FROM message WHERE id = $1

-- name: insert_message
-- Content and key are null but for a message that goes to a lease.
INSERT INTO message (
    id, number_id, supplier_id, supplier_message_id, lease_id, received_at, stored_at, outcome,
    has_code, content, key_kind, key_number, key_tag, expires_at, fingerprint
) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)

-- name: messages_of_lease
-- The newest, for the holder of the lease.
SELECT id, received_at, delivered_at, has_code, content, wrapped_key, key_kind, key_number, key_tag,
    expires_at
FROM message
WHERE lease_id = $1
ORDER BY id DESC
LIMIT 100

-- name: message_facts
-- The same for whoever may not see content: none of its columns.
SELECT id, received_at, stored_at, delivered_at, has_code
FROM message
WHERE lease_id = $1
ORDER BY id DESC
LIMIT 100

-- name: mark_delivered
-- Only the first delivery moves the key into a bucket.
UPDATE message
SET delivered_at = $2, key_kind = 'bucket', key_number = $3, key_tag = $4, wrapped_key = $5,
    expires_at = $6
WHERE id = $1 AND key_kind = 'pending'

-- name: live_message_slots
-- The key ring keeps these and destroys all others.
SELECT key_number, key_tag FROM message WHERE key_kind = 'pending' AND expires_at > $1

-- name: live_part_slots
-- The same of parts: those not joined, unless they were forgotten.
SELECT key_number, key_tag FROM message_part
WHERE content IS NOT NULL AND expires_at > $1

-- name: ending_messages
-- Undelivered content under a key that several nodes share and that is about to be destroyed. In
-- no order: one would be had from the primary key, by reading all messages.
SELECT id, wrapped_key, key_number, key_tag FROM message
WHERE key_kind = 'pending' AND expires_at > $1 AND key_number = $2
LIMIT $3
{{for_update}} {{skip_locked}}

-- name: renew_message
-- Its own key, wrapped by the slot that it names from now on; the tag stays.
UPDATE message SET wrapped_key = $2, key_number = $3
WHERE id = $1 AND key_kind = 'pending'

-- name: ending_parts
-- The same of parts.
SELECT id, content, key_number, key_tag FROM message_part
WHERE content IS NOT NULL AND expires_at > $1 AND key_number = $2
LIMIT $3
{{for_update}} {{skip_locked}}

-- name: renew_part
-- Sealed again as a whole: a part has no key of its own.
UPDATE message_part SET content = $2, key_number = $3
WHERE id = $1 AND content IS NOT NULL

-- name: slots_in_use
-- Which shared keys may not go yet.
SELECT key_number FROM message
WHERE key_kind = 'pending' AND expires_at > $1 AND key_number < $2
UNION
SELECT key_number FROM message_part
WHERE content IS NOT NULL AND expires_at > $3 AND key_number < $2

-- name: empty_slot
-- Of a message that was shown and whose delivery could not be recorded in time.
UPDATE message
SET content = NULL, wrapped_key = NULL, key_kind = NULL, key_number = NULL, key_tag = NULL
WHERE key_kind = 'pending' AND key_tag = $1

-- name: expire_messages
-- The keys are gone or about to be; what is left of content and fingerprint is noise.
UPDATE message
SET content = NULL, wrapped_key = NULL, key_kind = NULL, key_number = NULL, key_tag = NULL,
    expires_at = NULL, fingerprint = NULL
WHERE id IN (
    SELECT id FROM message WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2
    {{for_update}} {{skip_locked}}
)

-- name: expire_parts
-- Joined ones at their time; others are left to release_parts for a while first.
UPDATE message_part
SET content = NULL, key_number = NULL, key_tag = NULL, set_key = NULL, fingerprint = NULL,
    expires_at = NULL
WHERE id IN (
    SELECT id FROM message_part
    WHERE expires_at <= $1 AND (joined_as IS NOT NULL OR expires_at <= $2)
    ORDER BY expires_at
    LIMIT $3
    {{for_update}} {{skip_locked}}
)

-- name: find_part
-- A part that the supplier sent before under the same id.
SELECT id, joined_as FROM message_part
WHERE supplier_id = $1 AND supplier_message_id = $2 AND seq = $3

-- name: parts_like
-- What came of sets with this reference between the two numbers, oldest set first.
SELECT id, set_id, seq, joined_as, fingerprint, expires_at, received_at FROM message_part
WHERE set_key = $1 OR set_key = $2
ORDER BY set_id, id
LIMIT 1000

-- name: insert_part
-- Content is null where no lease was live on the number (M3).
INSERT INTO message_part (
    id, set_id, number_id, supplier_id, supplier_message_id, total, seq, received_at, stored_at,
    set_key, fingerprint, content, key_number, key_tag, expires_at
) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)

-- name: due_sets
-- Sets that wait for parts no longer.
SELECT set_id FROM message_part
WHERE expires_at <= $1 AND joined_as IS NULL AND id = set_id
ORDER BY expires_at
LIMIT $2

-- name: claim_set
-- Of two transactions that would join a set one wins.
UPDATE message_part SET joined_as = $2
WHERE id = $1 AND set_id = $1 AND joined_as IS NULL

-- name: parts_of_set
-- In the order of the text.
SELECT id, number_id, supplier_id, supplier_message_id, total, seq, received_at, content, key_number,
    key_tag
FROM message_part
WHERE set_id = $1
ORDER BY seq

-- name: close_set
-- The text is in the message now; the marks stay as long as duplicates can come.
UPDATE message_part
SET joined_as = $2, content = NULL, key_number = NULL, key_tag = NULL, expires_at = $3
WHERE set_id = $1
