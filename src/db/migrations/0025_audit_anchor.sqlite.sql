-- Audit entries older than a year go, and one signed anchor stands for them (A9, SEC-L4). A new
-- table and other triggers; no lock on anything that exists.

-- seq is the place of the newest entry that is gone (0: none is), hash its hash, nodes the right
-- edge of the tree over all that are gone, line what was signed of it (empty while none is gone).
CREATE TABLE audit_anchor (
    id INTEGER PRIMARY KEY CONSTRAINT audit_anchor_one CHECK (id = 1),
    seq INTEGER NOT NULL CONSTRAINT audit_anchor_seq CHECK (seq >= 0),
    hash BLOB NOT NULL,
    nodes BLOB NOT NULL,
    line TEXT NOT NULL
);

INSERT INTO audit_anchor (id, seq, hash, nodes, line) VALUES (1, 0, X'', X'', '');

CREATE TRIGGER audit_anchor_moves_on BEFORE UPDATE ON audit_anchor WHEN NEW.seq <= OLD.seq
BEGIN
    SELECT RAISE(ABORT, 'the audit anchor only ever moves on');
END;

CREATE TRIGGER audit_anchor_no_delete BEFORE DELETE ON audit_anchor
BEGIN
    SELECT RAISE(ABORT, 'the audit anchor is never deleted');
END;

DROP TRIGGER audit_entry_no_delete;

CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
WHEN OLD.seq > (SELECT seq FROM audit_anchor WHERE id = 1)
BEGIN
    SELECT RAISE(ABORT, 'audit entries are deleted only behind their anchor');
END;
