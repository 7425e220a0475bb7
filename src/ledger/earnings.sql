-- What operators earned, from the transfers to what is owed them.

-- name: earnings_between
-- Of one day: grouping by days would sort all of them. Read from the index alone.
SELECT COUNT(*), CAST(COALESCE(SUM(t.amount), 0) AS {{int64}})
FROM transfer t
WHERE t.kind = 'operator_share' AND t.credit_id = $1 AND t.booked_at >= $2 AND t.booked_at < $3
