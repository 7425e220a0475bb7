-- Leases. Each command is one conditional update: of two at the same instant the row lock lets
-- one through, and the other finds the status changed.

-- name: account_usage
-- Newest number of the account, its live leases up to $2, and when its $3-th newest opened. Who
-- never opened $2 leases can't have as many live ones: they need no counting.
SELECT newest.seq,
    CASE WHEN newest.seq < $2 THEN 0 ELSE (SELECT count(*) FROM (
        SELECT 1 FROM lease WHERE account_id = $1 AND status IN ('waiting', 'received') LIMIT $2
    ) AS live) END,
    (SELECT opened_at FROM lease WHERE account_id = $1 AND account_seq = 1 - $3 + newest.seq)
FROM (
    SELECT COALESCE((SELECT max(account_seq) FROM lease WHERE account_id = $1), 0) AS seq
) AS newest

-- name: insert_lease
-- Its number, fee and account_seq were taken under the wallet's lock.
INSERT INTO lease (
    id, account_id, account_seq, wallet_id, number_id, e164, supplier_id, country, service_id,
    service, price, currency, supplier_cost, operator_share, supplier_payable, operator_payable,
    quarantine, status, opened_at, expires_at, cancel_allowed_at, awaiting_code, message_count,
    switched_from
) VALUES (
    $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 'waiting', $18, $19,
    $20, 0, 0, $21
)

-- name: cancel_lease
-- L5: not before cancel_allowed_at, not at or past the deadline, not after a code.
UPDATE lease
SET status = 'cancelled', closed_at = $3, close_reason = 'cancelled'
WHERE id = $1 AND account_id = $2 AND status = 'waiting' AND cancel_allowed_at <= $3
    AND expires_at > $3
RETURNING id, account_id, wallet_id, number_id, e164, supplier_id, country, service_id, service,
    price, currency, supplier_cost, operator_share, supplier_payable, operator_payable, quarantine,
    status, opened_at, expires_at, cancel_allowed_at, code_received_at, closed_at, close_reason,
    awaiting_code, other_service, message_count, switched_from

-- name: close_for_switch
-- L9: what cancel would close is cancelled, what has its code is completed.
UPDATE lease
SET status = CASE status WHEN 'waiting' THEN 'cancelled' ELSE 'completed' END, closed_at = $3,
    close_reason = 'switched', awaiting_code = 0
WHERE id = $1 AND account_id = $2 AND expires_at > $3
    AND (status = 'received' OR (status = 'waiting' AND cancel_allowed_at <= $3))
RETURNING id, account_id, wallet_id, number_id, e164, supplier_id, country, service_id, service,
    price, currency, supplier_cost, operator_share, supplier_payable, operator_payable, quarantine,
    status, opened_at, expires_at, cancel_allowed_at, code_received_at, closed_at, close_reason,
    awaiting_code, other_service, message_count, switched_from

-- name: finish_lease
-- A received lease can be finished at any time, at its deadline too.
UPDATE lease
SET status = 'completed', closed_at = $3, close_reason = 'finished', awaiting_code = 0
WHERE id = $1 AND account_id = $2 AND status = 'received'
RETURNING id, account_id, wallet_id, number_id, e164, supplier_id, country, service_id, service,
    price, currency, supplier_cost, operator_share, supplier_payable, operator_payable, quarantine,
    status, opened_at, expires_at, cancel_allowed_at, code_received_at, closed_at, close_reason,
    awaiting_code, other_service, message_count, switched_from

-- name: ask_another_code
-- L10: within the window of a lease that has its code.
UPDATE lease
SET awaiting_code = 1
WHERE id = $1 AND account_id = $2 AND status = 'received' AND expires_at > $3
RETURNING id, account_id, wallet_id, number_id, e164, supplier_id, country, service_id, service,
    price, currency, supplier_cost, operator_share, supplier_payable, operator_payable, quarantine,
    status, opened_at, expires_at, cancel_allowed_at, code_received_at, closed_at, close_reason,
    awaiting_code, other_service, message_count, switched_from

-- name: receive_first_code
-- Decides between a code, a cancel and the deadline (L11).
UPDATE lease
SET status = 'received', code_received_at = $2, message_count = message_count + 1
WHERE id = $1 AND status = 'waiting' AND expires_at > $2
RETURNING id, account_id, wallet_id, number_id, e164, supplier_id, country, service_id, service,
    price, currency, supplier_cost, operator_share, supplier_payable, operator_payable, quarantine,
    status, opened_at, expires_at, cancel_allowed_at, code_received_at, closed_at, close_reason,
    awaiting_code, other_service, message_count, switched_from

