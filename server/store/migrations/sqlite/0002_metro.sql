-- Metro lines and stations (地铁) of an optional pack. Their numbers are those of the pack.
CREATE TABLE metro_station (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
    city_code INTEGER NOT NULL REFERENCES division (code),
    name TEXT NOT NULL CHECK (name <> ''),
    pinyin TEXT NOT NULL DEFAULT '',
    lon DOUBLE PRECISION NOT NULL CHECK (lon BETWEEN -180 AND 180),
    lat DOUBLE PRECISION NOT NULL CHECK (lat BETWEEN -90 AND 90)
);
CREATE INDEX metro_station_city ON metro_station (city_code);

-- A line that branches is one line for each branch.
CREATE TABLE metro_line (
    id INTEGER NOT NULL PRIMARY KEY CHECK (id > 0),
    city_code INTEGER NOT NULL REFERENCES division (code),
    name TEXT NOT NULL CHECK (name <> ''),
    color TEXT NOT NULL CHECK (color LIKE '#______' AND length(color) = 7)
);
CREATE INDEX metro_line_city ON metro_line (city_code);

-- The stations of a line in their order. A line that is a ring ends where it begins.
CREATE TABLE metro_line_station (
    line_id BIGINT NOT NULL REFERENCES metro_line (id) ON DELETE CASCADE,
    position SMALLINT NOT NULL CHECK (position >= 0),
    station_id BIGINT NOT NULL REFERENCES metro_station (id) ON DELETE CASCADE,
    PRIMARY KEY (line_id, position)
) WITHOUT ROWID;
CREATE INDEX metro_line_station_station ON metro_line_station (station_id);

-- Grows with every import that changes a station or a line, so that running servers notice.
CREATE TABLE metro_revision (
    id SMALLINT NOT NULL PRIMARY KEY CHECK (id = 1),
    revision BIGINT NOT NULL CHECK (revision > 0)
);
