-- The record of the migrations that a store has seen.

-- name: create_history
-- The first thing in every store. Its STRICT twin is not needed: only the runner writes it.
CREATE TABLE IF NOT EXISTS schema_migration (
    version {{int64}} PRIMARY KEY,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL,
    applied_at {{int64}} NOT NULL
)

-- name: applied_migrations
-- What the store has seen, oldest first.
SELECT version, name, checksum FROM schema_migration ORDER BY version

-- name: record_migration
-- In the transaction that applies it.
INSERT INTO schema_migration (version, name, checksum, applied_at) VALUES ($1, $2, $3, $4)
