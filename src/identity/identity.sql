-- name: insert_account
-- A row less than one says that the email, the username or the public id is taken.
INSERT INTO account (
    id, public_id, email, email_key, username, username_key, password_hash, role, status, plan,
    birth_date, terms_version, terms_accepted_at, wallet_id, created_at, email_verified_at
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'active', $9, $10, $11, $12, $13, $12, $14)
ON CONFLICT DO NOTHING

-- name: email_exists
-- Read only after a failed insert: it tells which of the unique columns refused.
SELECT id FROM account WHERE email_key = $1

-- name: username_exists
-- Held names count as taken, so that the answer is the same as for an account.
SELECT 1 FROM account WHERE username_key = $1
UNION ALL
SELECT 1 FROM username_hold WHERE username_key = $1 AND held_until > $2

-- name: hold_username
-- Together with an email that has an account; a longer hold wins.
INSERT INTO username_hold (username_key, held_until) VALUES ($1, $2)
ON CONFLICT (username_key) DO UPDATE SET held_until = excluded.held_until

-- name: purge_username_holds
-- By the sweeper, in small steps.
DELETE FROM username_hold WHERE username_key IN (
    SELECT username_key FROM username_hold WHERE held_until <= $1 ORDER BY held_until LIMIT $2
)

-- name: account_by_id
-- All that is known of an account but its password.
SELECT id, public_id, email, username, role, status, plan, birth_date, terms_version, wallet_id,
    created_at, email_verified_at
FROM account WHERE id = $1

-- name: account_by_public_id
-- Support asks customers for the public id.
SELECT id, public_id, email, username, role, status, plan, birth_date, terms_version, wallet_id,
    created_at, email_verified_at
FROM account WHERE public_id = $1

-- name: account_by_wallet
-- The ledger knows wallets only.
SELECT id, public_id, email, username, role, status, plan, birth_date, terms_version, wallet_id,
    created_at, email_verified_at
FROM account WHERE wallet_id = $1

-- name: account_by_email
-- For the command line; sign-in reads credentials instead.
SELECT id, public_id, email, username, role, status, plan, birth_date, terms_version, wallet_id,
    created_at, email_verified_at
FROM account WHERE email_key = $1

-- name: search_accounts
-- Newest first; $1 is an exact public id, $2 a LIKE pattern, $3 the last id of the page before.
SELECT id, public_id, email, username, role, status, plan, birth_date, terms_version, wallet_id,
    created_at, email_verified_at
FROM account
WHERE (public_id = $1 OR username_key LIKE $2 ESCAPE '!' OR email_key LIKE $2 ESCAPE '!')
    AND id < $3
ORDER BY id DESC
LIMIT $4

-- name: credentials_by_email
-- What is needed to check a password.
SELECT id, password_hash FROM account WHERE email_key = $1

-- name: lock_password_hash
-- Locked: who changes the password, role or status in this moment waits, then ends the session too.
SELECT password_hash FROM account WHERE id = $1 {{for_update}}

-- name: set_role
-- The old role stays out of the condition: setting a role twice is no error.
UPDATE account SET role = $2 WHERE id = $1

-- name: set_status
-- The same for the status.
UPDATE account SET status = $2 WHERE id = $1

-- name: set_email
-- Unless another account has it, which may have come after the code was sent.
UPDATE account SET email = $2, email_key = $3, email_verified_at = $4
WHERE id = $1
    AND NOT EXISTS (SELECT 1 FROM account other WHERE other.email_key = $3 AND other.id <> $1)

-- name: set_plan
-- Its limits hold from the next lease on.
UPDATE account SET plan = $2 WHERE id = $1

-- name: set_password_hash
-- On a change of password, or when a stored hash is outdated.
UPDATE account SET password_hash = $2 WHERE id = $1

-- name: other_active_admins
-- Locked, so that two admins can't each take the other away.
SELECT id FROM account
WHERE role = 'admin' AND status = 'active' AND id <> $1
ORDER BY id
LIMIT 1
{{for_update}}

