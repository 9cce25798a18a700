-- Divisions (行政区划) by their code of GB/T 2260. Loaded by the program from data/divisions.csv.
CREATE TABLE division (
    code INTEGER NOT NULL PRIMARY KEY CHECK (code BETWEEN 100000 AND 999999),
    level TEXT NOT NULL CHECK (level IN ('province', 'city', 'district')),
    name TEXT NOT NULL CHECK (name <> ''),
    parent INTEGER REFERENCES division (code),
    lon DOUBLE PRECISION NOT NULL CHECK (lon BETWEEN -180 AND 180),
    lat DOUBLE PRECISION NOT NULL CHECK (lat BETWEEN -90 AND 90),
    hot BOOLEAN NOT NULL DEFAULT FALSE CHECK (hot IN (0, 1)),
    CHECK ((level = 'province') = (parent IS NULL))
);
CREATE INDEX division_parent ON division (parent);

-- Business districts (商圈). Their division is the district, or the city where no district is known.
CREATE TABLE business_district (
    id INTEGER NOT NULL PRIMARY KEY,
    division_code INTEGER NOT NULL REFERENCES division (code),
    name TEXT NOT NULL CHECK (name <> ''),
    lon DOUBLE PRECISION CHECK (lon BETWEEN -180 AND 180),
    lat DOUBLE PRECISION CHECK (lat BETWEEN -90 AND 90),
    UNIQUE (division_code, name),
    CHECK ((lon IS NULL) = (lat IS NULL))
);

-- Estates (小区/楼盘). Their division is the district, or the city where no district is known.
CREATE TABLE estate (
    id INTEGER NOT NULL PRIMARY KEY,
    division_code INTEGER NOT NULL REFERENCES division (code),
    business_district_id BIGINT REFERENCES business_district (id),
    name TEXT NOT NULL CHECK (name <> ''),
    hot INTEGER NOT NULL DEFAULT 0 CHECK (hot >= 0),
    intro TEXT NOT NULL DEFAULT '',
    lon DOUBLE PRECISION CHECK (lon BETWEEN -180 AND 180),
    lat DOUBLE PRECISION CHECK (lat BETWEEN -90 AND 90),
    UNIQUE (division_code, name),
    CHECK ((lon IS NULL) = (lat IS NULL))
);
CREATE INDEX estate_business_district ON estate (business_district_id);

-- Floor plans (户型), with the ids of the classic system.
CREATE TABLE floor_plan (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> '')
);
INSERT INTO floor_plan (id, name) VALUES
    (1, '单间'),
    (2, '一室一厅'),
    (3, '两室一厅'),
    (4, '两室两厅'),
    (5, '三室一厅'),
    (6, '三室两厅'),
    (7, '四室两厅'),
    (8, '别墅'),
    (9, '其他');

CREATE TABLE tag (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE CHECK (name <> '')
);

-- People who sign in. ("user" is a reserved word of SQL.)
CREATE TABLE app_user (
    id INTEGER NOT NULL PRIMARY KEY,
    username TEXT NOT NULL UNIQUE CHECK (length(username) BETWEEN 1 AND 20),
    password_hash TEXT NOT NULL CHECK (password_hash <> ''),
    real_name TEXT NOT NULL CHECK (length(real_name) BETWEEN 1 AND 20),
    sex TEXT CHECK (sex IN ('male', 'female')),
    phone TEXT NOT NULL UNIQUE CHECK (phone <> ''),
    email TEXT UNIQUE CHECK (email <> ''),
    points INTEGER NOT NULL DEFAULT 0 CHECK (points >= 0),
    version BIGINT NOT NULL DEFAULT 1 CHECK (version >= 1),
    registered_at TIMESTAMP NOT NULL,
    last_visit_at TIMESTAMP
);

-- Agents (经理人), known by where they come from.
CREATE TABLE agent (
    id INTEGER NOT NULL PRIMARY KEY,
    source TEXT NOT NULL CHECK (source <> ''),
    source_id TEXT NOT NULL CHECK (source_id <> ''),
    user_id BIGINT UNIQUE REFERENCES app_user (id),
    name TEXT NOT NULL CHECK (name <> ''),
    phone TEXT NOT NULL CHECK (phone <> ''),
    service_stars SMALLINT NOT NULL CHECK (service_stars BETWEEN 0 AND 5),
    truth_stars SMALLINT NOT NULL CHECK (truth_stars BETWEEN 0 AND 5),
    skill_stars SMALLINT NOT NULL CHECK (skill_stars BETWEEN 0 AND 5),
    certified BOOLEAN NOT NULL DEFAULT FALSE CHECK (certified IN (0, 1)),
    demo BOOLEAN NOT NULL DEFAULT FALSE CHECK (demo IN (0, 1)),
    UNIQUE (source, source_id)
);

-- The estates an agent works in.
CREATE TABLE agent_estate (
    agent_id BIGINT NOT NULL REFERENCES agent (id) ON DELETE CASCADE,
    estate_id BIGINT NOT NULL REFERENCES estate (id) ON DELETE CASCADE,
    PRIMARY KEY (agent_id, estate_id)
);
CREATE INDEX agent_estate_estate ON agent_estate (estate_id);

