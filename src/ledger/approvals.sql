-- Manual credits that wait for a second administrator.

-- name: credited_unapproved
-- What one administrator alone decided for a wallet since $3; $2 is the account of manual credits.
SELECT CAST(
    (
        SELECT COALESCE(SUM(amount), 0) FROM transfer
        WHERE wallet_id = $1 AND debit_id = $2 AND booked_at > $3 AND actor_id IS NOT NULL
    ) - (
        SELECT COALESCE(SUM(amount), 0) FROM credit_approval
        WHERE wallet_id = $1 AND decided_at > $3 AND status = 'approved'
    ) AS {{int64}}
)

-- name: insert_approval
INSERT INTO credit_approval (
    id, account_id, wallet_id, amount, reason, asked_by, asked_at, expires_at, status
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'pending')

-- name: approval
SELECT id, account_id, wallet_id, amount, reason, asked_by, asked_at, expires_at, status,
    decided_by, decided_at
FROM credit_approval WHERE id = $1

-- name: decide_approval
-- Decides the race: whoever changes the row has decided.
UPDATE credit_approval SET status = $2, decided_by = $3, decided_at = $4
WHERE id = $1 AND status = 'pending' AND asked_by <> $3 AND account_id <> $3 AND expires_at > $4

-- name: approvals
-- Newest first; $1 is the last id of the page before.
SELECT id, account_id, wallet_id, amount, reason, asked_by, asked_at, expires_at, status,
    decided_by, decided_at
FROM credit_approval WHERE id < $1
ORDER BY id DESC
LIMIT $2

-- name: pending_approvals
-- The same of those that can still be decided at $3.
SELECT id, account_id, wallet_id, amount, reason, asked_by, asked_at, expires_at, status,
    decided_by, decided_at
FROM credit_approval WHERE id < $1 AND status = 'pending' AND expires_at > $3
ORDER BY id DESC
LIMIT $2
