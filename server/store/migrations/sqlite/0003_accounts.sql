-- Accounts: the person (账号) beyond the name and password of 0001.
ALTER TABLE app_user ADD COLUMN status TEXT NOT NULL DEFAULT 'active'
    CHECK (status IN ('active', 'disabled', 'leaving', 'left'));
-- When an account that is leaving is emptied for good.
ALTER TABLE app_user ADD COLUMN leaves_at TIMESTAMP;
ALTER TABLE app_user ADD COLUMN avatar TEXT CHECK (avatar <> '');
ALTER TABLE app_user ADD COLUMN locale TEXT CHECK (locale IN ('zh-CN', 'en'));
ALTER TABLE app_user ADD COLUMN theme TEXT CHECK (theme IN ('system', 'light', 'dark'));
ALTER TABLE app_user ADD COLUMN notify_sms BOOLEAN NOT NULL DEFAULT TRUE CHECK (notify_sms IN (0, 1));
ALTER TABLE app_user ADD COLUMN notify_email BOOLEAN NOT NULL DEFAULT TRUE CHECK (notify_email IN (0, 1));
ALTER TABLE app_user ADD COLUMN password_changed_at TIMESTAMP;
ALTER TABLE app_user ADD COLUMN demo BOOLEAN NOT NULL DEFAULT FALSE CHECK (demo IN (0, 1));
-- The name in small letters: two that differ in case only would be taken for each other.
ALTER TABLE app_user ADD COLUMN username_key TEXT;
UPDATE app_user SET username_key = lower(username), email = lower(email);
CREATE UNIQUE INDEX app_user_folded_username ON app_user (username_key);
CREATE INDEX app_user_leaves_at ON app_user (leaves_at);

-- A session (登录会话): one device, from signing in to signing out. Its refresh token says the generation.
CREATE TABLE session (
    id TEXT NOT NULL PRIMARY KEY CHECK (length(id) = 22),
    user_id BIGINT NOT NULL REFERENCES app_user (id),
    generation BIGINT NOT NULL DEFAULT 1 CHECK (generation >= 1),
    started_at TIMESTAMP NOT NULL,
    renewed_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    device TEXT NOT NULL,
    ip TEXT NOT NULL,
    ended_at TIMESTAMP,
    ended_because TEXT CHECK (ended_because IN
        ('signed_out', 'ended_elsewhere', 'password_changed', 'token_reused', 'disabled', 'left')),
    CHECK ((ended_at IS NULL) = (ended_because IS NULL))
);
CREATE INDEX session_of_user ON session (user_id, ended_at);
CREATE INDEX session_expires_at ON session (expires_at);

-- The log of signing in (登录日志), failures to existing accounts included.
CREATE TABLE sign_in (
    id INTEGER NOT NULL PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES app_user (id),
    at TIMESTAMP NOT NULL,
    ip TEXT NOT NULL,
    device TEXT NOT NULL,
    way TEXT NOT NULL CHECK (way IN ('password', 'code', 'sign_up')),
    outcome TEXT NOT NULL CHECK (outcome IN ('done', 'wrong_password', 'wrong_code', 'disabled'))
);
CREATE INDEX sign_in_user ON sign_in (user_id, at);

-- Codes (验证码) and links sent by SMS and e-mail; only their keyed hash is kept.
CREATE TABLE verification_code (
    id INTEGER NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL CHECK (purpose IN
        ('sign_up', 'sign_in', 'reset_password', 'change_phone', 'change_email')),
    -- The phone number or the e-mail address in small letters.
    recipient TEXT NOT NULL CHECK (recipient <> ''),
    code_hash TEXT NOT NULL CHECK (code_hash <> ''),
    sent_at TIMESTAMP NOT NULL,
    expires_at TIMESTAMP NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
    used_at TIMESTAMP
);
CREATE INDEX verification_code_recipient ON verification_code (recipient, purpose, sent_at);
CREATE INDEX verification_code_expires_at ON verification_code (expires_at);

-- Messages to people (短信, 邮件), written with the change that they tell of and sent after it.
CREATE TABLE message (
    id INTEGER NOT NULL PRIMARY KEY,
    channel TEXT NOT NULL CHECK (channel IN ('sms', 'email')),
    recipient TEXT NOT NULL CHECK (recipient <> ''),
    subject TEXT NOT NULL,
    body TEXT NOT NULL CHECK (body <> ''),
    created_at TIMESTAMP NOT NULL,
    -- When it is tried next; nothing once it was sent or given up.
    due_at TIMESTAMP,
    tries INTEGER NOT NULL DEFAULT 0 CHECK (tries >= 0),
    sent_at TIMESTAMP,
    error TEXT
);
CREATE INDEX message_due_at ON message (due_at);

