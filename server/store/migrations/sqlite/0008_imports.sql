-- Homes that publishers bring in as a file: what was checked, applied and undone.
CREATE TABLE import_batch (
    id INTEGER NOT NULL PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    file_name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('checked', 'applied', 'undone')),
    created_at TIMESTAMP NOT NULL,
    -- When its last row was applied; it can be undone for a day.
    applied_at TIMESTAMP
);
CREATE INDEX import_batch_user ON import_batch (user_id, id);
CREATE INDEX import_batch_created ON import_batch (created_at);
CREATE TABLE import_row (
    batch_id BIGINT NOT NULL REFERENCES import_batch (id) ON DELETE CASCADE,
    -- The line of the file on which it begins.
    line BIGINT NOT NULL,
    external_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('new', 'changed', 'same', 'rejected')),
    -- JSON of domain::offer::ListingForm: what the file says, and what was there when it was checked.
    form TEXT NOT NULL,
    before TEXT NOT NULL,
    -- The home; it may be deleted by now. The versions are those that were there when it was checked.
    listing_id BIGINT,
    listing_version BIGINT NOT NULL DEFAULT 0,
    edit_version BIGINT NOT NULL DEFAULT 0,
    -- JSON of the fields that are wrong.
    problems TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('waiting', 'applied', 'refused', 'undone', 'kept')),
    PRIMARY KEY (batch_id, line)
) WITHOUT ROWID;
CREATE INDEX import_row_outcome ON import_row (batch_id, outcome, line);