-- name: insert_session
-- A row for a signed-in device.
INSERT INTO session (
    id, account_id, generation, refresh_hash, rotated_at, created_at, authenticated_at,
    last_seen_at, expires_at, user_agent
)
VALUES ($1, $2, 0, $3, $4, $4, $4, $4, $5, $6)

-- name: session_by_id
-- With its account, in one read; $2 is now, $3 the time before which the last sight is too old.
SELECT session.last_seen_at, session.authenticated_at, account.id,
    account.wallet_id, account.role, account.plan, account.status, account.email_verified_at,
    second_factor.active_since
FROM session JOIN account ON account.id = session.account_id
LEFT JOIN second_factor ON second_factor.account_id = account.id
WHERE session.id = $1 AND session.revoked_at IS NULL AND session.expires_at > $2
    AND session.last_seen_at > $3

-- name: session_to_refresh
-- What decides whether a refresh token is good; $2 and $3 as above.
SELECT session.account_id, session.generation, session.refresh_hash, session.rotated_at,
    session.rotated_by, session.expires_at
FROM session JOIN account ON account.id = session.account_id
WHERE session.id = $1 AND session.revoked_at IS NULL AND session.expires_at > $2
    AND session.last_seen_at > $3 AND account.status = 'active'

-- name: rotate_session
-- The generation stands in the condition: of two at once one wins.
UPDATE session
SET generation = generation + 1, refresh_hash = $3, rotated_at = $4, rotated_by = $5,
    last_seen_at = CASE WHEN last_seen_at < $4 THEN $4 ELSE last_seen_at END
WHERE id = $1 AND generation = $2 AND revoked_at IS NULL

-- name: place_session
-- Apart from the insert: a house without a GeoIP file has no places to write.
UPDATE session SET country = $2, city = $3 WHERE id = $1 AND (country <> $2 OR city <> $3)

-- name: standing_of_session
-- Of one that was let in before; $2 and $3 as above.
SELECT 1 FROM session JOIN account ON account.id = session.account_id
WHERE session.id = $1 AND session.revoked_at IS NULL AND session.expires_at > $2
    AND session.last_seen_at > $3 AND account.status = 'active'

-- name: touch_session
-- Not on every request: see Sighting.
UPDATE session SET last_seen_at = $2 WHERE id = $1 AND revoked_at IS NULL AND last_seen_at < $2

-- name: other_session
SELECT 1 FROM session WHERE account_id = $1 AND id <> $2 LIMIT 1

-- name: sessions_of_account
-- Those that still sign in, newest first.
SELECT id, created_at, last_seen_at, expires_at, user_agent, country, city
FROM session
WHERE account_id = $1 AND revoked_at IS NULL AND expires_at > $2 AND last_seen_at > $3
ORDER BY id DESC
LIMIT $4

-- name: revoke_session
-- The owner stands in the condition: nobody ends another's session.
UPDATE session SET revoked_at = $3 WHERE id = $1 AND account_id = $2 AND revoked_at IS NULL

-- name: revoke_session_of_anyone
-- By who holds a token of it; tells whose it was.
UPDATE session SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING account_id

-- name: revoke_sessions
-- Of one account, all of them.
UPDATE session SET revoked_at = $2 WHERE account_id = $1 AND revoked_at IS NULL

-- name: revoke_other_sessions
-- All but the one that asks.
UPDATE session SET revoked_at = $3 WHERE account_id = $1 AND id <> $2 AND revoked_at IS NULL
RETURNING id

-- name: revoke_oldest_sessions
-- Keeps the newest $3 of an account.
UPDATE session SET revoked_at = $2
WHERE account_id = $1 AND revoked_at IS NULL AND id NOT IN (
    SELECT id FROM session
    WHERE account_id = $1 AND revoked_at IS NULL
    ORDER BY id DESC
    LIMIT $3
)
RETURNING id

-- name: purge_sessions
-- By the sweeper: what ended, for whatever reason, before $1.
DELETE FROM session WHERE id IN (
    SELECT id FROM session WHERE expires_at < $1 ORDER BY expires_at LIMIT $2
)

