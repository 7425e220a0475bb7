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
