-- Consents (P3): added, never changed.

-- name: insert_consent
INSERT INTO consent (id, account_id, purpose, given, terms_version, created_at)
VALUES ($1, $2, $3, $4, $5, $6)

-- name: newest_consent
-- It says how the purpose stands.
SELECT given, terms_version, created_at FROM consent
WHERE account_id = $1 AND purpose = $2
ORDER BY id DESC
LIMIT 1
