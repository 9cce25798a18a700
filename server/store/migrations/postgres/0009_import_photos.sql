-- Photos that came with an import, each an entry of its archive.
CREATE TABLE import_photo (
    batch_id BIGINT NOT NULL REFERENCES import_batch (id) ON DELETE CASCADE,
    -- Counts the entries in the order in which they are added.
    entry BIGINT NOT NULL,
    -- Its name in the archive, and what the home is called that it is for.
    name TEXT NOT NULL,
    external_id TEXT NOT NULL,
    -- The row of the import; nothing where it is for none of them.
    line BIGINT,
    -- The file; while it waits nobody collects it.
    photo_id BIGINT REFERENCES photo (id) ON DELETE SET NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'known', 'refused', 'added', 'removed')),
    -- Why it is refused; empty where it is not.
    problem TEXT NOT NULL,
    PRIMARY KEY (batch_id, entry)
);
CREATE INDEX import_photo_line ON import_photo (batch_id, line);
CREATE INDEX import_photo_photo ON import_photo (photo_id);
