-- The rent that somebody looked at last, in fen, where it moved since without that: what such moves add up to is
-- measured from here. Nothing where the public rent itself was looked at.
ALTER TABLE listing ADD COLUMN reviewed_rent_fen BIGINT CHECK (reviewed_rent_fen > 0);