-- name: receive_further_code
UPDATE lease
SET message_count = message_count + 1, awaiting_code = 0
WHERE id = $1 AND status = 'received' AND expires_at > $2
RETURNING id, account_id, wallet_id, number_id, e164, supplier_id, country, service_id, service,
    price, currency, supplier_cost, operator_share, supplier_payable, operator_payable, quarantine,
    status, opened_at, expires_at, cancel_allowed_at, code_received_at, closed_at, close_reason,
    awaiting_code, other_service, message_count, switched_from

-- name: receive_message
-- A message of the chosen service, without a code in it.
UPDATE lease
SET message_count = message_count + 1
WHERE id = $1 AND status IN ('waiting', 'received') AND expires_at > $2
RETURNING id, account_id, wallet_id, number_id, e164, supplier_id, country, service_id, service,
    price, currency, supplier_cost, operator_share, supplier_payable, operator_payable, quarantine,
    status, opened_at, expires_at, cancel_allowed_at, code_received_at, closed_at, close_reason,
    awaiting_code, other_service, message_count, switched_from

-- name: note_other_service
-- L8: the first other platform that wrote is the one the lease names.
UPDATE lease
SET other_service = COALESCE(other_service, $3)
WHERE id = $1 AND status = 'waiting' AND expires_at > $2
RETURNING id, account_id, wallet_id, number_id, e164, supplier_id, country, service_id, service,
    price, currency, supplier_cost, operator_share, supplier_payable, operator_payable, quarantine,
    status, opened_at, expires_at, cancel_allowed_at, code_received_at, closed_at, close_reason,
    awaiting_code, other_service, message_count, switched_from

-- name: fail_lease
UPDATE lease
SET status = 'failed', closed_at = $2, close_reason = 'supplier_failed'
WHERE id = $1 AND status = 'waiting'
RETURNING id, account_id, wallet_id, number_id, e164, supplier_id, country, service_id, service,
    price, currency, supplier_cost, operator_share, supplier_payable, operator_payable, quarantine,
    status, opened_at, expires_at, cancel_allowed_at, code_received_at, closed_at, close_reason,
    awaiting_code, other_service, message_count, switched_from

-- name: expire_due
-- L6, L8: picks and closes in one go; locked leases are being decided elsewhere.
UPDATE lease
SET status = CASE status WHEN 'waiting' THEN 'expired' ELSE 'completed' END, closed_at = $1,
    close_reason = CASE
        WHEN status = 'waiting' AND other_service IS NOT NULL AND message_count = 0
        THEN 'wrong_service' ELSE 'deadline'
    END,
    awaiting_code = 0
WHERE status IN ('waiting', 'received') AND id IN (
    SELECT id
    FROM lease
    WHERE status IN ('waiting', 'received') AND expires_at <= $1
    ORDER BY expires_at, id
    LIMIT $2
    {{for_update}} {{skip_locked}}
)
RETURNING id, account_id, wallet_id, number_id, e164, supplier_id, country, service_id, service,
    price, currency, supplier_cost, operator_share, supplier_payable, operator_payable, quarantine,
    status, opened_at, expires_at, cancel_allowed_at, code_received_at, closed_at, close_reason,
    awaiting_code, other_service, message_count, switched_from

-- name: expire_one
-- The same for a waiting lease whose customer was first to notice.
UPDATE lease
SET status = CASE status WHEN 'waiting' THEN 'expired' ELSE 'completed' END, closed_at = $1,
    close_reason = CASE
        WHEN status = 'waiting' AND other_service IS NOT NULL AND message_count = 0
        THEN 'wrong_service' ELSE 'deadline'
    END,
    awaiting_code = 0
WHERE id = $2 AND status = 'waiting' AND expires_at <= $1
RETURNING id, account_id, wallet_id, number_id, e164, supplier_id, country, service_id, service,
    price, currency, supplier_cost, operator_share, supplier_payable, operator_payable, quarantine,
    status, opened_at, expires_at, cancel_allowed_at, code_received_at, closed_at, close_reason,
    awaiting_code, other_service, message_count, switched_from

-- name: next_deadline
SELECT expires_at FROM lease WHERE status IN ('waiting', 'received') ORDER BY expires_at LIMIT 1

-- name: find_lease
SELECT id, account_id, wallet_id, number_id, e164, supplier_id, country, service_id, service,
    price, currency, supplier_cost, operator_share, supplier_payable, operator_payable, quarantine,
    status, opened_at, expires_at, cancel_allowed_at, code_received_at, closed_at, close_reason,
    awaiting_code, other_service, message_count, switched_from
FROM lease
WHERE id = $1

-- name: list_leases
-- Newest first, those before the lease $2.
SELECT id, account_id, wallet_id, number_id, e164, supplier_id, country, service_id, service,
    price, currency, supplier_cost, operator_share, supplier_payable, operator_payable, quarantine,
    status, opened_at, expires_at, cancel_allowed_at, code_received_at, closed_at, close_reason,
    awaiting_code, other_service, message_count, switched_from
