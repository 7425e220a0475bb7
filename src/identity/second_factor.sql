-- Authenticator apps of accounts, and their recovery codes.

-- name: is_active
SELECT 1 FROM second_factor WHERE account_id = $1 AND seed IS NOT NULL

-- name: state
-- What the owner is shown.
SELECT active_since,
    (SELECT COUNT(*) FROM recovery_code WHERE recovery_code.account_id = second_factor.account_id)
FROM second_factor
WHERE account_id = $1 AND seed IS NOT NULL

-- name: begin_enrolment
-- An app that is active stays so; one that never was proved is forgotten.
INSERT INTO second_factor (
    account_id, key_id, last_step, pending_seed, pending_until, failures, last_failure_at, retry_at
)
VALUES ($1, $2, 0, $3, $4, 0, $5, $5)
ON CONFLICT (account_id) DO UPDATE
SET pending_seed = excluded.pending_seed, pending_until = excluded.pending_until,
    key_id = CASE WHEN second_factor.seed IS NULL THEN excluded.key_id
        ELSE second_factor.key_id END

-- name: pending_seed
-- Locked: of two proofs at once the second finds nothing to prove.
SELECT key_id, pending_seed FROM second_factor
WHERE account_id = $1 AND pending_until > $2
{{for_update}}

-- name: activate
-- The code that proved the seed is used up with it.
UPDATE second_factor
SET seed = $2, key_id = $3, active_since = $4, last_step = $5, pending_seed = NULL,
    pending_until = NULL, failures = 0, retry_at = $4
WHERE account_id = $1

-- name: active_seed
-- Locked: attempts on one account are counted one after the other.
SELECT key_id, seed, failures, last_failure_at, retry_at FROM second_factor
WHERE account_id = $1 AND seed IS NOT NULL
{{for_update}}

-- name: accept_step
-- Of many at once with one code, one row is changed by one of them.
UPDATE second_factor SET last_step = $2, failures = 0
WHERE account_id = $1 AND seed IS NOT NULL AND last_step < $2

-- name: count_failure
UPDATE second_factor SET failures = $2, last_failure_at = $3, retry_at = $4 WHERE account_id = $1

-- name: forget_failures
-- After a recovery code.
UPDATE second_factor SET failures = 0, retry_at = $2 WHERE account_id = $1

-- name: remove_second_factor
DELETE FROM second_factor WHERE account_id = $1

-- name: insert_recovery_code
INSERT INTO recovery_code (account_id, code_hash) VALUES ($1, $2)

-- name: use_recovery_code
-- Of many at once with one code, one finds it.
DELETE FROM recovery_code WHERE account_id = $1 AND code_hash = $2

-- name: recovery_codes_left
SELECT COUNT(*) FROM recovery_code WHERE account_id = $1

-- name: remove_recovery_codes
DELETE FROM recovery_code WHERE account_id = $1

-- name: challenged_account
-- Whom a challenge was made for, as far as a later change of password or status lets it count.
-- Locked: who changes them in this moment waits, and then ends the session too.
SELECT password_hash FROM account WHERE id = $1 AND status = 'active' {{for_update}}
