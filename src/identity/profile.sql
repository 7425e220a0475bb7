-- What an account tells of itself, and its picture.

-- name: profile
-- One row for every account, whether it told something or not.
SELECT account_profile.display_name, account_profile.language, account_profile.time_zone,
    account_avatar.tag
FROM account
LEFT JOIN account_profile ON account_profile.account_id = account.id
LEFT JOIN account_avatar ON account_avatar.account_id = account.id
WHERE account.id = $1

-- name: set_profile
INSERT INTO account_profile (account_id, display_name, language, time_zone, changed_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (account_id) DO UPDATE SET display_name = excluded.display_name,
    language = excluded.language, time_zone = excluded.time_zone, changed_at = excluded.changed_at

-- name: avatar
SELECT picture, tag FROM account_avatar WHERE account_id = $1

-- name: set_avatar
INSERT INTO account_avatar (account_id, picture, tag, changed_at) VALUES ($1, $2, $3, $4)
ON CONFLICT (account_id) DO UPDATE SET picture = excluded.picture, tag = excluded.tag,
    changed_at = excluded.changed_at

-- name: remove_avatar
DELETE FROM account_avatar WHERE account_id = $1