-- Roles (角色) with the ids of the classic system.
CREATE TABLE role (
    id INTEGER NOT NULL PRIMARY KEY,
    word TEXT NOT NULL UNIQUE CHECK (word <> ''),
    name TEXT NOT NULL UNIQUE CHECK (name <> ''),
    name_en TEXT NOT NULL CHECK (name_en <> ''),
    builtin BOOLEAN NOT NULL DEFAULT FALSE CHECK (builtin IN (0, 1))
);
-- Privileges (权限): a method on a pattern of resources; one that is `own` covers one's own things only.
CREATE TABLE privilege (
    id INTEGER NOT NULL PRIMARY KEY,
    method TEXT NOT NULL CHECK (method IN ('*', 'GET', 'POST', 'PUT', 'PATCH', 'DELETE')),
    pattern TEXT NOT NULL CHECK (pattern LIKE '/%'),
    own BOOLEAN NOT NULL DEFAULT FALSE CHECK (own IN (0, 1)),
    detail TEXT NOT NULL DEFAULT '',
    UNIQUE (method, pattern, own)
);
CREATE TABLE user_role (
    user_id BIGINT NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
    role_id BIGINT NOT NULL REFERENCES role (id) ON DELETE CASCADE,
    PRIMARY KEY (user_id, role_id)
);
CREATE INDEX user_role_role ON user_role (role_id);
CREATE TABLE role_privilege (
    role_id BIGINT NOT NULL REFERENCES role (id) ON DELETE CASCADE,
    privilege_id BIGINT NOT NULL REFERENCES privilege (id) ON DELETE CASCADE,
    PRIMARY KEY (role_id, privilege_id)
);
CREATE INDEX role_privilege_privilege ON role_privilege (privilege_id);
INSERT INTO role (id, word, name, name_en, builtin) VALUES
    (1, 'renter', '普通用户', 'Renter', TRUE),
    (2, 'landlord', '房东', 'Landlord', TRUE),
    (3, 'agent', '经纪人', 'Agent', TRUE),
    (4, 'admin', '管理员', 'Admin', TRUE);
INSERT INTO privilege (id, method, pattern, own, detail) VALUES
    (1, '*', '/**', FALSE, '管理全部资源'),
    (2, 'POST', '/listings', FALSE, '发布房源'),
    (3, '*', '/listings/**', TRUE, '管理自己的房源'),
    (4, '*', '/enquiries/**', TRUE, '处理自己的咨询'),
    (5, '*', '/viewings/**', TRUE, '处理自己的看房预约'),
    (6, 'POST', '/enquiries', FALSE, '咨询房源'),
    (7, 'POST', '/viewings', FALSE, '预约看房');
INSERT INTO role_privilege (role_id, privilege_id) VALUES
    (4, 1),
    (1, 4), (1, 5), (1, 6), (1, 7),
    (2, 2), (2, 3), (2, 4), (2, 5), (2, 6), (2, 7),
    (3, 2), (3, 3), (3, 4), (3, 5), (3, 6), (3, 7);
-- Networks (访问控制) that may or may not reach a group of routes.
CREATE TABLE network_rule (
    id INTEGER NOT NULL PRIMARY KEY,
    route_group TEXT NOT NULL CHECK (route_group IN ('pages', 'accounts', 'admin', 'api')),
    verdict TEXT NOT NULL CHECK (verdict IN ('allow', 'deny')),
    network TEXT NOT NULL CHECK (network <> ''),
    note TEXT NOT NULL DEFAULT '',
    created_at TIMESTAMP NOT NULL,
    UNIQUE (route_group, verdict, network)
);

-- Grows with every change of roles, privileges and networks, so that other processes notice.
CREATE TABLE access_revision (
    id SMALLINT NOT NULL PRIMARY KEY CHECK (id = 1),
    revision BIGINT NOT NULL CHECK (revision > 0)
);
INSERT INTO access_revision (id, revision) VALUES (1, 1);

-- The audit trail (审计日志): only ever appended to; each entry seals the one before it.
CREATE TABLE audit_entry (
    seq BIGINT NOT NULL PRIMARY KEY CHECK (seq >= 1),
    at TIMESTAMP NOT NULL,
    actor_id BIGINT REFERENCES app_user (id),
    actor TEXT NOT NULL,
    action TEXT NOT NULL CHECK (action <> ''),
    subject TEXT NOT NULL CHECK (subject <> ''),
    subject_id TEXT NOT NULL,
    -- JSON: [{"field", "before", "after"}].
    changes TEXT NOT NULL,
    ip TEXT NOT NULL,
    request_id TEXT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
);
CREATE INDEX audit_entry_actor ON audit_entry (actor_id, seq);
CREATE INDEX audit_entry_subject ON audit_entry (subject, subject_id, seq);
CREATE TRIGGER audit_entry_stays BEFORE UPDATE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;
CREATE TRIGGER audit_entry_remains BEFORE DELETE ON audit_entry
BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END;

-- Points (积分), the sum of which stands in app_user.points.
CREATE TABLE point_entry (
    id INTEGER NOT NULL PRIMARY KEY,
    user_id BIGINT NOT NULL REFERENCES app_user (id),
    at TIMESTAMP NOT NULL,
    points INTEGER NOT NULL CHECK (points <> 0),
    reason TEXT NOT NULL CHECK (reason IN ('first_sign_in_of_day', 'correction')),
    -- The day in China that the points of a day's first log-in are for.
    day TEXT,
    UNIQUE (user_id, reason, day)
);
CREATE INDEX point_entry_user ON point_entry (user_id, at);

-- Homes a person keeps (收藏) and looked at (浏览记录).
CREATE TABLE favourite (
    user_id BIGINT NOT NULL REFERENCES app_user (id),
    listing_id BIGINT NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
    added_at TIMESTAMP NOT NULL,
    PRIMARY KEY (user_id, listing_id)
);
CREATE INDEX favourite_listing ON favourite (listing_id);
CREATE TABLE viewed_listing (
    user_id BIGINT NOT NULL REFERENCES app_user (id),
    listing_id BIGINT NOT NULL REFERENCES listing (id) ON DELETE CASCADE,
    viewed_at TIMESTAMP NOT NULL,
    PRIMARY KEY (user_id, listing_id)
);
CREATE INDEX viewed_listing_listing ON viewed_listing (listing_id);
CREATE INDEX viewed_listing_viewed_at ON viewed_listing (viewed_at);
