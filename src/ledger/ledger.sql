-- Every statement that writes money, and those that verify it.

-- name: insert_wallet
-- A wallet begins empty, its chain at a hash of its id and currency.
INSERT INTO wallet (id, currency, balance, held, version, head) VALUES ($1, $2, 0, 0, 0, $3)

-- name: lock_wallet
-- The lock orders the wallet's transfers; what is read here can't change until the commit.
SELECT currency, balance, held, version, head FROM wallet WHERE id = $1 {{for_update}}

-- name: update_wallet
-- Only after lock_wallet.
UPDATE wallet SET balance = $2, held = $3, version = $4, head = $5 WHERE id = $1

-- name: find_wallet
SELECT currency, balance, held FROM wallet WHERE id = $1

-- name: insert_payable
INSERT INTO ledger_account (id, class, owner, currency) VALUES ($1, $2, $3, $4)
ON CONFLICT (class, owner, currency) DO NOTHING

-- name: find_payable
SELECT id FROM ledger_account WHERE class = $1 AND owner = $2 AND currency = $3

-- name: insert_transfer
-- The unique keys (wallet_id, chain_seq) and (lease_id, slot) refuse what happened already.
INSERT INTO transfer (
    id, wallet_id, chain_seq, debit_id, credit_id, amount, kind, lease_id, slot, reason, actor_id,
    balance_after, booked_at, hash
) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)

-- name: statement_lines
-- What the customer sees: the transfers of the chain that touch the wallet itself.
SELECT id, chain_seq, kind, amount, credit_id, balance_after, lease_id, reason, booked_at
FROM transfer
WHERE wallet_id = $1 AND chain_seq < $2 AND (debit_id = $1 OR credit_id = $1)
ORDER BY chain_seq DESC
LIMIT $3

-- name: lease_lines
-- The same of one lease's, oldest first: the fee, and its refund where there was one.
SELECT id, chain_seq, kind, amount, credit_id, balance_after, lease_id, reason, booked_at
FROM transfer
WHERE lease_id = $2 AND wallet_id = $1 AND (debit_id = $1 OR credit_id = $1)
ORDER BY chain_seq

-- name: wallets_after
-- To verify in pages.
SELECT id, currency, balance, held, version, head FROM wallet WHERE id > $1 ORDER BY id LIMIT $2

-- name: transfers_after
-- To verify in pages, chain after chain.
SELECT id, wallet_id, chain_seq, debit_id, credit_id, amount, kind, lease_id, slot, reason, actor_id,
    balance_after, booked_at, hash
FROM transfer
WHERE (wallet_id, chain_seq) > ($1, $2)
ORDER BY wallet_id, chain_seq
LIMIT $3

-- name: lease_transfers_after
-- To verify in pages, lease after lease.
SELECT id, wallet_id, chain_seq, debit_id, credit_id, amount, kind, lease_id, slot, reason, actor_id,
    balance_after, booked_at, hash
FROM transfer
WHERE lease_id IS NOT NULL AND (lease_id, slot) > ($1, $2)
ORDER BY lease_id, slot
LIMIT $3

-- name: all_payables
-- One per supplier and operator: few enough to be held while verifying.
SELECT id, class, currency FROM ledger_account ORDER BY id
