-- name: count_numbers
-- The first $2 numbers of the supplier, by status.
SELECT status, COUNT(*)
FROM (SELECT status FROM number WHERE supplier_id = $1 ORDER BY id LIMIT $2) AS numbers
GROUP BY status
