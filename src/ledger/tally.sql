-- What the newest whole check of the ledger found.

-- name: clear_tallies
DELETE FROM ledger_tally

-- name: insert_tally
INSERT INTO ledger_tally (account_id, currency, debited, credited, as_of)
VALUES ($1, $2, $3, $4, $5)

-- name: all_tallies
-- One for each supplier and operator, and a few: hundreds at most.
SELECT account_id, currency, debited, credited, as_of FROM ledger_tally
ORDER BY account_id, currency
