-- Transfers of all wallets, for administrators: bounded stretches, newest first, as leases are
-- searched (leases/lookup.sql). The last column is the currency of the wallet.

-- name: stretch_end
-- The transfer where a stretch of $2 + 1 transfers that begins before $1 ends.
SELECT id, booked_at FROM transfer WHERE id < $1 ORDER BY id DESC LIMIT 1 OFFSET $2

-- name: search_transfers
-- In the stretch from $2 until before $1.
SELECT t.id, t.wallet_id, t.chain_seq, t.debit_id, t.credit_id, t.amount, t.kind, t.lease_id, t.slot,
    t.reason, t.actor_id, t.balance_after, t.booked_at, t.hash, w.currency
FROM transfer t
JOIN wallet w ON w.id = t.wallet_id
WHERE t.id < $1 AND t.id >= $2
    AND (CAST($3 AS TEXT) IS NULL OR t.kind = $3)
    AND (CAST($4 AS {{int64}}) IS NULL OR t.debit_id = $4 OR t.credit_id = $4)
    AND t.booked_at >= $5 AND t.booked_at < $6
ORDER BY t.id DESC
LIMIT $7

-- name: stretch_end_of_wallet
-- The same of one wallet's chain, before its transfer $2.
SELECT id, booked_at FROM transfer
WHERE wallet_id = $1 AND chain_seq < COALESCE(
    (SELECT page.chain_seq FROM transfer AS page WHERE page.id = $2 AND page.wallet_id = $1),
    9223372036854775807
)
ORDER BY chain_seq DESC LIMIT 1 OFFSET $3

-- name: search_transfers_of_wallet
-- What went into and out of the wallet itself, among the newest $3 transfers of its chain.
SELECT t.id, t.wallet_id, t.chain_seq, t.debit_id, t.credit_id, t.amount, t.kind, t.lease_id, t.slot,
    t.reason, t.actor_id, t.balance_after, t.booked_at, t.hash, w.currency
FROM (
    SELECT id, wallet_id, chain_seq, debit_id, credit_id, amount, kind, lease_id, slot, reason,
        actor_id, balance_after, booked_at, hash
    FROM transfer
    WHERE wallet_id = $1 AND chain_seq < COALESCE(
        (SELECT page.chain_seq FROM transfer AS page WHERE page.id = $2 AND page.wallet_id = $1),
        9223372036854775807
    )
    ORDER BY chain_seq DESC
    LIMIT $3
) AS t
JOIN wallet w ON w.id = t.wallet_id
WHERE (t.debit_id = $1 OR t.credit_id = $1)
    AND (CAST($4 AS TEXT) IS NULL OR t.kind = $4)
    AND t.booked_at >= $5 AND t.booked_at < $6
ORDER BY t.chain_seq DESC
LIMIT $7

-- name: transfers_of_lease
SELECT t.id, t.wallet_id, t.chain_seq, t.debit_id, t.credit_id, t.amount, t.kind, t.lease_id, t.slot,
    t.reason, t.actor_id, t.balance_after, t.booked_at, t.hash, w.currency
FROM transfer t
JOIN wallet w ON w.id = t.wallet_id
WHERE t.lease_id = $1
ORDER BY t.chain_seq

-- name: find_transfer
SELECT t.id, t.wallet_id, t.chain_seq, t.debit_id, t.credit_id, t.amount, t.kind, t.lease_id, t.slot,
    t.reason, t.actor_id, t.balance_after, t.booked_at, t.hash, w.currency
FROM transfer t
JOIN wallet w ON w.id = t.wallet_id
WHERE t.id = $1
