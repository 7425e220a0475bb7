-- The ceiling of a lease on PostgreSQL: all its reads and writes in one function, one call a
-- lease, with the tables, indexes and values that the server writes. The hash chain is simplified
-- to one SHA-256 over less, so it runs in a database of its own.

CREATE SEQUENCE bench_id START 5000000000000000 CACHE 1000;

CREATE FUNCTION bench_lease(customer_n BIGINT, offer_n BIGINT, pick_from BIGINT, answer_key BIGINT)
RETURNS BIGINT LANGUAGE plpgsql AS $$
DECLARE
    now_us BIGINT := (extract(epoch FROM clock_timestamp()) * 1000000)::BIGINT;
    lease_id BIGINT := nextval('bench_id');
    customer bench_customer;
    wanted bench_offer;
    offered RECORD;
    purse RECORD;
    usage RECORD;
    taken RECORD;
    opened RECORD;
    stored TEXT;
    next_hash BYTEA;
    first_seq BIGINT;
    start BIGINT;
BEGIN
    SELECT * INTO customer FROM bench_customer WHERE n = customer_n;
    SELECT * INTO wanted FROM bench_offer WHERE n = offer_n;
    SELECT body INTO stored FROM idempotency_key
    WHERE account_id = customer.account AND idem_key = answer_key::TEXT;
    IF FOUND THEN RETURN NULL; END IF;

    SELECT s.id AS service_id, COALESCE(p.price, r.price) AS price,
           COALESCE(p.currency, r.currency) AS currency INTO offered
    FROM country c
    JOIN service s ON s.slug = wanted.service AND s.allowed = 1
    LEFT JOIN price p ON p.country = c.code AND p.service_id = s.id
    LEFT JOIN price_rule r ON r.country_tier = c.tier AND r.service_tier = s.tier
    WHERE c.code = wanted.country AND c.enabled = 1;

    SELECT currency, balance, held, version, head INTO purse
    FROM wallet WHERE id = customer.wallet FOR UPDATE;
    next_hash := sha256(purse.head || lease_id::TEXT::BYTEA);
    INSERT INTO transfer (id, wallet_id, chain_seq, debit_id, credit_id, amount, kind, lease_id,
                          slot, balance_after, booked_at, hash)
    VALUES (nextval('bench_id'), customer.wallet, purse.version + 1, customer.wallet, 1,
            offered.price, 'lease', lease_id, 0, purse.balance - offered.price, now_us, next_hash);
    UPDATE wallet SET balance = purse.balance - offered.price, held = purse.held + offered.price,
                      version = purse.version + 1, head = next_hash
    WHERE id = customer.wallet;

    SELECT COALESCE((SELECT max(account_seq) FROM lease WHERE account_id = customer.account), 0)
               AS newest INTO usage;

    <<taking>> LOOP
        FOREACH start IN ARRAY ARRAY[pick_from, 0] LOOP
            UPDATE availability SET state = 'leased', changed_at = now_us
            WHERE (number_id, service_id) = (
                SELECT a.number_id, a.service_id FROM availability a
                WHERE a.country = wanted.country AND a.service_id = offered.service_id
                    AND a.state = 'free' AND a.pick >= start
                ORDER BY a.pick LIMIT 1 FOR UPDATE SKIP LOCKED)
            RETURNING number_id INTO taken;
            EXIT taking WHEN FOUND;
        END LOOP;
        UPDATE stocked_offer o SET opened_to = LEAST(o.opened_to + 64, c.size)
        FROM country_pool c
        WHERE o.service = wanted.service AND o.country = wanted.country
            AND c.country = o.country AND o.opened_to < c.size
        RETURNING o.opened_to INTO opened;
        EXIT taking WHEN NOT FOUND;
        INSERT INTO availability (number_id, service_id, country, pick, state, changed_at)
        SELECT n.id, offered.service_id, n.country, n.pick, 'free', now_us FROM number n
        WHERE n.country = wanted.country
            AND n.pool_seq > opened.opened_to - 64 AND n.pool_seq <= opened.opened_to
        ON CONFLICT DO NOTHING;
    END LOOP;
    IF taken.number_id IS NULL THEN RAISE EXCEPTION 'out of stock'; END IF;

    INSERT INTO lease (id, account_id, account_seq, wallet_id, number_id, e164, supplier_id,
                       country, service_id, service, price, currency, supplier_cost, operator_share,
                       supplier_payable, quarantine, status, opened_at, expires_at,
                       cancel_allowed_at, awaiting_code, message_count)
    SELECT lease_id, customer.account, usage.newest + 1, customer.wallet, n.id, n.e164,
           n.supplier_id, wanted.country, offered.service_id, wanted.service, offered.price,
           offered.currency, p.cost_per_code, 0, p.payable_account, 600000000, 'waiting', now_us,
           now_us + 1200000000, now_us, 0, 0
    FROM number n JOIN supplier p ON p.id = n.supplier_id WHERE n.id = taken.number_id;

    INSERT INTO event_cursor (account_id, last_seq) VALUES (customer.account, 2)
    ON CONFLICT (account_id) DO UPDATE SET last_seq = event_cursor.last_seq + 2
    RETURNING last_seq - 1 INTO first_seq;
    INSERT INTO event (id, account_id, seq, kind, subject_id, data, created_at) VALUES
        (nextval('bench_id'), customer.account, first_seq, 'lease.opened', lease_id,
         '{"status":"waiting"}', now_us),
        (nextval('bench_id'), customer.account, first_seq + 1, 'wallet.changed', customer.wallet,
         '{"balance":"99998.93","held":"12.40","currency":"USD"}', now_us);
    INSERT INTO idempotency_key (account_id, idem_key, request_hash, status, body, created_at)
    VALUES (customer.account, answer_key::TEXT, next_hash, 201, repeat('x', 700), now_us);
    RETURN lease_id;
END
$$;
