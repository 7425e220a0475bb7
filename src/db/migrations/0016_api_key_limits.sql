-- Where a key may be used from, and what replaced it. Two columns with defaults; no rewrite.

-- Blocks of addresses (CIDR) with a space between; empty: from everywhere.
ALTER TABLE api_key ADD COLUMN allowed_ips TEXT NOT NULL DEFAULT '';

-- The key made when this one was rotated; until expires_at both are good.
ALTER TABLE api_key ADD COLUMN replaced_by {{int64}};
