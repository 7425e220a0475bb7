-- What operators earned, from the transfers to what is owed them.

-- name: earnings_by_day
-- Days in UTC; read from the index alone.
SELECT t.booked_at / 86400000000, COUNT(*), CAST(SUM(t.amount) AS {{int64}})
FROM transfer t
WHERE t.kind = 'operator_share' AND t.credit_id = $1 AND t.booked_at >= $2 AND t.booked_at < $3
GROUP BY t.booked_at / 86400000000
ORDER BY 1
