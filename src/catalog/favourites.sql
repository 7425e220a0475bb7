-- Services that accounts keep at hand.

-- name: list_favourites
-- In the order they were kept; at most as many as may be kept.
SELECT service.slug
FROM favourite JOIN service ON service.id = favourite.service_id
WHERE favourite.account_id = $1
ORDER BY favourite.kept_at, favourite.service_id

-- name: keep_favourite
INSERT INTO favourite (account_id, service_id, kept_at) VALUES ($1, $2, $3)
ON CONFLICT (account_id, service_id) DO NOTHING

-- name: drop_favourite
DELETE FROM favourite WHERE account_id = $1 AND service_id = $2
