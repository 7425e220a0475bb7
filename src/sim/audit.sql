-- What the auditor reads for itself, past all of the program's own code for it.

-- name: transfers_after
-- Ids grow in the order of commits, as one process makes them.
SELECT id, wallet_id, chain_seq, debit_id, credit_id, amount, kind, lease_id, slot, balance_after
FROM transfer
WHERE id > $1
ORDER BY id

-- name: wallet
SELECT balance, held, version FROM wallet WHERE id = $1

-- name: wallets
SELECT id, balance, held, version FROM wallet ORDER BY id

-- name: events_after
SELECT id, account_id, seq, kind, subject_id FROM event WHERE id > $1 ORDER BY id

-- name: messages_after
SELECT id, lease_id, supplier_id, supplier_message_id, has_code, outcome FROM message
WHERE id > $1
ORDER BY id

-- name: lease
SELECT id, account_id, wallet_id, number_id, service_id, price, supplier_cost, operator_share,
    supplier_payable, operator_payable, status, opened_at, expires_at, cancel_allowed_at,
    code_received_at, closed_at, close_reason, message_count
FROM lease WHERE id = $1

-- name: leases
SELECT id, account_id, wallet_id, number_id, service_id, price, supplier_cost, operator_share,
    supplier_payable, operator_payable, status, opened_at, expires_at, cancel_allowed_at,
    code_received_at, closed_at, close_reason, message_count
FROM lease ORDER BY id

-- name: count_transfers
SELECT count(*) FROM transfer

-- name: leased_rows
-- Numbers that are out: one for each live lease.
SELECT number_id, service_id FROM availability WHERE state = 'leased'

-- name: forge_refund
-- A planted mistake, for the test that it is found.
UPDATE lease SET status = 'cancelled', code_received_at = NULL, close_reason = 'cancelled'
WHERE id = (SELECT max(id) FROM lease WHERE status = 'completed')

-- name: content_kept_too_long
-- Rows whose content should be gone.
SELECT count(*) FROM message WHERE content IS NOT NULL AND expires_at < $1
