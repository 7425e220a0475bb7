-- When the owner of a session last proved who they are. One column with a default; no rewrite.
-- Sessions of before count as proved long ago: what asks for a recent sign-in asks them again.
ALTER TABLE session ADD COLUMN authenticated_at {{int64}} NOT NULL DEFAULT 0;
