-- What an account may tell of itself (A7), apart from the account: both go when it is erased.
-- New tables; no lock on anything that exists.

-- Empty: not told. language is a BCP 47 tag, time_zone a name of the IANA database.
CREATE TABLE account_profile (
    account_id {{int64}} NOT NULL PRIMARY KEY REFERENCES account (id),
    display_name TEXT NOT NULL,
    language TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    changed_at {{int64}} NOT NULL
);

-- picture is a WebP that we encoded. tag changes with it.
CREATE TABLE account_avatar (
    account_id {{int64}} NOT NULL PRIMARY KEY REFERENCES account (id),
    picture {{blob}} NOT NULL,
    tag TEXT NOT NULL,
    changed_at {{int64}} NOT NULL
);
