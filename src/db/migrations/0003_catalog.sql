-- Countries, services and prices. Small tables: 100 countries, 1,000 services.

CREATE TABLE country (
    code TEXT NOT NULL PRIMARY KEY,
    name TEXT NOT NULL,
    calling_code TEXT NOT NULL,
    tier {{int64}} NOT NULL CONSTRAINT country_tier CHECK (tier BETWEEN 1 AND 4),
    enabled {{int64}} NOT NULL CONSTRAINT country_enabled CHECK (enabled IN (0, 1))
);

CREATE TABLE service (
    id {{int64}} NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    category TEXT NOT NULL,
    tier {{int64}} NOT NULL CONSTRAINT service_tier CHECK (tier BETWEEN 1 AND 4),
    allowed {{int64}} NOT NULL CONSTRAINT service_allowed CHECK (allowed IN (0, 1))
);

-- What an offer costs unless a price of its own is set: one row for each pair of tiers, so that
-- a country added later has prices at once and 60,000 equal rows need not be kept.
CREATE TABLE price_rule (
    country_tier {{int64}} NOT NULL,
    service_tier {{int64}} NOT NULL,
    price {{int64}} NOT NULL CONSTRAINT price_rule_positive CHECK (price > 0),
    currency TEXT NOT NULL,
    PRIMARY KEY (country_tier, service_tier)
);

-- Nulls: the offer was withdrawn and is not sold.
CREATE TABLE price (
    country TEXT NOT NULL REFERENCES country (code),
    service_id {{int64}} NOT NULL REFERENCES service (id),
    price {{int64}} CONSTRAINT price_positive CHECK (price > 0),
    currency TEXT,
    PRIMARY KEY (country, service_id),
    CONSTRAINT price_currency CHECK ((price IS NULL) = (currency IS NULL))
);
