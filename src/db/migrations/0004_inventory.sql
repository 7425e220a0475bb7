-- Suppliers, their numbers, and where each number can still be leased. availability is the big
-- one: a row per number and service, millions of rows, updated twice for each lease.

CREATE TABLE supplier (
    id {{int64}} NOT NULL PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    adapter TEXT NOT NULL,
    name TEXT NOT NULL,
    enabled {{int64}} NOT NULL CONSTRAINT supplier_enabled CHECK (enabled IN (0, 1)),
    secret_ref TEXT,
    payable_account {{int64}} NOT NULL,
    operator_id {{int64}},
    operator_account {{int64}},
    operator_share_bp {{int64}} NOT NULL
        CONSTRAINT supplier_share CHECK (operator_share_bp BETWEEN 0 AND 10000),
    cost_per_code {{int64}} NOT NULL CONSTRAINT supplier_cost CHECK (cost_per_code >= 0),
    CONSTRAINT supplier_operator CHECK ((operator_id IS NULL) = (operator_account IS NULL))
);

CREATE INDEX supplier_by_operator ON supplier (operator_id) WHERE operator_id IS NOT NULL;

-- serves_all: its services were not chosen one by one, so services allowed later are added.
CREATE TABLE number (
    id {{int64}} NOT NULL PRIMARY KEY,
    e164 TEXT NOT NULL UNIQUE,
    country TEXT NOT NULL REFERENCES country (code),
    supplier_id {{int64}} NOT NULL REFERENCES supplier (id),
    status TEXT NOT NULL CONSTRAINT number_status CHECK (status IN ('active', 'paused', 'retired')),
    serves_all {{int64}} NOT NULL CONSTRAINT number_serves_all CHECK (serves_all IN (0, 1)),
    pick {{int64}} NOT NULL,
    attested_by {{int64}} NOT NULL,
    attested_at {{int64}} NOT NULL,
    attestation_version TEXT NOT NULL,
    added_at {{int64}} NOT NULL,
    last_message_at {{int64}}
);

CREATE INDEX number_by_supplier ON number (supplier_id, id);

-- pick is a random 31-bit number, the same for all rows of a number: taking starts at a random
-- pick, so that takers of one offer are spread over its whole range.
CREATE TABLE availability (
    number_id {{int64}} NOT NULL REFERENCES number (id),
    service_id {{int64}} NOT NULL REFERENCES service (id),
    country TEXT NOT NULL,
    pick {{int64}} NOT NULL,
    state TEXT NOT NULL CONSTRAINT availability_state
        CHECK (state IN ('free', 'leased', 'quarantine', 'used', 'paused')),
    changed_at {{int64}} NOT NULL,
    available_at {{int64}},
    PRIMARY KEY (number_id, service_id),
    CONSTRAINT availability_quarantine CHECK ((state = 'quarantine') = (available_at IS NOT NULL))
);

-- Holds free rows only: taking never passes over leased or used ones.
CREATE INDEX availability_free ON availability (country, service_id, pick) WHERE state = 'free';
CREATE INDEX availability_quarantine_end ON availability (available_at) WHERE state = 'quarantine';

-- The offers that ever had a number, in the order in which the list of offers walks through them;
-- service is the slug, which never changes.
CREATE TABLE stocked_offer (
    service TEXT NOT NULL,
    country TEXT NOT NULL REFERENCES country (code),
    service_id {{int64}} NOT NULL REFERENCES service (id),
    PRIMARY KEY (service, country)
);
