-- name: find_offer
-- One trip tells apart every refusal: unknown rows and prices come back as nulls.
SELECT c.enabled, s.id, s.allowed,
       CASE WHEN p.country IS NULL THEN r.price ELSE p.price END,
       COALESCE(p.currency, r.currency)
FROM (SELECT CAST($1 AS TEXT) AS country, CAST($2 AS TEXT) AS service) AS wanted
LEFT JOIN country c ON c.code = wanted.country
LEFT JOIN service s ON s.slug = wanted.service
LEFT JOIN price p ON p.country = c.code AND p.service_id = s.id
LEFT JOIN price_rule r ON r.country_tier = c.tier AND r.service_tier = s.tier

-- name: list_countries
-- All of them: the world has about 250.
SELECT code, name, calling_code, tier, enabled FROM country ORDER BY code

-- name: find_country
-- For checks of numbers and prices.
SELECT code, name, calling_code, tier, enabled FROM country WHERE code = $1

-- name: lock_seed
-- Two nodes that start at once on a new store seed it one after the other.
SELECT version FROM schema_migration WHERE version = 3 {{for_update}}

-- name: put_country
-- The whole row is replaced: the caller has read it.
INSERT INTO country (code, name, calling_code, tier, enabled) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (code) DO UPDATE SET name = excluded.name, calling_code = excluded.calling_code,
    tier = excluded.tier, enabled = excluded.enabled

-- name: set_country_enabled
-- Nothing affected: unknown.
UPDATE country SET enabled = $2 WHERE code = $1

-- name: list_services
-- All of them: about a thousand.
SELECT id, slug, name, category, tier, allowed, aliases FROM service ORDER BY slug

-- name: find_service_by_slug
-- The slug is what the API speaks.
SELECT id, slug, name, category, tier, allowed, aliases FROM service WHERE slug = $1

-- name: find_service_by_id
-- For rows that carry the id.
SELECT id, slug, name, category, tier, allowed, aliases FROM service WHERE id = $1

-- name: blocked_services
-- T1: messages of these are never delivered.
SELECT slug FROM service WHERE allowed = 0 ORDER BY slug

-- name: put_service
-- The id of a known slug stays; a new one gets the next. Null leaves the aliases as they were.
INSERT INTO service (id, slug, name, category, tier, allowed, aliases)
SELECT COALESCE(MAX(id), 0) + 1, CAST($1 AS TEXT), CAST($2 AS TEXT), CAST($3 AS TEXT),
       CAST($4 AS {{int64}}), CAST($5 AS {{int64}}), CAST($6 AS TEXT)
FROM service
WHERE TRUE
ON CONFLICT (slug) DO UPDATE SET name = excluded.name, category = excluded.category,
    tier = excluded.tier, allowed = excluded.allowed,
    aliases = COALESCE(excluded.aliases, service.aliases)
RETURNING id

-- name: set_service_allowed
-- Nothing affected: unknown.
UPDATE service SET allowed = $2 WHERE slug = $1

-- name: put_price
-- A null price withdraws the offer. Nothing affected: country or service unknown.
INSERT INTO price (country, service_id, price, currency)
SELECT c.code, s.id, CAST($3 AS {{int64}}), CAST($4 AS TEXT)
FROM country c, service s
WHERE c.code = $1 AND s.slug = $2
ON CONFLICT (country, service_id) DO UPDATE SET price = excluded.price, currency = excluded.currency

-- name: delete_price
-- The rule of the tiers holds again.
DELETE FROM price
WHERE country = $1 AND service_id = (SELECT s.id FROM service s WHERE s.slug = $2)

-- name: list_prices
-- Those that were set, in the order of the file they are exported to.
SELECT p.country, s.slug, p.price, p.currency
FROM price p
JOIN service s ON s.id = p.service_id
ORDER BY p.country, s.slug

-- name: put_price_rule
-- Changes every offer of the two tiers that has no price of its own.
INSERT INTO price_rule (country_tier, service_tier, price, currency) VALUES ($1, $2, $3, $4)
ON CONFLICT (country_tier, service_tier) DO UPDATE
SET price = excluded.price, currency = excluded.currency

-- name: seed_price_rule
-- Only what is missing.
INSERT INTO price_rule (country_tier, service_tier, price, currency) VALUES ($1, $2, $3, $4)
ON CONFLICT (country_tier, service_tier) DO NOTHING

-- name: list_price_rules
-- At most sixteen.
SELECT country_tier, service_tier, price, currency FROM price_rule
ORDER BY country_tier, service_tier
