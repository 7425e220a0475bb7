-- name: insert_closed_lease
-- For tests of the statistics: a lease as its module leaves it once closed.
INSERT INTO lease (id, account_id, account_seq, wallet_id, number_id, e164, supplier_id, country,
                   service_id, service, price, currency, supplier_cost, operator_share,
                   supplier_payable, quarantine, status, opened_at, expires_at, cancel_allowed_at,
                   code_received_at, closed_at, close_reason, awaiting_code, message_count)
VALUES ($1, 1, $1, 1, 1, '+4915112345678', 1, $2, $3, 'chat', 1, 'EUR', 0, 0, 1, 0, $4, $5, $5, $5,
        $6, $7, 'deadline', 0, 0)
