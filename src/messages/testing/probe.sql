-- What tests look at behind the module's back.

-- name: message_rows
SELECT id, outcome, lease_id, content, wrapped_key, key_kind, key_number, key_tag, fingerprint
FROM message
ORDER BY id

-- name: sealed_parts
SELECT count(*) FROM message_part WHERE content IS NOT NULL OR key_number IS NOT NULL

-- name: swap_content
UPDATE message SET content = $2 WHERE id = $1

-- name: swap_key
UPDATE message SET wrapped_key = $2 WHERE id = $1
