-- What is to be answered by email alone.

-- name: insert_email_request
INSERT INTO email_request (id, kind, email, account_id, created_at) VALUES ($1, $2, $3, $4, $5)

-- name: any_email_request
-- Asked often, and nearly always there is none.
SELECT 1 FROM email_request LIMIT 1

-- name: take_email_requests
-- Oldest first; what another node is taking is left to it.
DELETE FROM email_request WHERE id IN (
    SELECT id FROM email_request ORDER BY id LIMIT $1 {{for_update}} {{skip_locked}}
)
RETURNING kind, email, account_id, created_at

-- name: purge_email_requests
DELETE FROM email_request WHERE id IN (
    SELECT id FROM email_request WHERE created_at < $1 ORDER BY id LIMIT $2
)
