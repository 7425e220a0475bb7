-- The keys that nodes share, in PostgreSQL alone. The table is not logged: its rows are in no WAL,
-- no replica and no base backup. It is emptied as a whole, which gives it a new file and unlinks
-- the old one; rows are never deleted or updated, which would leave them where they lie.

-- name: take_turn
-- Two nodes that start at once must not both make the table; the number is this program's own.
SELECT pg_advisory_xact_lock(7105812001)

-- name: create_table
-- At every start, for a dump leaves the table out. Bounded text, so that it needs no TOAST table.
CREATE UNLOGGED TABLE IF NOT EXISTS vault_key (
    area BIGINT NOT NULL,
    number BIGINT NOT NULL,
    tag BIGINT NOT NULL,
    sealed VARCHAR(120) NOT NULL
)

-- name: join_keys
-- Comes first, so that what is read next is what the last exchange left; one node at a time, so
-- that no two make a key for the same span.
LOCK TABLE vault_key IN SHARE ROW EXCLUSIVE MODE

-- name: seize_keys
-- The same for who will empty.
LOCK TABLE vault_key IN ACCESS EXCLUSIVE MODE

-- name: all_keys
-- A few dozen rows.
SELECT area, number, tag, sealed FROM vault_key

-- name: insert_key
-- Sealed by a key that the store never sees: parameters may be logged.
INSERT INTO vault_key (area, number, tag, sealed) VALUES ($1, $2, $3, $4)

-- name: empty_keys
-- Those that live on are inserted again in the same transaction.
TRUNCATE vault_key

-- name: store_clock
-- Nodes must agree on the time: who is ahead would destroy the keys of the others.
SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000000 AS BIGINT)
