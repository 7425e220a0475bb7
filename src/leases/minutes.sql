-- What leases did in each minute (minutes.hpp), and what is live now.

-- name: first_uncounted
SELECT minute FROM lease_minute_progress WHERE id = 1

-- name: oldest_lease
SELECT opened_at FROM lease ORDER BY id LIMIT 1

-- name: opened_by_minute
-- Found by their ids, which begin with the second: $1 and $2 are a little wider than the time.
SELECT opened_at / 60000000, currency, COUNT(*) FROM lease
WHERE id >= $1 AND id < $2 AND opened_at >= $3 AND opened_at < $4
GROUP BY 1, 2

-- name: closed_by_minute
-- $3: whoever cancels sooner has not given the number a chance.
SELECT closed_at / 60000000, currency,
    CASE WHEN code_received_at IS NOT NULL THEN 'delivered'
        WHEN close_reason = 'wrong_service' THEN 'kept'
        WHEN status = 'cancelled' AND closed_at - opened_at < $3 THEN 'withdrawn'
        ELSE 'missed' END,
    (code_received_at - opened_at) / 1000000, COUNT(*), CAST(SUM(price) AS {{int64}})
FROM lease
WHERE closed_at >= $1 AND closed_at < $2
GROUP BY 1, 2, 3, 4

-- name: put_minute
-- Counted again, it replaces what was counted before.
INSERT INTO lease_minute (minute, currency, opened, delivered, missed, withdrawn, kept, earned,
    refunded, code_times)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
ON CONFLICT (minute, currency) DO UPDATE SET
    opened = excluded.opened, delivered = excluded.delivered, missed = excluded.missed,
    withdrawn = excluded.withdrawn, kept = excluded.kept, earned = excluded.earned,
    refunded = excluded.refunded, code_times = excluded.code_times

-- name: advance_minutes
-- One of several nodes that counted the same minutes wins.
UPDATE lease_minute_progress SET minute = $2 WHERE id = 1 AND minute = $1 RETURNING minute

-- name: drop_minutes
DELETE FROM lease_minute WHERE minute < $1

-- name: minutes_since
SELECT minute, currency, opened, delivered, missed, withdrawn, kept, earned, refunded, code_times
FROM lease_minute
WHERE minute >= $1
ORDER BY minute, currency

-- name: live_now
-- Reads live leases alone, by a partial index.
SELECT currency, status, COUNT(*), CAST(SUM(price) AS {{int64}})
FROM lease
WHERE status IN ('waiting', 'received')
GROUP BY currency, status
ORDER BY currency, status
