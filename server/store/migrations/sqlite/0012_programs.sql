-- Tokens (访问令牌) with which programs act for somebody; only the hash of one is kept.
CREATE TABLE api_token (
    id INTEGER NOT NULL PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES app_user (id),
    name TEXT NOT NULL CHECK (name <> ''),
    -- Words, joined by commas.
    scopes TEXT NOT NULL CHECK (scopes <> ''),
    token_hash TEXT NOT NULL UNIQUE CHECK (length(token_hash) = 64),
    ending TEXT NOT NULL CHECK (length(ending) = 4),
    created_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    last_used_at TIMESTAMP,
    last_used_ip TEXT,
    ended_at TIMESTAMP,
    ended_because TEXT CHECK (ended_because IN ('revoked', 'password_reset', 'disabled', 'left')),
    CHECK ((ended_at IS NULL) = (ended_because IS NULL)),
    CHECK ((last_used_at IS NULL) = (last_used_ip IS NULL))
);
CREATE INDEX api_token_user ON api_token (user_id, ended_at);
CREATE INDEX api_token_expires_at ON api_token (expires_at);

-- Addresses (网络回调) to which events are sent.
CREATE TABLE webhook (
    id INTEGER NOT NULL PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES app_user (id),
    url TEXT NOT NULL CHECK (url <> ''),
    -- Words, joined by commas.
    events TEXT NOT NULL CHECK (events <> ''),
    reach TEXT NOT NULL CHECK (reach IN ('own', 'chosen', 'all')),
    -- The secret has to be known to sign with it. The one before it signs too, until its time is over.
    secret TEXT NOT NULL CHECK (secret <> ''),
    old_secret TEXT,
    old_secret_until TIMESTAMP,
    created_at TIMESTAMP NOT NULL,
    -- Since when nothing arrives, and since when it is switched off for that, or by its owner.
    failing_since TIMESTAMP,
    off_since TIMESTAMP,
    off_because TEXT CHECK (off_because IN ('owner', 'failing')),
    -- Until when one delivery at a time is under way, so that no two processes send at once.
    busy_until TIMESTAMP,
    CHECK ((old_secret IS NULL) = (old_secret_until IS NULL)),
    CHECK ((off_since IS NULL) = (off_because IS NULL))
);
CREATE INDEX webhook_user ON webhook (user_id, id);
CREATE TABLE webhook_listing (
    webhook_id BIGINT NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
    listing_id BIGINT NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
    PRIMARY KEY (webhook_id, listing_id)
);
CREATE INDEX webhook_listing_listing ON webhook_listing (listing_id);

-- What happened to homes and viewings, written with the change, until it is made deliveries of.
CREATE TABLE webhook_event (
    id INTEGER NOT NULL PRIMARY KEY,
    -- How receivers know it. Numbers are given again once their rows are gone, names are not.
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    kind TEXT NOT NULL CHECK (kind <> ''),
    -- The home, and its publisher or the viewing's host.
    listing_id BIGINT NOT NULL,
    owner_id BIGINT,
    -- JSON: how it was then.
    data TEXT NOT NULL,
    at TIMESTAMP NOT NULL
);

-- What is sent to one address about one event, and what came of it.
CREATE TABLE webhook_delivery (
    id INTEGER NOT NULL PRIMARY KEY,
    webhook_id BIGINT NOT NULL REFERENCES webhook (id) ON DELETE CASCADE,
    -- The event's name in the body; the same however often it is sent.
    event TEXT NOT NULL CHECK (event <> ''),
    kind TEXT NOT NULL CHECK (kind <> ''),
    body TEXT NOT NULL,
    -- The delivery of which this is a repetition that its owner asked for.
    replay_of BIGINT,
    created_at TIMESTAMP NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed')),
    tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
    -- When it is tried next; nothing once it is over.
    due_at TIMESTAMP,
    tried_at TIMESTAMP,
    status INTEGER,
    latency_ms BIGINT,
    answer TEXT NOT NULL DEFAULT '',
    error TEXT,
    CHECK ((state = 'waiting') = (due_at IS NOT NULL))
);
CREATE UNIQUE INDEX webhook_delivery_once ON webhook_delivery (webhook_id, event) WHERE replay_of IS NULL;
CREATE INDEX webhook_delivery_due ON webhook_delivery (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX webhook_delivery_log ON webhook_delivery (webhook_id, id);
CREATE INDEX webhook_delivery_created ON webhook_delivery (created_at);
