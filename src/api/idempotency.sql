-- name: find_answer
-- The answer this account already got under this key (W6).
SELECT request_hash, status, body FROM idempotency_key WHERE account_id = $1 AND idem_key = $2

-- name: remember_answer
-- A twin that committed first makes this a conflict on (account_id, idem_key): the call is tried again.
INSERT INTO idempotency_key (account_id, idem_key, request_hash, status, body, created_at)
VALUES ($1, $2, $3, $4, $5, $6)

-- name: forget_answers
-- Keys stay for ever, so that an old retry is refused rather than done again; answers do not.
UPDATE idempotency_key SET body = NULL
WHERE (account_id, idem_key) IN (
    SELECT account_id, idem_key FROM idempotency_key
    WHERE body IS NOT NULL AND created_at < $1 ORDER BY created_at LIMIT $2)
