-- Audit entries older than a year go, and one signed anchor stands for them (A9, SEC-L4). A new
-- table and other triggers; no lock on anything that exists but a short one on audit_entry.

-- seq is the place of the newest entry that is gone (0: none is), hash its hash, nodes the right
-- edge of the tree over all that are gone, line what was signed of it (empty while none is gone).
CREATE TABLE audit_anchor (
    id BIGINT PRIMARY KEY CONSTRAINT audit_anchor_one CHECK (id = 1),
    seq BIGINT NOT NULL CONSTRAINT audit_anchor_seq CHECK (seq >= 0),
    hash BYTEA NOT NULL,
    nodes BYTEA NOT NULL,
    line TEXT NOT NULL
);

INSERT INTO audit_anchor (id, seq, hash, nodes, line) VALUES (1, 0, '\x', '\x', '');

CREATE FUNCTION refuse_audit_anchor_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.seq > OLD.seq THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'the audit anchor only ever moves on'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'audit_append_only';
END
$$;

CREATE TRIGGER audit_anchor_moves_on BEFORE UPDATE ON audit_anchor
FOR EACH ROW EXECUTE FUNCTION refuse_audit_anchor_back();

CREATE TRIGGER audit_anchor_no_delete BEFORE DELETE OR TRUNCATE ON audit_anchor
FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

DROP TRIGGER audit_entry_append_only ON audit_entry;

CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR TRUNCATE ON audit_entry
FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();

CREATE FUNCTION refuse_audit_deletion() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.seq <= (SELECT seq FROM audit_anchor WHERE id = 1) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'audit entries are deleted only behind their anchor'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'audit_append_only';
END
$$;

CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry
FOR EACH ROW EXECUTE FUNCTION refuse_audit_deletion();
