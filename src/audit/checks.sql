-- Checks that are asked for and run beside the requests. Which node runs one is decided by a
-- conditional update.

-- name: ask_check
-- Nothing affected: it is asked for already.
UPDATE integrity_check SET asked_at = $2, asked_by = $3 WHERE kind = $1 AND asked_at IS NULL

-- name: ask_check_if_old
-- By the house: when the newest ended before $3, or none ever did.
UPDATE integrity_check SET asked_at = $2, asked_by = NULL
WHERE kind = $1 AND asked_at IS NULL AND (ended_at IS NULL OR ended_at < $3)

-- name: claim_check
-- One that was claimed before $3 has no node any more.
UPDATE integrity_check SET claimed_at = $2
WHERE kind = $1 AND asked_at IS NOT NULL AND (claimed_at IS NULL OR claimed_at < $3)

-- name: end_check
-- Only by who claimed it at $2.
UPDATE integrity_check
SET asked_at = NULL, claimed_at = NULL, ended_at = $3, took = $4, outcome = $5, report = $6
WHERE kind = $1 AND claimed_at = $2

-- name: find_check
SELECT asked_at, asked_by, claimed_at, ended_at, took, outcome, report
FROM integrity_check
WHERE kind = $1