-- Listings (房源): homes offered for rent.
CREATE TABLE listing (
    id INTEGER NOT NULL PRIMARY KEY,
    source TEXT NOT NULL CHECK (source <> ''),
    source_id TEXT NOT NULL CHECK (source_id <> ''),
    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 100),
    detail TEXT NOT NULL CHECK (length(detail) <= 2000),
    -- Per month, in 1/100 of the currency.
    rent_fen BIGINT NOT NULL CHECK (rent_fen BETWEEN 1 AND 200000000),
    currency TEXT NOT NULL DEFAULT 'CNY' CHECK (currency IN ('CNY', 'USD')),
    -- Square metres; for a shared home, the room's.
    area DOUBLE PRECISION CHECK (area BETWEEN 1 AND 10000),
    mode TEXT NOT NULL CHECK (mode IN ('entire', 'shared', 'apartment')),
    rooms SMALLINT CHECK (rooms BETWEEN 0 AND 255),
    halls SMALLINT CHECK (halls BETWEEN 0 AND 255),
    baths SMALLINT CHECK (baths BETWEEN 0 AND 255),
    floor_plan_id BIGINT REFERENCES floor_plan (id),
    floor_number SMALLINT CHECK (floor_number BETWEEN -99 AND 999),
    floor_band TEXT CHECK (floor_band IN ('basement', 'low', 'middle', 'high')),
    floor_total SMALLINT CHECK (floor_total BETWEEN 1 AND 999),
    -- Bits in the order of domain::Orientation and domain::Facility.
    orientation INTEGER NOT NULL CHECK (orientation BETWEEN 0 AND 255),
    facilities INTEGER NOT NULL CHECK (facilities BETWEEN 0 AND 65535),
    lift BOOLEAN CHECK (lift IN (0, 1)),
    decoration TEXT CHECK (decoration IN ('bare', 'simple', 'fine', 'luxury')),
    payment TEXT CHECK (payment IN ('monthly', 'bimonthly', 'quarterly', 'half_yearly', 'yearly')),
    -- Whether an agent fee is due; NULL when unknown.
    agent_fee BOOLEAN CHECK (agent_fee IN (0, 1)),
    -- NULL means at once.
    available_from DATE,
    city_code INTEGER NOT NULL REFERENCES division (code),
    district_code INTEGER REFERENCES division (code),
    business_district_id BIGINT REFERENCES business_district (id),
    estate_id BIGINT REFERENCES estate (id),
    street TEXT CHECK (street <> ''),
    near_subway BOOLEAN NOT NULL CHECK (near_subway IN (0, 1)),
    subway_metres INTEGER CHECK (subway_metres >= 0),
    lon DOUBLE PRECISION CHECK (lon BETWEEN -180 AND 180),
    lat DOUBLE PRECISION CHECK (lat BETWEEN -90 AND 90),
    agent_id BIGINT REFERENCES agent (id),
    publisher_id BIGINT REFERENCES app_user (id),
    status TEXT NOT NULL CHECK (
        status IN ('draft', 'in_review', 'published', 'reserved', 'let', 'withdrawn', 'expired')
    ),
    demo BOOLEAN NOT NULL CHECK (demo IN (0, 1)),
    version BIGINT NOT NULL DEFAULT 1 CHECK (version >= 1),
    published_at TIMESTAMP NOT NULL,
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    UNIQUE (source, source_id),
    CHECK ((lon IS NULL) = (lat IS NULL))
);
CREATE INDEX listing_status ON listing (status);
CREATE INDEX listing_agent ON listing (agent_id, status) WHERE agent_id IS NOT NULL;
CREATE INDEX listing_estate ON listing (estate_id) WHERE estate_id IS NOT NULL;
CREATE INDEX listing_business_district ON listing (business_district_id)
    WHERE business_district_id IS NOT NULL;
CREATE INDEX listing_publisher ON listing (publisher_id) WHERE publisher_id IS NOT NULL;

-- Photos of listings. The one at position 0 is the main photo.
CREATE TABLE listing_photo (
    id INTEGER NOT NULL PRIMARY KEY,
    listing_id BIGINT NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
    position SMALLINT NOT NULL CHECK (position >= 0),
    -- Where the photo store keeps it. Several listings may show the same photo.
    photo_key TEXT NOT NULL CHECK (photo_key <> ''),
    room TEXT CHECK (
        room IN ('living', 'bedroom', 'kitchen', 'bathroom', 'dining', 'study', 'balcony', 'outside', 'plan')
    ),
    sha256 TEXT CHECK (length(sha256) = 64),
    width INTEGER NOT NULL CHECK (width BETWEEN 1 AND 65535),
    height INTEGER NOT NULL CHECK (height BETWEEN 1 AND 65535),
    UNIQUE (listing_id, position)
);

-- Tags of listings, the most telling first.
CREATE TABLE listing_tag (
    listing_id BIGINT NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
    position SMALLINT NOT NULL CHECK (position >= 0),
    tag_id BIGINT NOT NULL REFERENCES tag (id),
    PRIMARY KEY (listing_id, position),
    UNIQUE (listing_id, tag_id)
) WITHOUT ROWID;
CREATE INDEX listing_tag_tag ON listing_tag (tag_id);

-- What changed, in the order in which it became visible, for those who follow: the listing index,
-- jobs, notifications. Written in the transaction that made the change. Numbers are never used twice.
CREATE TABLE outbox (
    seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    subject TEXT NOT NULL CHECK (subject IN ('listing')),
    subject_id BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('created', 'updated', 'removed')),
    at TIMESTAMP NOT NULL
);
