-- name: lock_head
-- The lock orders the chain; what is read here can't change until the commit.
SELECT seq, hash FROM audit_head WHERE id = 1 {{for_update}}

-- name: move_head
-- Only after lock_head.
UPDATE audit_head SET seq = $1, hash = $2 WHERE id = 1

-- name: head
-- For checkpoints, and to verify.
SELECT seq, hash FROM audit_head WHERE id = 1

-- name: insert_entry
-- The primary key refuses a place that is taken, if the head were ever wrong.
INSERT INTO audit_entry (
    seq, at, actor, action, object_kind, object_id, result, detail, repeats, request_id,
    ip, email, user_agent, reason, hash
) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)

-- name: insert_personal
-- Apart from the chain, so that it can go.
INSERT INTO audit_personal (seq, part, value, salt, kept_until) VALUES ($1, $2, $3, $4, $5)

-- name: page
-- Newest first, each with what is still there of its personal parts, in their order.
SELECT e.seq, e.at, e.actor, e.action, e.object_kind, e.object_id, e.result, e.detail, e.repeats,
    e.request_id, e.ip, e.email, e.user_agent, e.reason, e.hash,
    (SELECT p.value FROM audit_personal p WHERE p.seq = e.seq AND p.part = 'ip'),
    (SELECT p.value FROM audit_personal p WHERE p.seq = e.seq AND p.part = 'email'),
    (SELECT p.value FROM audit_personal p WHERE p.seq = e.seq AND p.part = 'user_agent'),
    (SELECT p.value FROM audit_personal p WHERE p.seq = e.seq AND p.part = 'reason')
FROM audit_entry e
WHERE e.seq < $1
ORDER BY e.seq DESC
LIMIT $2

-- name: page_of_action
-- Along the index of actions.
SELECT e.seq, e.at, e.actor, e.action, e.object_kind, e.object_id, e.result, e.detail, e.repeats,
    e.request_id, e.ip, e.email, e.user_agent, e.reason, e.hash,
    (SELECT p.value FROM audit_personal p WHERE p.seq = e.seq AND p.part = 'ip'),
    (SELECT p.value FROM audit_personal p WHERE p.seq = e.seq AND p.part = 'email'),
    (SELECT p.value FROM audit_personal p WHERE p.seq = e.seq AND p.part = 'user_agent'),
    (SELECT p.value FROM audit_personal p WHERE p.seq = e.seq AND p.part = 'reason')
FROM audit_entry e
WHERE e.action = $1 AND e.seq < $2
ORDER BY e.seq DESC
LIMIT $3

-- name: page_of_account
-- Who acted or was acted upon, each along its index; $4 is an action, or empty for all.
SELECT e.seq, e.at, e.actor, e.action, e.object_kind, e.object_id, e.result, e.detail, e.repeats,
    e.request_id, e.ip, e.email, e.user_agent, e.reason, e.hash,
    (SELECT p.value FROM audit_personal p WHERE p.seq = e.seq AND p.part = 'ip'),
    (SELECT p.value FROM audit_personal p WHERE p.seq = e.seq AND p.part = 'email'),
    (SELECT p.value FROM audit_personal p WHERE p.seq = e.seq AND p.part = 'user_agent'),
    (SELECT p.value FROM audit_personal p WHERE p.seq = e.seq AND p.part = 'reason')
FROM audit_entry e
WHERE e.seq IN (
    SELECT seq FROM (
        SELECT seq FROM audit_entry
        WHERE actor = $1 AND seq < $2 AND ($4 = '' OR action = $4)
        ORDER BY seq DESC
        LIMIT $3
    ) AS acted
    UNION ALL
    SELECT seq FROM (
        SELECT seq FROM audit_entry
        WHERE object_id = $1 AND seq < $2 AND ($4 = '' OR action = $4)
        ORDER BY seq DESC
        LIMIT $3
    ) AS acted_upon
)
ORDER BY e.seq DESC
LIMIT $3

-- name: erase_personal
-- By the sweeper, in small steps: those whose time is over at $1.
DELETE FROM audit_personal WHERE (seq, part) IN (
    SELECT seq, part FROM audit_personal WHERE kept_until <= $1 ORDER BY kept_until LIMIT $2
)

-- name: entries_after
-- To verify in pages.
SELECT seq, at, actor, action, object_kind, object_id, result, detail, repeats, request_id,
    ip, email, user_agent, reason, hash
FROM audit_entry
WHERE seq > $1
ORDER BY seq
LIMIT $2

-- name: personal_between
-- Those of a page of entries, and those that belong to none.
SELECT seq, part, value, salt FROM audit_personal WHERE seq > $1 AND seq <= $2 ORDER BY seq, part

-- name: hashes_after
-- For the tree.
SELECT seq, hash FROM audit_entry WHERE seq > $1 ORDER BY seq LIMIT $2

-- name: entry
-- To prove it.
SELECT seq, at, actor, action, object_kind, object_id, result, detail, repeats, request_id,
    ip, email, user_agent, reason, hash
FROM audit_entry
WHERE seq = $1

-- name: anchor
-- What stands for the entries that are gone.
SELECT seq, hash, nodes, line FROM audit_anchor WHERE id = 1

-- name: lock_anchor
-- One node prunes at a time.
SELECT seq, hash, nodes, line FROM audit_anchor WHERE id = 1 {{for_update}}

-- name: move_anchor
-- Only after lock_anchor, and before the entries that it stands for go.
UPDATE audit_anchor SET seq = $1, hash = $2, nodes = $3, line = $4 WHERE id = 1

-- name: delete_personal_to
-- Their time is over as well.
DELETE FROM audit_personal WHERE seq <= $1

-- name: delete_entries_to
-- Those that the anchor stands for.
DELETE FROM audit_entry WHERE seq <= $1
