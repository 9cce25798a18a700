-- Numbers of photos that are written about are never given twice: a page that is out of date must not change
-- another photo than the one it shows. Without AUTOINCREMENT the largest number comes back once its row is gone.
CREATE TABLE edit_photo_numbered (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    listing_id BIGINT NOT NULL REFERENCES listing_edit (listing_id) ON DELETE CASCADE,
    position SMALLINT NOT NULL CHECK (position >= 0),
    photo_id BIGINT REFERENCES photo (id),
    -- For photos that came by other ways than an upload: what the public photo says.
    photo_key TEXT CHECK (photo_key <> ''),
    width INTEGER CHECK (width BETWEEN 1 AND 65535),
    height INTEGER CHECK (height BETWEEN 1 AND 65535),
    room TEXT CHECK (
        room IN ('living', 'bedroom', 'kitchen', 'bathroom', 'dining', 'study', 'balcony', 'outside', 'plan')
    ),
    caption TEXT CHECK (length(caption) BETWEEN 1 AND 60),
    UNIQUE (listing_id, position),
    UNIQUE (listing_id, photo_id),
    CHECK ((photo_id IS NULL) = (photo_key IS NOT NULL))
);
INSERT INTO edit_photo_numbered (id, listing_id, position, photo_id, photo_key, width, height, room, caption)
SELECT id, listing_id, position, photo_id, photo_key, width, height, room, caption FROM edit_photo;
DROP TABLE edit_photo;
ALTER TABLE edit_photo_numbered RENAME TO edit_photo;
CREATE INDEX edit_photo_photo ON edit_photo (photo_id);
CREATE INDEX edit_photo_key ON edit_photo (photo_key) WHERE photo_key IS NOT NULL;
