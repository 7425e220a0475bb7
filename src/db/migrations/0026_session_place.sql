-- Where a session was last used from, by the house's GeoIP file; empty: not known. Not the address.
ALTER TABLE session ADD COLUMN country TEXT NOT NULL DEFAULT '';
ALTER TABLE session ADD COLUMN city TEXT NOT NULL DEFAULT '';
