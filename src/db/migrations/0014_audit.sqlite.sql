-- The audit log (A9): entries in one chain of hashes, and apart from them what they tell of persons.
-- New tables; no lock on anything that exists.

-- The newest entry: its lock orders the chain.
CREATE TABLE audit_head (
    id INTEGER PRIMARY KEY CONSTRAINT audit_head_one CHECK (id = 1),
    seq INTEGER NOT NULL CONSTRAINT audit_head_seq CHECK (seq >= 0),
    hash BLOB NOT NULL
);

INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, X'');

-- seq has no gap. actor is an account, or 'system', 'command line' or 'nobody'; object_kind and
-- object_id are empty where there is none. repeats says for how many of its kind an entry stands.
-- ip, email, user_agent and reason are salted hashes of what audit_personal holds. hash is over the
-- hash of the entry before and every other column.
CREATE TABLE audit_entry (
    seq INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    object_kind TEXT NOT NULL,
    object_id TEXT NOT NULL,
    result TEXT NOT NULL,
    detail TEXT NOT NULL,
    repeats INTEGER NOT NULL CONSTRAINT audit_entry_repeats CHECK (repeats > 0),
    request_id TEXT NOT NULL,
    ip BLOB,
    email BLOB,
    user_agent BLOB,
    reason BLOB,
    hash BLOB NOT NULL
);

CREATE INDEX audit_entry_by_actor ON audit_entry (actor, seq);
CREATE INDEX audit_entry_by_object ON audit_entry (object_id, seq);
CREATE INDEX audit_entry_by_action ON audit_entry (action, seq);

-- Rows may be deleted, which is how a person is forgotten: the chain stays verifiable.
CREATE TABLE audit_personal (
    seq INTEGER NOT NULL,
    part TEXT NOT NULL CONSTRAINT audit_personal_part
        CHECK (part IN ('ip', 'email', 'user_agent', 'reason')),
    value TEXT NOT NULL,
    salt BLOB NOT NULL,
    kept_until INTEGER NOT NULL,
    PRIMARY KEY (seq, part)
);

CREATE INDEX audit_personal_end ON audit_personal (kept_until);

CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'audit entries are never updated');
END;

CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
BEGIN
    SELECT RAISE(ABORT, 'audit entries are never deleted');
END;

CREATE TRIGGER audit_personal_no_update BEFORE UPDATE ON audit_personal
BEGIN
    SELECT RAISE(ABORT, 'personal parts are never updated');
END;
