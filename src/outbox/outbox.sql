-- Events of accounts.

-- name: advance_cursor
-- Reserves $2 numbers; the row stays locked until the commit, so there are no gaps.
INSERT INTO event_cursor (account_id, last_seq) VALUES ($1, $2)
ON CONFLICT (account_id) DO UPDATE SET last_seq = event_cursor.last_seq + $2

-- name: insert_event
-- After advance_cursor: the number is $3 before the last one reserved, so nothing need come back.
INSERT INTO event (id, account_id, seq, kind, subject_id, data, created_at)
SELECT CAST($1 AS {{int64}}), account_id, last_seq - $3, CAST($4 AS TEXT), CAST($5 AS {{int64}}),
    CAST($6 AS TEXT), CAST($7 AS {{int64}})
FROM event_cursor
WHERE account_id = $2

-- name: events_after
SELECT seq, kind, subject_id, data, created_at
FROM event
WHERE account_id = $1 AND seq > $2
ORDER BY seq
LIMIT $3

-- name: last_seq
SELECT last_seq FROM event_cursor WHERE account_id = $1

-- name: prune_events
-- Looks at the oldest $2 only, so it costs the same when there is nothing to delete.
DELETE FROM event WHERE id IN (
    SELECT oldest.id
    FROM (SELECT id, created_at FROM event ORDER BY id LIMIT $2) AS oldest
    WHERE oldest.created_at < $1
)
