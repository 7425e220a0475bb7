-- Inbound messages (M1-M6). A row is the fact, the number and the time; content only of messages
-- that go to a lease, sealed, and only until expires_at. No foreign keys: one of the hottest
-- inserts, and the link to a lease is cut when order records are anonymised.

-- content is sealed by a key of the vault's ring. (key_number, key_tag) names it while `pending`;
-- after delivery it is in wrapped_key, sealed by the bucket key that they name then.
-- expires_at: when content and fingerprint are emptied.
CREATE TABLE message (
    id {{int64}} NOT NULL PRIMARY KEY,
    number_id {{int64}} NOT NULL,
    supplier_id {{int64}} NOT NULL,
    supplier_message_id TEXT,
    lease_id {{int64}},
    received_at {{int64}} NOT NULL,
    stored_at {{int64}} NOT NULL,
    outcome TEXT NOT NULL CONSTRAINT message_outcome CHECK (outcome IN (
        'delivered_to_lease', 'no_lease', 'other_service', 'ambiguous', 'policy', 'late')),
    has_code {{int64}} NOT NULL CONSTRAINT message_has_code CHECK (has_code IN (0, 1)),
    delivered_at {{int64}},
    content {{blob}},
    wrapped_key {{blob}},
    key_kind TEXT CONSTRAINT message_key_kind CHECK (key_kind IN ('pending', 'bucket')),
    key_number {{int64}},
    key_tag {{int64}},
    expires_at {{int64}},
    fingerprint {{blob}},
    UNIQUE (supplier_id, supplier_message_id),
    CONSTRAINT message_lease CHECK (lease_id IS NULL OR outcome = 'delivered_to_lease'),
    CONSTRAINT message_content CHECK (content IS NULL OR (lease_id IS NOT NULL
        AND key_kind IS NOT NULL AND key_number IS NOT NULL AND key_tag IS NOT NULL
        AND expires_at IS NOT NULL))
);

CREATE INDEX message_by_lease ON message (lease_id, id) WHERE lease_id IS NOT NULL;
CREATE UNIQUE INDEX message_by_fingerprint ON message (fingerprint) WHERE fingerprint IS NOT NULL;
CREATE INDEX message_due ON message (expires_at) WHERE expires_at IS NOT NULL;
-- With key_kind in it SQLite sees that it covers what the key ring asks every few seconds.
CREATE INDEX message_pending ON message (key_kind, expires_at, key_number, key_tag)
    WHERE key_kind = 'pending';

-- Parts of concatenated messages. set_id is the id of the set's first part; the due time of a set
-- is the expires_at of its rows. Emptied rows stay, so that a supplier's retry is known.
CREATE TABLE message_part (
    id {{int64}} NOT NULL PRIMARY KEY,
    set_id {{int64}} NOT NULL,
    number_id {{int64}} NOT NULL,
    supplier_id {{int64}} NOT NULL,
    supplier_message_id TEXT,
    total {{int64}} NOT NULL,
    seq {{int64}} NOT NULL CONSTRAINT message_part_seq CHECK (seq BETWEEN 1 AND total),
    received_at {{int64}} NOT NULL,
    stored_at {{int64}} NOT NULL,
    joined_as {{int64}},
    set_key {{blob}},
    fingerprint {{blob}},
    content {{blob}},
    key_number {{int64}},
    key_tag {{int64}},
    expires_at {{int64}},
    UNIQUE (supplier_id, supplier_message_id, seq),
    UNIQUE (set_id, seq),
    CONSTRAINT message_part_content CHECK ((content IS NULL) = (key_number IS NULL))
);

CREATE INDEX message_part_by_set_key ON message_part (set_key) WHERE set_key IS NOT NULL;
CREATE INDEX message_part_due ON message_part (expires_at) WHERE expires_at IS NOT NULL;
