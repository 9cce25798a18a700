-- The profile of agents (经理人资料).
ALTER TABLE agent ADD COLUMN agency TEXT NOT NULL DEFAULT '' CHECK (length(agency) <= 60);
ALTER TABLE agent ADD COLUMN intro TEXT NOT NULL DEFAULT '' CHECK (length(intro) <= 500);
ALTER TABLE agent ADD COLUMN version BIGINT NOT NULL DEFAULT 1 CHECK (version >= 1);
-- What renters say, drawn together from agent_review: how many reviews show, and their stars.
ALTER TABLE agent ADD COLUMN reviews INTEGER NOT NULL DEFAULT 0 CHECK (reviews >= 0);
ALTER TABLE agent ADD COLUMN reviewed_service SMALLINT NOT NULL DEFAULT 0
    CHECK (reviewed_service BETWEEN 0 AND 5);
ALTER TABLE agent ADD COLUMN reviewed_truth SMALLINT NOT NULL DEFAULT 0
    CHECK (reviewed_truth BETWEEN 0 AND 5);
ALTER TABLE agent ADD COLUMN reviewed_skill SMALLINT NOT NULL DEFAULT 0
    CHECK (reviewed_skill BETWEEN 0 AND 5);

-- Licences (从业证书) that agents hand in and admins check. The file is never public. Numbers are never
-- used twice: who decides about one must not decide about another that took its place.
CREATE TABLE agent_licence (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    agent_id BIGINT NOT NULL REFERENCES agent (id) ON DELETE CASCADE,
    number TEXT NOT NULL CHECK (length(number) BETWEEN 1 AND 40),
    file_key TEXT NOT NULL CHECK (file_key <> ''),
    status TEXT NOT NULL CHECK (status IN ('in_review', 'accepted', 'rejected')),
    handed_in_at TIMESTAMP NOT NULL,
    decided_at TIMESTAMP,
    decided_by BIGINT REFERENCES app_user (id),
    reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 500),
    CHECK ((status = 'in_review') = (decided_at IS NULL))
);
CREATE UNIQUE INDEX agent_licence_waiting ON agent_licence (agent_id) WHERE status = 'in_review';
CREATE INDEX agent_licence_agent ON agent_licence (agent_id, id);
CREATE INDEX agent_licence_queue ON agent_licence (status, handed_in_at);

-- What renters say of an agent after a viewing (评价), 1 to 5 stars each.
CREATE TABLE agent_review (
    id INTEGER NOT NULL PRIMARY KEY,
    viewing_id BIGINT NOT NULL UNIQUE REFERENCES viewing (id) ON DELETE CASCADE,
    agent_id BIGINT NOT NULL REFERENCES agent (id) ON DELETE CASCADE,
    renter_id BIGINT NOT NULL REFERENCES app_user (id),
    service SMALLINT NOT NULL CHECK (service BETWEEN 1 AND 5),
    truth SMALLINT NOT NULL CHECK (truth BETWEEN 1 AND 5),
    skill SMALLINT NOT NULL CHECK (skill BETWEEN 1 AND 5),
    body TEXT NOT NULL DEFAULT '' CHECK (length(body) <= 500),
    at TIMESTAMP NOT NULL,
    hidden BOOLEAN NOT NULL DEFAULT FALSE CHECK (hidden IN (0, 1))
);
CREATE INDEX agent_review_agent ON agent_review (agent_id, at);

-- How often a home was shown in lists (曝光) and looked at (浏览) on a day in China.
CREATE TABLE listing_day (
    listing_id BIGINT NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
    day DATE NOT NULL,
    impressions INTEGER NOT NULL DEFAULT 0 CHECK (impressions >= 0),
    views INTEGER NOT NULL DEFAULT 0 CHECK (views >= 0),
    PRIMARY KEY (listing_id, day)
) WITHOUT ROWID;
CREATE INDEX listing_day_day ON listing_day (day);

-- The sums of listing_day over the last 7, 30 and 90 days up to count_window.day, for sorting by them.
CREATE TABLE listing_recent (
    listing_id BIGINT NOT NULL PRIMARY KEY REFERENCES listing (id) ON DELETE CASCADE,
    impressions_7 INTEGER NOT NULL DEFAULT 0,
    views_7 INTEGER NOT NULL DEFAULT 0,
    impressions_30 INTEGER NOT NULL DEFAULT 0,
    views_30 INTEGER NOT NULL DEFAULT 0,
    impressions_90 INTEGER NOT NULL DEFAULT 0,
    views_90 INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE TABLE count_window (
    id SMALLINT NOT NULL PRIMARY KEY CHECK (id = 1),
    day DATE NOT NULL
);
-- The sums of listing_day by who offers the home, and by where it lies.
CREATE TABLE publisher_day (
    publisher_id BIGINT NOT NULL REFERENCES app_user (id),
    day DATE NOT NULL,
    impressions INTEGER NOT NULL DEFAULT 0 CHECK (impressions >= 0),
    views INTEGER NOT NULL DEFAULT 0 CHECK (views >= 0),
    PRIMARY KEY (publisher_id, day)
) WITHOUT ROWID;
CREATE TABLE district_day (
    district_code INTEGER NOT NULL REFERENCES division (code),
    day DATE NOT NULL,
    impressions INTEGER NOT NULL DEFAULT 0 CHECK (impressions >= 0),
    views INTEGER NOT NULL DEFAULT 0 CHECK (views >= 0),
    PRIMARY KEY (district_code, day)
) WITHOUT ROWID;
-- The last batch of counts that each process wrote: one whose answer got lost is not counted again.
CREATE TABLE count_writer (
    id TEXT NOT NULL PRIMARY KEY CHECK (id <> ''),
    batch BIGINT NOT NULL,
    at TIMESTAMP NOT NULL
);

-- What the dashboard counts of one's own homes and contacts.
CREATE INDEX listing_own_confirmed ON listing (publisher_id, status, confirmed_at);
CREATE INDEX listing_own_place ON listing (publisher_id, status, city_code, district_code);
CREATE INDEX listing_own_since ON listing (publisher_id, status, status_since);
CREATE INDEX enquiry_host_opened ON enquiry (host_id, opened_at, listing_id);
CREATE INDEX viewing_host_made ON viewing (host_id, created_at, listing_id);
