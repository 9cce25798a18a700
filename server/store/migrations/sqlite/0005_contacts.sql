-- Enquiries (咨询): what a renter and the one who offers a home write to each other about it.
CREATE TABLE enquiry (
    id INTEGER NOT NULL PRIMARY KEY,
    listing_id BIGINT NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
    renter_id BIGINT NOT NULL REFERENCES app_user (id),
    -- Who answers (接待人).
    host_id BIGINT NOT NULL REFERENCES app_user (id),
    mark TEXT NOT NULL DEFAULT 'new' CHECK (mark IN ('new', 'following', 'closed')),
    opened_at TIMESTAMP NOT NULL,
    last_message_at TIMESTAMP NOT NULL,
    first_answered_at TIMESTAMP,
    -- How long the first answer took, in seconds.
    first_answer_seconds BIGINT CHECK (first_answer_seconds >= 0),
    -- When each side was last told by SMS or e-mail.
    host_told_at TIMESTAMP,
    renter_told_at TIMESTAMP,
    host_unread INTEGER NOT NULL DEFAULT 0 CHECK (host_unread >= 0),
    renter_unread INTEGER NOT NULL DEFAULT 0 CHECK (renter_unread >= 0),
    UNIQUE (listing_id, renter_id),
    CHECK ((first_answered_at IS NULL) = (first_answer_seconds IS NULL))
);
CREATE INDEX enquiry_opened ON enquiry (host_id, opened_at);
CREATE INDEX enquiry_host ON enquiry (host_id, last_message_at, id);
CREATE INDEX enquiry_renter ON enquiry (renter_id, last_message_at, id);
CREATE TABLE enquiry_message (
    id INTEGER NOT NULL PRIMARY KEY,
    enquiry_id BIGINT NOT NULL REFERENCES enquiry (id) ON DELETE CASCADE,
    author_id BIGINT NOT NULL REFERENCES app_user (id),
    at TIMESTAMP NOT NULL,
    body TEXT NOT NULL CHECK (length(body) BETWEEN 1 AND 1000)
);
CREATE INDEX enquiry_message_enquiry ON enquiry_message (enquiry_id, id);

-- Phone numbers that were shown (查看电话): to whom, for which home, from where.
CREATE TABLE phone_reveal (
    id INTEGER NOT NULL PRIMARY KEY,
    listing_id BIGINT NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
    user_id BIGINT NOT NULL REFERENCES app_user (id),
    at TIMESTAMP NOT NULL,
    ip TEXT NOT NULL
);
CREATE INDEX phone_reveal_user ON phone_reveal (user_id, at);
CREATE INDEX phone_reveal_listing ON phone_reveal (listing_id, at);

-- When a host shows homes: weekly hours in minutes of the day in China, Monday is 1.
CREATE TABLE viewing_hours (
    id INTEGER NOT NULL PRIMARY KEY,
    host_id BIGINT NOT NULL REFERENCES app_user (id),
    weekday SMALLINT NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    from_minute SMALLINT NOT NULL CHECK (from_minute BETWEEN 0 AND 1410 AND from_minute % 30 = 0),
    to_minute SMALLINT NOT NULL CHECK (to_minute BETWEEN 30 AND 1440 AND to_minute % 30 = 0),
    UNIQUE (host_id, weekday, from_minute),
    CHECK (from_minute < to_minute)
);
-- Days that are otherwise than the week says: closed, or open at these hours instead.
CREATE TABLE viewing_exception (
    id INTEGER NOT NULL PRIMARY KEY,
    host_id BIGINT NOT NULL REFERENCES app_user (id),
    day DATE NOT NULL,
    from_minute SMALLINT CHECK (from_minute BETWEEN 0 AND 1410 AND from_minute % 30 = 0),
    to_minute SMALLINT CHECK (to_minute BETWEEN 30 AND 1440 AND to_minute % 30 = 0),
    UNIQUE (host_id, day, from_minute),
    CHECK ((from_minute IS NULL) = (to_minute IS NULL)),
    CHECK (from_minute < to_minute)
);

-- Viewings (看房预约). Slots are half hours, so that no two that are held overlap.
CREATE TABLE viewing (
    id INTEGER NOT NULL PRIMARY KEY,
    listing_id BIGINT NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
    renter_id BIGINT NOT NULL REFERENCES app_user (id),
    host_id BIGINT NOT NULL REFERENCES app_user (id),
    starts_at TIMESTAMP NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('requested', 'confirmed', 'cancelled', 'done', 'missed')),
    note TEXT NOT NULL DEFAULT '' CHECK (length(note) <= 200),
    -- Why it was cancelled, and by whom.
    reason TEXT,
    reason_note TEXT NOT NULL DEFAULT '',
    cancelled_by BIGINT REFERENCES app_user (id),
    -- Counts what calendars must notice (SEQUENCE of RFC 5545).
    sequence INTEGER NOT NULL DEFAULT 0 CHECK (sequence >= 0),
    version BIGINT NOT NULL DEFAULT 1 CHECK (version >= 1),
    created_at TIMESTAMP NOT NULL,
    updated_at TIMESTAMP NOT NULL,
    CHECK ((status = 'cancelled') = (reason IS NOT NULL))
);
CREATE UNIQUE INDEX viewing_slot ON viewing (host_id, starts_at) WHERE status IN ('requested', 'confirmed');
CREATE UNIQUE INDEX viewing_renter_slot ON viewing (renter_id, starts_at)
    WHERE status IN ('requested', 'confirmed');
-- A renter sees a home once at a time.
CREATE UNIQUE INDEX viewing_open ON viewing (listing_id, renter_id) WHERE status IN ('requested', 'confirmed');
CREATE INDEX viewing_host ON viewing (host_id, starts_at, id);
CREATE INDEX viewing_renter ON viewing (renter_id, starts_at, id);
CREATE INDEX viewing_listing ON viewing (listing_id, starts_at);

-- Calendars that people subscribe to; only the hash of the secret in the address is kept.
CREATE TABLE calendar_feed (
    user_id BIGINT NOT NULL PRIMARY KEY REFERENCES app_user (id),
    token_hash TEXT NOT NULL UNIQUE CHECK (length(token_hash) = 64),
    created_at TIMESTAMP NOT NULL
);

-- What people are to be told (通知), now or later, such as a reminder of a viewing.
CREATE TABLE notice (
    id INTEGER NOT NULL PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES app_user (id),
    kind TEXT NOT NULL CHECK (kind <> ''),
    subject TEXT NOT NULL CHECK (subject <> ''),
    subject_id BIGINT NOT NULL,
    created_at TIMESTAMP NOT NULL,
    due_at TIMESTAMP NOT NULL,
    seen_at TIMESTAMP,
    delivered_at TIMESTAMP,
    UNIQUE (user_id, kind, subject, subject_id, due_at)
);
CREATE INDEX notice_user ON notice (user_id, due_at);
CREATE INDEX notice_due ON notice (delivered_at, due_at);

-- Searches that people keep (保存的搜索).
CREATE TABLE saved_search (
    id INTEGER NOT NULL PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES app_user (id),
    name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 60),
    -- The search as its canonical query string.
    query TEXT NOT NULL CHECK (length(query) <= 2000),
    created_at TIMESTAMP NOT NULL,
    UNIQUE (user_id, query)
);
