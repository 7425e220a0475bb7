-- Leases of all accounts, for administrators. Each search looks at a bounded stretch of leases,
-- newest first, so that a filter that fits nothing doesn't read the whole table, and the hot table
-- needs no index for it.

-- name: stretch_end
-- The lease where a stretch of $2 + 1 leases that begins before $1 ends; none: it reaches the oldest.
SELECT id, opened_at FROM lease WHERE id < $1 ORDER BY id DESC LIMIT 1 OFFSET $2

-- name: search_leases
-- In the stretch from $2 until before $1.
SELECT id, account_id, wallet_id, number_id, e164, supplier_id, country, service_id, service,
    price, currency, supplier_cost, operator_share, supplier_payable, operator_payable, quarantine,
    status, opened_at, expires_at, cancel_allowed_at, code_received_at, closed_at, close_reason,
    awaiting_code, other_service, message_count, switched_from
FROM lease
WHERE id < $1 AND id >= $2
    AND (CAST($3 AS TEXT) IS NULL OR status = $3 OR ($3 = 'live' AND closed_at IS NULL)
        OR ($3 = 'closed' AND closed_at IS NOT NULL))
    AND (CAST($4 AS TEXT) IS NULL OR service = $4)
    AND (CAST($5 AS TEXT) IS NULL OR country = $5)
    AND (CAST($6 AS {{int64}}) IS NULL OR supplier_id = $6)
    AND opened_at >= $7 AND opened_at < $8
ORDER BY id DESC
LIMIT $9

-- name: stretch_end_of_account
-- The same of one account's leases, before its lease $2.
SELECT id, opened_at FROM lease
WHERE account_id = $1 AND account_seq < COALESCE(
    (SELECT page.account_seq FROM lease AS page WHERE page.id = $2 AND page.account_id = $1),
    9223372036854775807
)
ORDER BY account_seq DESC LIMIT 1 OFFSET $3

-- name: search_leases_of_account
-- The $3 leases of the stretch are found by the account's index.
SELECT id, account_id, wallet_id, number_id, e164, supplier_id, country, service_id, service,
    price, currency, supplier_cost, operator_share, supplier_payable, operator_payable, quarantine,
    status, opened_at, expires_at, cancel_allowed_at, code_received_at, closed_at, close_reason,
    awaiting_code, other_service, message_count, switched_from
FROM (
    SELECT id, account_id, wallet_id, number_id, e164, supplier_id, country, service_id, service,
        price, currency, supplier_cost, operator_share, supplier_payable, operator_payable, quarantine,
        status, opened_at, expires_at, cancel_allowed_at, code_received_at, closed_at, close_reason,
        awaiting_code, other_service, message_count, switched_from,
        account_seq
    FROM lease
    WHERE account_id = $1 AND account_seq < COALESCE(
        (SELECT page.account_seq FROM lease AS page WHERE page.id = $2 AND page.account_id = $1),
        9223372036854775807
    )
    ORDER BY account_seq DESC
    LIMIT $3
) AS stretch
WHERE (CAST($4 AS TEXT) IS NULL OR status = $4 OR ($4 = 'live' AND closed_at IS NULL)
        OR ($4 = 'closed' AND closed_at IS NOT NULL))
    AND (CAST($5 AS TEXT) IS NULL OR service = $5)
    AND (CAST($6 AS TEXT) IS NULL OR country = $6)
    AND (CAST($7 AS {{int64}}) IS NULL OR supplier_id = $7)
    AND opened_at >= $8 AND opened_at < $9
ORDER BY account_seq DESC
LIMIT $10
