-- What people call a service besides its name: short forms, older names, products of its house, with
-- ';' between them. Null until somebody has said; the catalogue's own are filled in then.
ALTER TABLE service ADD COLUMN aliases TEXT;