-- name: insert_api_key
-- The key itself is shown once and not stored.
INSERT INTO api_key (
    id, account_id, key_hash, label, prefix, scopes, created_at, expires_at, allowed_ips
)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: live_api_keys
-- To bound how many an account has.
SELECT COUNT(*) FROM api_key
WHERE account_id = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)

-- name: lock_account
-- Keys of one account are made one after the other, or two at once could pass its bound.
SELECT id FROM account WHERE id = $1 {{for_update}}

-- name: api_keys_of_account
-- Revoked and expired ones too, newest first.
SELECT id, label, prefix, scopes, created_at, expires_at, last_used_at, revoked_at, allowed_ips,
    replaced_by
FROM api_key
WHERE account_id = $1
ORDER BY id DESC
LIMIT $2

-- name: unrevoked_api_keys
-- What the account's owner is shown, page by page; $2 is the last id of the page before.
SELECT id, label, prefix, scopes, created_at, expires_at, last_used_at, revoked_at, allowed_ips,
    replaced_by
FROM api_key
WHERE account_id = $1 AND revoked_at IS NULL AND id < $2
ORDER BY id DESC
LIMIT $3

-- name: api_key_to_rotate
-- Under the account's lock. One that is good and not replaced yet.
SELECT id, label, prefix, scopes, created_at, expires_at, last_used_at, revoked_at, allowed_ips,
    replaced_by
FROM api_key
WHERE id = $1 AND account_id = $2 AND revoked_at IS NULL
    AND (expires_at IS NULL OR expires_at > $3)

-- name: replace_api_key
-- It ends at $3 at the latest.
UPDATE api_key
SET replaced_by = $2,
    expires_at = CASE WHEN expires_at IS NULL OR expires_at > $3 THEN $3 ELSE expires_at END
WHERE id = $1

-- name: api_key_by_id
-- With its account, in one read.
SELECT api_key.key_hash, api_key.scopes, api_key.last_used_at, api_key.allowed_ips, account.id,
    account.wallet_id, account.role, account.plan, account.status, account.email_verified_at,
    second_factor.active_since
FROM api_key JOIN account ON account.id = api_key.account_id
LEFT JOIN second_factor ON second_factor.account_id = account.id
WHERE api_key.id = $1 AND api_key.revoked_at IS NULL
    AND (api_key.expires_at IS NULL OR api_key.expires_at > $2)

-- name: standing_of_api_key
-- Of one that was let in before.
SELECT 1 FROM api_key JOIN account ON account.id = api_key.account_id
WHERE api_key.id = $1 AND api_key.revoked_at IS NULL
    AND (api_key.expires_at IS NULL OR api_key.expires_at > $2) AND account.status = 'active'

-- name: revoke_api_key
-- The owner stands in the condition: nobody revokes another's key.
UPDATE api_key SET revoked_at = $3 WHERE id = $1 AND account_id = $2 AND revoked_at IS NULL

-- name: revoke_api_keys
-- Of one account, all of them.
UPDATE api_key SET revoked_at = $2 WHERE account_id = $1 AND revoked_at IS NULL

-- name: touch_api_key
-- Once an hour at most.
UPDATE api_key SET last_used_at = $2
WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2)

-- name: expect_sign_in
-- A row to lock: without one the first attempts at once would each count as the first.
INSERT INTO sign_in_failure (subject, failures, last_at, retry_at) VALUES ($1, 0, $2, $2)
ON CONFLICT DO NOTHING

-- name: sign_in_failures
-- Locked: attempts on one subject are counted one after the other.
SELECT failures, last_at, retry_at FROM sign_in_failure WHERE subject = $1 {{for_update}}

-- name: count_sign_in
-- Counted before the password is checked, so that many at once can't outrun the count.
UPDATE sign_in_failure SET failures = $2, last_at = $3, retry_at = $4 WHERE subject = $1

-- name: clear_sign_in_failures
-- After a success.
DELETE FROM sign_in_failure WHERE subject = $1

-- name: purge_sign_in_failures
-- By the sweeper: what was quiet for long enough to be forgotten.
DELETE FROM sign_in_failure WHERE subject IN (
    SELECT subject FROM sign_in_failure WHERE last_at < $1 ORDER BY last_at LIMIT $2
)
