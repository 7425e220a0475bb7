-- Faults that the tests of the PostgreSQL engine provoke.

-- name: kill_self
SELECT pg_terminate_backend(pg_backend_pid())

-- name: count_connections
SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = $1
