-- What the engine itself asks of a PostgreSQL server.

-- name: lock_migrations
-- One node migrates at a time; the number is this program's own.
SELECT pg_advisory_xact_lock(7105812000)

-- name: unique_indexes
-- The columns behind the names of unique indexes, for Conflict; none for expressions.
SELECT i.relname::text, t.relname::text,
       CASE WHEN x.indexprs IS NULL THEN (
           SELECT string_agg(a.attname::text, ',' ORDER BY k.place)
           FROM unnest(x.indkey) WITH ORDINALITY AS k (number, place)
           JOIN pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = k.number
           WHERE k.place <= x.indnkeyatts
       ) END
FROM pg_index x
JOIN pg_class i ON i.oid = x.indexrelid
JOIN pg_class t ON t.oid = x.indrelid
WHERE x.indisunique AND pg_table_is_visible(t.oid)

-- name: begin_write
-- Why this isolation: docs/decisions/0003-postgres-isolation.md.
BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE

-- name: begin_serializable
-- The strict alternative, StoreOptions::isolation.
BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE

-- name: begin_read
-- One snapshot for all statements of a read.
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY

-- name: commit
-- Travels together with the statements posted last.
COMMIT

-- name: rollback
-- Sent without waiting for its answer.
ROLLBACK

-- name: begin_nested
-- A savepoint of the closure's own; the name shadows outer ones.
SAVEPOINT nested

-- name: release_nested
-- Ends the innermost one.
RELEASE SAVEPOINT nested

-- name: undo_nested
-- Undoes the innermost one, which stays open.
ROLLBACK TO SAVEPOINT nested

-- name: notify
-- Announces a batch to other nodes, after its commit.
SELECT pg_notify('otpost', $1)

-- name: listen
-- For the announcements of other nodes.
LISTEN otpost
