-- Usage records of API requests (P7): endpoint, time, address, status, and no more.

-- name: insert_api_request
INSERT INTO api_request (account_id, id, endpoint, status, ip, made_at)
VALUES ($1, $2, $3, $4, $5, $6)

-- name: trim_api_requests
-- All but the newest $2 of an account.
DELETE FROM api_request
WHERE account_id = $1 AND id <= (
    SELECT old.id FROM api_request AS old
    WHERE old.account_id = $1
    ORDER BY old.id DESC
    LIMIT 1 OFFSET $2
)

-- name: list_api_requests
-- Newest first, those before $2.
SELECT id, endpoint, status, ip, made_at FROM api_request
WHERE account_id = $1 AND id < $2
ORDER BY id DESC
LIMIT $3

-- name: purge_api_requests
DELETE FROM api_request WHERE (account_id, id) IN (
    SELECT account_id, id FROM api_request WHERE made_at < $1 ORDER BY made_at LIMIT $2
)
