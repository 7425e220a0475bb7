-- The audit log (A9): entries in one chain of hashes, and apart from them what they tell of persons.
-- New tables; no lock on anything that exists.

-- The newest entry: its lock orders the chain.
CREATE TABLE audit_head (
    id BIGINT PRIMARY KEY CONSTRAINT audit_head_one CHECK (id = 1),
    seq BIGINT NOT NULL CONSTRAINT audit_head_seq CHECK (seq >= 0),
    hash BYTEA NOT NULL
);

INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, '\x');

-- seq has no gap. actor is an account, or 'system', 'command line' or 'nobody'; object_kind and
-- object_id are empty where there is none. repeats says for how many of its kind an entry stands.
-- ip, email, user_agent and reason are salted hashes of what audit_personal holds. hash is over the
-- hash of the entry before and every other column.
CREATE TABLE audit_entry (
    seq BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    object_kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    result TEXT NOT NULL,
    detail TEXT NOT NULL,
    repeats BIGINT NOT NULL CONSTRAINT audit_entry_repeats CHECK (repeats > 0),
    request_id TEXT NOT NULL,
    ip BYTEA,
    email BYTEA,
    user_agent BYTEA,
    reason BYTEA,
    hash BYTEA NOT NULL
);

CREATE INDEX audit_entry_by_actor ON audit_entry (actor, seq);
CREATE INDEX audit_entry_by_object ON audit_entry (object_id, seq);
CREATE INDEX audit_entry_by_action ON audit_entry (action, seq);

-- Rows may be deleted, which is how a person is forgotten: the chain stays verifiable.
CREATE TABLE audit_personal (
    seq BIGINT NOT NULL,
    part TEXT NOT NULL CONSTRAINT audit_personal_part
        CHECK (part IN ('ip', 'email', 'user_agent', 'reason')),
    value TEXT NOT NULL,
    salt BYTEA NOT NULL,
    kept_until BIGINT NOT NULL,
    PRIMARY KEY (seq, part)
);

CREATE INDEX audit_personal_end ON audit_personal (kept_until);

CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log is only ever appended to'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'audit_append_only';
END
$$;

CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

CREATE TRIGGER audit_personal_no_update BEFORE UPDATE ON audit_personal
FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

-- Room for updates in place: the row changes with every entry.
ALTER TABLE audit_head SET (fillfactor = 50);
