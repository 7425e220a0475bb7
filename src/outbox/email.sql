-- Emails that wait to be sent.

-- name: insert_email
INSERT INTO email (id, payload, attempts, next_at, created_at, expires_at)
VALUES ($1, $2, 0, $3, $3, $4)

-- name: due_emails
-- What others are looking at is left to them.
SELECT id, payload, attempts, created_at
FROM email
WHERE given_up_at IS NULL AND next_at <= $1 AND expires_at > $1
ORDER BY next_at
LIMIT $2
{{for_update}} {{skip_locked}}

-- name: claim_email
-- The count that was read stands in the condition: of two that read it one gets a row.
UPDATE email SET attempts = attempts + 1, next_at = $3
WHERE id = $1 AND attempts = $2 AND given_up_at IS NULL

-- name: delete_sent_email
-- Also when it expired while it was being sent; not when another has claimed it since.
DELETE FROM email WHERE id = $1 AND attempts = $2

-- name: retry_email
UPDATE email SET next_at = $3 WHERE id = $1 AND attempts = $2 AND given_up_at IS NULL

-- name: give_up_email
UPDATE email SET payload = NULL, given_up_at = $3, reason = $4
WHERE id = $1 AND attempts = $2 AND given_up_at IS NULL

-- name: expire_emails
-- Whoever is sending one of them at this moment may still do it.
UPDATE email SET payload = NULL, given_up_at = $1, reason = 'expired'
WHERE given_up_at IS NULL AND id IN (
    SELECT id FROM email
    WHERE given_up_at IS NULL AND expires_at <= $1
    ORDER BY expires_at
    LIMIT $2
    {{for_update}} {{skip_locked}}
)

-- name: purge_given_up_emails
DELETE FROM email WHERE id IN (
    SELECT id FROM email
    WHERE given_up_at IS NOT NULL AND given_up_at < $1
    ORDER BY given_up_at
    LIMIT $2
)

-- name: count_emails
SELECT COUNT(*) - COUNT(given_up_at), COUNT(given_up_at) FROM email
