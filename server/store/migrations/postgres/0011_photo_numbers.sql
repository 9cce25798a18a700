-- Numbers of photos that are written about are never given twice. Here they come from a sequence, which sees to that;
-- in SQLite this migration does.
COMMENT ON COLUMN edit_photo.id IS 'never given twice';
