-- name: newest_outcomes
-- Of the newest $2 leases that closed since $1, by supplier; $3 as in minutes.sql.
SELECT supplier_id, outcome, COUNT(*), MIN(closed_at)
FROM (
    SELECT supplier_id, closed_at,
        CASE WHEN code_received_at IS NOT NULL THEN 'delivered'
            WHEN status = 'cancelled' AND closed_at - opened_at < $3 THEN 'withdrawn'
            ELSE 'missed' END AS outcome
    FROM lease
    WHERE closed_at >= $1
    ORDER BY closed_at DESC
    LIMIT $2
) AS newest
GROUP BY supplier_id, outcome
