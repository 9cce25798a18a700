-- Requests that came with an Idempotency-Key, and how they were answered: the same one is not done twice.
CREATE TABLE kept_request (
    user_id BIGINT NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    request_key TEXT NOT NULL CHECK (length(request_key) BETWEEN 1 AND 255),
    -- A hash of method, address and body.
    fingerprint TEXT NOT NULL,
    asked_at TIMESTAMP NOT NULL,
    -- Nothing while it is being done.
    status SMALLINT CHECK (status BETWEEN 100 AND 499),
    -- JSON of pairs: names and values of headers.
    headers TEXT NOT NULL DEFAULT '[]',
    body TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (user_id, request_key)
) WITHOUT ROWID;
CREATE INDEX kept_request_asked ON kept_request (asked_at);
