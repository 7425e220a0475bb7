-- name: newest_id
-- Of all that was ever given an id: where a node goes on after a restart.
SELECT MAX(newest) FROM (
    SELECT MAX(id) AS newest FROM wallet
    UNION ALL SELECT MAX(id) FROM ledger_account
    UNION ALL SELECT MAX(id) FROM transfer
    UNION ALL SELECT MAX(id) FROM account
    UNION ALL SELECT MAX(id) FROM session
    UNION ALL SELECT MAX(id) FROM api_key
    UNION ALL SELECT MAX(id) FROM supplier
    UNION ALL SELECT MAX(id) FROM number
    UNION ALL SELECT MAX(id) FROM lease
    UNION ALL SELECT MAX(id) FROM message
    UNION ALL SELECT MAX(id) FROM message_part
    UNION ALL SELECT MAX(id) FROM event
) AS tables
