-- A supplier's second id for a message that it resent under it. The message's own row has the
-- first; by this the second is known for ever too, when the texts can't be compared any more.
-- New table; no lock on anything that exists.
CREATE TABLE message_alias (
    supplier_id {{int64}} NOT NULL,
    supplier_message_id TEXT NOT NULL,
    message_id {{int64}} NOT NULL,
    PRIMARY KEY (supplier_id, supplier_message_id)
);
