-- What the engine itself says between the statements of the closures.

-- name: begin_write
-- Takes the write lock at once: a lock upgrade in the middle could fail for good.
BEGIN IMMEDIATE

-- name: begin_read
-- The snapshot begins with the first statement that reads.
BEGIN

-- name: commit
-- Makes a batch durable.
COMMIT

-- name: write_nothing
-- Writes the first page as it is, so that a commit of nothing else has a frame.
PRAGMA user_version = 0

-- name: rollback
-- Undoes a batch.
ROLLBACK

-- name: begin_closure
-- Around each closure of a batch.
SAVEPOINT closure

-- name: release_closure
-- The closure stays in the batch; takes its open savepoints with it.
RELEASE closure

-- name: undo_closure
-- The closure is out; its neighbours stay.
ROLLBACK TO closure

-- name: begin_nested
-- A savepoint of the closure's own; the name shadows outer ones.
SAVEPOINT nested

-- name: release_nested
-- Ends the innermost one.
RELEASE nested

-- name: undo_nested
-- Undoes the innermost one, which stays open.
ROLLBACK TO nested
