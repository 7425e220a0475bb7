-- What accounts consent to beyond what the service needs (P3): rows are only ever added, the newest
-- of a purpose says how it stands. New table.
CREATE TABLE consent (
    id {{int64}} NOT NULL PRIMARY KEY,
    account_id {{int64}} NOT NULL REFERENCES account (id),
    purpose TEXT NOT NULL CONSTRAINT consent_purpose CHECK (purpose IN ('marketing')),
    given {{int64}} NOT NULL CONSTRAINT consent_given CHECK (given IN (0, 1)),
    terms_version TEXT NOT NULL,
    created_at {{int64}} NOT NULL
);

CREATE INDEX consent_of_account ON consent (account_id, purpose, id);

CREATE FUNCTION refuse_consent_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'consents are never updated'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'consent_append_only';
END
$$;

CREATE TRIGGER consent_append_only BEFORE UPDATE ON consent
FOR EACH STATEMENT EXECUTE FUNCTION refuse_consent_change();
