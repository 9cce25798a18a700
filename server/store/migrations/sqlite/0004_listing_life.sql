-- The life of listings in the hands of those who publish them.
-- When its publisher last said that it is still to be had. Nothing for homes that nobody confirms.
ALTER TABLE listing ADD COLUMN confirmed_at TIMESTAMP;
-- Since when it has its status; nothing for homes whose status never changed here.
ALTER TABLE listing ADD COLUMN status_since TIMESTAMP;
CREATE INDEX listing_own ON listing (publisher_id, updated_at, id);
CREATE INDEX listing_own_status ON listing (publisher_id, status, updated_at, id);
CREATE INDEX listing_unconfirmed ON listing (status, confirmed_at);

-- Pictures that people uploaded, each file once.
CREATE TABLE photo (
    id INTEGER NOT NULL PRIMARY KEY,
    -- The hash of the file as it came, in hexadecimal; uploaded_at is when it came last.
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64),
    state TEXT NOT NULL CHECK (state IN ('waiting', 'ready', 'failed')),
    -- Where the photo store keeps the picture, once it is drawn anew.
    photo_key TEXT CHECK (photo_key <> ''),
    width INTEGER CHECK (width BETWEEN 1 AND 65535),
    height INTEGER CHECK (height BETWEEN 1 AND 65535),
    -- What the picture looks like, as 64 bits: pictures that differ in few bits look alike.
    likeness BIGINT,
    problem TEXT,
    uploaded_by BIGINT REFERENCES app_user (id),
    uploaded_at TIMESTAMP NOT NULL,
    CHECK ((state = 'ready') = (photo_key IS NOT NULL))
);
CREATE INDEX photo_state ON photo (state, uploaded_at);
CREATE INDEX photo_key_of ON photo (photo_key);
ALTER TABLE listing_photo ADD COLUMN caption TEXT CHECK (length(caption) BETWEEN 1 AND 60);
ALTER TABLE listing_photo ADD COLUMN photo_id BIGINT REFERENCES photo (id);
CREATE INDEX listing_photo_photo ON listing_photo (photo_id);
CREATE INDEX listing_photo_key ON listing_photo (photo_key);

-- What is being written about a listing (编辑稿): as it was typed, apart from what is public.
CREATE TABLE listing_edit (
    listing_id BIGINT NOT NULL PRIMARY KEY REFERENCES listing (id) ON DELETE CASCADE,
    -- JSON of domain::offer::ListingForm.
    form TEXT NOT NULL CHECK (form <> ''),
    version BIGINT NOT NULL DEFAULT 1 CHECK (version >= 1),
    state TEXT NOT NULL CHECK (state IN ('open', 'in_review')),
    saved_by BIGINT REFERENCES app_user (id),
    saved_at TIMESTAMP NOT NULL,
    submitted_at TIMESTAMP,
    CHECK ((state = 'in_review') = (submitted_at IS NOT NULL))
);
CREATE INDEX listing_edit_queue ON listing_edit (state, submitted_at, listing_id);

-- The photos of what is being written, the main one at position 0.
CREATE TABLE edit_photo (
    id INTEGER NOT NULL PRIMARY KEY,
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
CREATE INDEX edit_photo_photo ON edit_photo (photo_id);
CREATE INDEX edit_photo_key ON edit_photo (photo_key) WHERE photo_key IS NOT NULL;

-- What happened to a listing (房源动态), for its publisher and for moderators.
CREATE TABLE listing_step (
    id INTEGER NOT NULL PRIMARY KEY,
    listing_id BIGINT NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
    at TIMESTAMP NOT NULL,
    actor_id BIGINT REFERENCES app_user (id),
    action TEXT NOT NULL CHECK (action <> ''),
    from_status TEXT NOT NULL,
    to_status TEXT NOT NULL,
    -- Words of a list, joined by commas; and what was said beside them.
    reasons TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT ''
);
CREATE INDEX listing_step_listing ON listing_step (listing_id, id);
