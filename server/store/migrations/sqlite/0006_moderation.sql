-- Reports by renters (举报), each to be answered within a day.
CREATE TABLE listing_report (
    id INTEGER NOT NULL PRIMARY KEY,
    listing_id BIGINT NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
    reporter_id BIGINT NOT NULL REFERENCES app_user (id),
    reason TEXT NOT NULL CHECK (reason <> ''),
    note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 500),
    status TEXT NOT NULL CHECK (status IN ('open', 'upheld', 'dismissed')),
    reported_at TIMESTAMP NOT NULL,
    due_at TIMESTAMP NOT NULL,
    decided_at TIMESTAMP,
    decided_by BIGINT REFERENCES app_user (id),
    answer TEXT NOT NULL DEFAULT '' CHECK (length(answer) <= 500),
    CHECK ((status = 'open') = (decided_at IS NULL))
);
CREATE UNIQUE INDEX listing_report_open ON listing_report (listing_id, reporter_id) WHERE status = 'open';
CREATE INDEX listing_report_queue ON listing_report (status, due_at);
CREATE INDEX listing_report_reporter ON listing_report (reporter_id, reported_at);
CREATE INDEX listing_report_listing ON listing_report (listing_id);

-- Appeals (申诉) against a rejection.
CREATE TABLE appeal (
    id INTEGER NOT NULL PRIMARY KEY,
    listing_id BIGINT NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL REFERENCES app_user (id),
    -- The step of the listing that is appealed against.
    step_id BIGINT NOT NULL UNIQUE REFERENCES listing_step (id) ON DELETE CASCADE,
    body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 500),
    status TEXT NOT NULL CHECK (status IN ('open', 'granted', 'refused')),
    made_at TIMESTAMP NOT NULL,
    decided_at TIMESTAMP,
    decided_by BIGINT REFERENCES app_user (id),
    answer TEXT NOT NULL DEFAULT '' CHECK (length(answer) <= 500),
    CHECK ((status = 'open') = (decided_at IS NULL))
);
CREATE INDEX appeal_queue ON appeal (status, made_at);
CREATE INDEX appeal_listing ON appeal (listing_id);

-- Strikes (违规记分) for listings that were found to be false.
CREATE TABLE strike (
    id INTEGER NOT NULL PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES app_user (id),
    listing_id BIGINT NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
    report_id BIGINT UNIQUE REFERENCES listing_report (id),
    reason TEXT NOT NULL CHECK (reason <> ''),
    at TIMESTAMP NOT NULL,
    given_by BIGINT REFERENCES app_user (id),
    lifted_at TIMESTAMP,
    lifted_by BIGINT REFERENCES app_user (id),
    CHECK ((lifted_at IS NULL) = (lifted_by IS NULL))
);
CREATE INDEX strike_user ON strike (user_id, at);

-- Photos that look alike: of 64 bits in seven parts, two that differ in six bits share a part at least.
CREATE INDEX photo_likeness_1 ON photo ((likeness & 511));
CREATE INDEX photo_likeness_2 ON photo (((likeness >> 9) & 511));
CREATE INDEX photo_likeness_3 ON photo (((likeness >> 18) & 511));
CREATE INDEX photo_likeness_4 ON photo (((likeness >> 27) & 511));
CREATE INDEX photo_likeness_5 ON photo (((likeness >> 36) & 511));
CREATE INDEX photo_likeness_6 ON photo (((likeness >> 45) & 511));
CREATE INDEX photo_likeness_7 ON photo (((likeness >> 54) & 1023));

-- Grows with every change of a dictionary, so that other processes notice.
CREATE TABLE dictionary_revision (
    id SMALLINT NOT NULL PRIMARY KEY CHECK (id = 1),
    revision BIGINT NOT NULL CHECK (revision > 0)
);
INSERT INTO dictionary_revision (id, revision) VALUES (1, 1);

-- Divisions that admins changed or took away: the program's own file leaves them alone from then on.
ALTER TABLE division ADD COLUMN own BOOLEAN NOT NULL DEFAULT FALSE CHECK (own IN (0, 1));
CREATE TABLE division_removed (
    code INTEGER NOT NULL PRIMARY KEY
);

-- Estates that agents named and nobody has checked yet.
ALTER TABLE estate ADD COLUMN checked BOOLEAN NOT NULL DEFAULT TRUE CHECK (checked IN (0, 1));
ALTER TABLE estate ADD COLUMN suggested_by BIGINT REFERENCES app_user (id);
CREATE INDEX estate_checked ON estate (checked, id);

-- Estates that were merged into others: who still names them means those.
CREATE TABLE estate_alias (
    id BIGINT NOT NULL PRIMARY KEY,
    division_code INTEGER NOT NULL REFERENCES division (code),
    name TEXT NOT NULL CHECK (name <> ''),
    estate_id BIGINT NOT NULL REFERENCES estate (id) ON DELETE CASCADE,
    UNIQUE (division_code, name)
);
CREATE INDEX estate_alias_estate ON estate_alias (estate_id);