FROM lease
WHERE account_id = $1 AND account_seq < COALESCE(
    (SELECT page.account_seq FROM lease AS page WHERE page.id = $2 AND page.account_id = $1),
    9223372036854775807
)
ORDER BY account_seq DESC
LIMIT $3

-- name: list_live_leases
-- The same of the live ones, or of one of their statuses, by the index that holds only them.
SELECT id, account_id, wallet_id, number_id, e164, supplier_id, country, service_id, service,
    price, currency, supplier_cost, operator_share, supplier_payable, operator_payable, quarantine,
    status, opened_at, expires_at, cancel_allowed_at, code_received_at, closed_at, close_reason,
    awaiting_code, other_service, message_count, switched_from
FROM lease
WHERE account_id = $1 AND status IN ('waiting', 'received')
    AND (CAST($4 AS TEXT) IS NULL OR status = $4)
    AND account_seq < COALESCE(
        (SELECT page.account_seq FROM lease AS page WHERE page.id = $2 AND page.account_id = $1),
        9223372036854775807
    )
ORDER BY account_seq DESC
LIMIT $3

-- name: list_closed_leases
-- The same of the closed ones, or of one of their statuses.
SELECT id, account_id, wallet_id, number_id, e164, supplier_id, country, service_id, service,
    price, currency, supplier_cost, operator_share, supplier_payable, operator_payable, quarantine,
    status, opened_at, expires_at, cancel_allowed_at, code_received_at, closed_at, close_reason,
    awaiting_code, other_service, message_count, switched_from
FROM lease
WHERE account_id = $1 AND status NOT IN ('waiting', 'received')
    AND (CAST($4 AS TEXT) IS NULL OR status = $4)
    AND account_seq < COALESCE(
        (SELECT page.account_seq FROM lease AS page WHERE page.id = $2 AND page.account_id = $1),
        9223372036854775807
    )
ORDER BY account_seq DESC
LIMIT $3

-- name: live_on_number
SELECT id, account_id, wallet_id, number_id, e164, supplier_id, country, service_id, service,
    price, currency, supplier_cost, operator_share, supplier_payable, operator_payable, quarantine,
    status, opened_at, expires_at, cancel_allowed_at, code_received_at, closed_at, close_reason,
    awaiting_code, other_service, message_count, switched_from
FROM lease
WHERE number_id = $1 AND status IN ('waiting', 'received')
ORDER BY service_id

-- name: leases_after
-- To verify in pages.
SELECT id, account_id, wallet_id, number_id, e164, supplier_id, country, service_id, service,
    price, currency, supplier_cost, operator_share, supplier_payable, operator_payable, quarantine,
    status, opened_at, expires_at, cancel_allowed_at, code_received_at, closed_at, close_reason,
    awaiting_code, other_service, message_count, switched_from
FROM lease
WHERE id > $1
ORDER BY id
LIMIT $2

-- name: search_leases
-- Newest first, those before the lease $2 that fit all that is asked for (a null asks for nothing):
-- $4 live (1) or closed (0), $5 the status, $6 the service, $7 the country, $8 and $9 the time it was
-- opened; $10 is a pattern for the number, or $11 one for names and slugs. By the account's index:
-- what it costs grows with the account's own leases only.
SELECT id, account_id, wallet_id, number_id, e164, supplier_id, country, service_id, service,
    price, currency, supplier_cost, operator_share, supplier_payable, operator_payable, quarantine,
    status, opened_at, expires_at, cancel_allowed_at, code_received_at, closed_at, close_reason,
    awaiting_code, other_service, message_count, switched_from
FROM lease
WHERE account_id = $1
    AND account_seq < COALESCE(
        (SELECT page.account_seq FROM lease AS page WHERE page.id = $2 AND page.account_id = $1),
        9223372036854775807
    )
    AND (CAST($4 AS {{int64}}) IS NULL OR ($4 = 1) = (status IN ('waiting', 'received')))
    AND (CAST($5 AS TEXT) IS NULL OR status = $5)
    AND (CAST($6 AS TEXT) IS NULL OR service = $6)
    AND (CAST($7 AS TEXT) IS NULL OR country = $7)
    AND (CAST($8 AS {{int64}}) IS NULL OR opened_at >= $8)
    AND (CAST($9 AS {{int64}}) IS NULL OR opened_at < $9)
    AND (CAST($10 AS TEXT) IS NULL OR e164 LIKE $10 ESCAPE '!')
    AND (
        CAST($11 AS TEXT) IS NULL
        OR service LIKE $11 ESCAPE '!'
        OR service_id IN (SELECT named.id FROM service AS named WHERE lower(named.name) LIKE $11 ESCAPE '!')
        OR country IN (SELECT named.code FROM country AS named WHERE lower(named.name) LIKE $11 ESCAPE '!')
    )
ORDER BY account_seq DESC
LIMIT $3
