-- What tests look at behind the module's back.

-- name: availability_rows
SELECT COUNT(*) FROM availability WHERE service_id = $1
