-- What came from a classic system: bringing it in again changes nothing that is right already, and leaves alone
-- what was changed or taken away here since.
CREATE TABLE classic_row (
    kind TEXT NOT NULL CHECK (kind <> ''),
    -- The number of the row there, and the number here of what it became.
    classic_id BIGINT NOT NULL,
    own_id BIGINT NOT NULL,
    -- A hash of what it said when it was taken last.
    seal BIGINT NOT NULL,
    PRIMARY KEY (kind, classic_id)
) WITHOUT ROWID;
