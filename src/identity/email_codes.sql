-- Codes sent by email, and the count of them.

-- name: recent_email_codes
-- Newest first.
SELECT created_at FROM email_code
WHERE account_id = $1 AND purpose = $2 AND created_at > $3
ORDER BY id DESC
LIMIT $4

-- name: insert_email_code
INSERT INTO email_code (
    id, account_id, purpose, code_hash, tries_left, created_at, expires_at, address
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: try_email_code
-- The newest alone is good. Counted before it is compared: many at once can't outrun the count.
UPDATE email_code SET tries_left = tries_left - 1
WHERE tries_left > 0 AND expires_at > $3 AND id = (
    SELECT newest.id FROM email_code newest
    WHERE newest.account_id = $1 AND newest.purpose = $2
    ORDER BY newest.id DESC
    LIMIT 1
)
RETURNING id, code_hash, address

-- name: use_up_email_code
-- Its tries don't tell: the right one may have been the last.
UPDATE email_code SET expires_at = created_at WHERE id = $1 AND expires_at > created_at

-- name: verify_account_email
UPDATE account SET email_verified_at = $2 WHERE id = $1 AND email_verified_at IS NULL

-- name: purge_email_codes
-- By the sweeper: what counts no more.
DELETE FROM email_code WHERE id IN (
    SELECT id FROM email_code WHERE created_at < $1 ORDER BY created_at LIMIT $2
)
