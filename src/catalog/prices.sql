-- The prices of one service everywhere, for administrators.

-- name: prices_of_service
-- Every country, the disabled ones too, with the price that was set and the one of the tiers' rule.
SELECT c.code, c.name, c.enabled, CASE WHEN p.country IS NULL THEN 0 ELSE 1 END, p.price, r.price,
    COALESCE(p.currency, r.currency)
FROM service s
CROSS JOIN country c
LEFT JOIN price p ON p.country = c.code AND p.service_id = s.id
LEFT JOIN price_rule r ON r.country_tier = c.tier AND r.service_tier = s.tier
WHERE s.slug = $1
ORDER BY c.name, c.code
