-- Statements of the engines' own tests, over the tables of db/test_tables.hpp.

-- name: insert_item
-- The plainest write.
INSERT INTO test_item (id, label) VALUES ($1, $2)

-- name: insert_everything
-- Every kind of value; null where the parameter is.
INSERT INTO test_item (id, label, number, data) VALUES ($1, $2, $3, $4)

-- name: insert_backwards
-- Parameters appear in another order than they are counted.
INSERT INTO test_item (label, number, id) VALUES ($3, $2, $1)

-- name: list_items
SELECT id FROM test_item ORDER BY id

-- name: read_item
SELECT label, number, data FROM test_item WHERE id = $1

-- name: count_items
SELECT COUNT(*) FROM test_item

-- name: sum_numbers
-- PostgreSQL sums BIGINT to NUMERIC.
SELECT SUM(number), MIN(number) < MAX(number) FROM test_item

-- name: rename_item
UPDATE test_item SET label = $2 WHERE id = $1

-- name: rename_all
UPDATE test_item SET label = $1

-- name: raise_number
UPDATE test_item SET number = number + $2 WHERE id = $1 RETURNING number

-- name: insert_or_ignore
INSERT INTO test_item (id, label) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING

-- name: insert_pair
INSERT INTO test_pair (a, b, kind, item_id) VALUES ($1, $2, $3, $4)

-- name: lock_item
SELECT number FROM test_item WHERE id = $1 {{for_update}} {{skip_locked}}

-- name: not_sql
SELEKT 1

-- name: count_up
-- Long enough for any time-out.
WITH RECURSIVE step (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM step WHERE n < 2000000000)
SELECT COUNT(*) FROM step

-- name: count_labels_like
SELECT COUNT(*) FROM test_item WHERE label LIKE $1

-- name: count_prepared_anew
-- SQLite's own count, of the statements of this connection.
SELECT SUM(reprep) FROM sqlite_stmt
