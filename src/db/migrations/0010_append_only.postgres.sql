-- Transfers are never updated or deleted (W2): the store refuses it whoever asks.
CREATE FUNCTION refuse_transfer_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'transfers are never updated or deleted'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'transfer_append_only';
END
$$;

CREATE TRIGGER transfer_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON transfer
FOR EACH STATEMENT EXECUTE FUNCTION refuse_transfer_change();

-- Room for updates in place: a wallet's row changes with each of its transfers.
ALTER TABLE wallet SET (fillfactor = 70);
