-- name: newest_by_supplier
-- Among the newest $1 messages of all.
SELECT supplier_id, MAX(stored_at), MIN(stored_at), COUNT(*)
FROM (SELECT supplier_id, stored_at FROM message ORDER BY id DESC LIMIT $1) AS newest
GROUP BY supplier_id
