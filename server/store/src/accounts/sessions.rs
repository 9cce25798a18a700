use super::{Accounts, word};
use crate::{
    Error, Result, Unit,
    dialect::{execute, run},
};
use chrono::{DateTime, Utc};
use domain::{
    SessionId, UserId,
    account::{AccountStatus, Grants, SessionEnd, SignInOutcome, SignInWay, profile::SignInEntry},
};

/// A session as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRecord {
    /// Its name.
    pub id: SessionId,
    /// Whose.
    pub user: UserId,
    /// Which refresh token is the newest.
    pub generation: i64,
    /// When somebody signed in.
    pub started_at: DateTime<Utc>,
    /// When the newest refresh token was given out.
    pub renewed_at: DateTime<Utc>,
    /// When it ends by itself.
    pub expires_at: DateTime<Utc>,
    /// The device as its browser calls itself.
    pub device: String,
    /// Where it was last seen.
    pub ip: String,
    /// Why it ended, when it did.
    pub ended: Option<SessionEnd>,
}

/// What every request of a session needs to know of its account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The session.
    pub session: SessionRecord,
    /// Username.
    pub username: String,
    /// Real name.
    pub real_name: String,
    /// The key of the avatar's file.
    pub avatar: Option<String>,
    /// How the account is.
    pub status: AccountStatus,
    /// What its roles allow.
    pub grants: Grants,
}

/// A line for the log of signing in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSignIn {
    /// Into whose account.
    pub user: UserId,
    /// How.
    pub way: SignInWay,
    /// What became of it.
    pub outcome: SignInOutcome,
    /// From where.
    pub ip: String,
    /// With which device.
    pub device: String,
}

const COLUMNS: &str = "session.id, session.user_id, generation, started_at, renewed_at, expires_at, \
    device, ip, ended_because";

impl Accounts<'_> {
    /// The session of this name.
    pub async fn session(&self, id: &SessionId) -> Result<Option<SessionRecord>> {
        let row: Option<SessionRow> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(sqlx::AssertSqlSafe(format!(
                "SELECT {COLUMNS} FROM session WHERE id = $1"
            )))
            .bind(&id.0)
            .fetch_optional(db)
        })?;
        row.map(SessionRecord::try_from).transpose()
    }

    /// The sessions of an account that go on at `now`, the one last seen first.
    pub async fn live_sessions(
        &self,
        user: UserId,
        now: DateTime<Utc>,
    ) -> Result<Vec<SessionRecord>> {
        let rows: Vec<SessionRow> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(sqlx::AssertSqlSafe(format!(
                "SELECT {COLUMNS} FROM session WHERE user_id = $1 AND ended_at IS NULL \
                 AND expires_at > $2 ORDER BY renewed_at DESC, id"
            )))
            .bind(user.0)
            .bind(now)
            .fetch_all(db)
        })?;
        rows.into_iter().map(SessionRecord::try_from).collect()
    }

    /// What a request of this session may go by. Two statements.
    pub async fn standing(&self, id: &SessionId) -> Result<Option<Standing>> {
        let row: Option<(SessionRow, AccountPart)> = {
            let row: Option<StandingRow> = run!(&mut self.store.session(), |db| {
                sqlx::query_as(sqlx::AssertSqlSafe(format!(
                    "SELECT {COLUMNS}, username, real_name, avatar, status FROM session \
                     JOIN app_user ON app_user.id = session.user_id WHERE session.id = $1"
                )))
                .bind(&id.0)
                .fetch_optional(db)
            })?;
            row.map(|row| (row.session, row.account))
        };
        let Some((session, account)) = row else {
            return Ok(None);
        };
        let session = SessionRecord::try_from(session)?;
        let grants = self.grants_of(session.user).await?;
        Ok(Some(Standing {
            username: account.username,
            real_name: account.real_name,
            avatar: account.avatar,
            status: word("app_user.status", &account.status)?,
            grants,
            session,
        }))
    }

    /// The newest lines of an account's log of signing in.
    pub async fn sign_ins(&self, user: UserId, at_most: u32) -> Result<Vec<SignInEntry>> {
        type Row = (DateTime<Utc>, String, String, String, String);
        let rows: Vec<Row> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT at, ip, device, way, outcome FROM sign_in WHERE user_id = $1 \
             ORDER BY at DESC, id DESC LIMIT $2"
        )
        .bind(user.0)
        .bind(i64::from(at_most))
        .fetch_all(db))?;
        let entry = |(at, ip, device, way, outcome): Row| {
            Ok(SignInEntry {
                at,
                ip,
                device,
                way: word("sign_in.way", &way)?,
                outcome: word("sign_in.outcome", &outcome)?,
            })
        };
        rows.into_iter().map(entry).collect()
    }
}

impl Unit {
    /// Begins a session.
    pub async fn begin_session(&mut self, session: &SessionRecord) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "INSERT INTO session (id, user_id, generation, started_at, renewed_at, expires_at, \
             device, ip) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
        )
        .bind(&session.id.0)
        .bind(session.user.0)
        .bind(session.generation)
        .bind(session.started_at)
        .bind(session.renewed_at)
        .bind(session.expires_at)
        .bind(&session.device)
        .bind(&session.ip)
        .execute(db))
        .map(|_| ())
    }

    /// Gives out the next generation of a session's refresh token. `false` when `generation` is not
    /// the newest any more, or the session has ended.
    pub async fn renew_session(
        &mut self,
        id: &SessionId,
        generation: i64,
        ip: &str,
        now: DateTime<Utc>,
        expires_at: DateTime<Utc>,
    ) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "UPDATE session SET generation = generation + 1, renewed_at = $3, expires_at = $4, \
             ip = $5 WHERE id = $1 AND generation = $2 AND ended_at IS NULL"
        )
        .bind(&id.0)
        .bind(generation)
        .bind(now)
        .bind(expires_at)
        .bind(ip)
        .execute(db))?;
        Ok(changed == 1)
    }

    /// Ends one session of an account. `false` when it had ended, or is somebody else's.
    pub async fn end_session(
        &mut self,
        user: UserId,
        id: &SessionId,
        because: SessionEnd,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "UPDATE session SET ended_at = $3, ended_because = $4 \
             WHERE id = $1 AND user_id = $2 AND ended_at IS NULL"
        )
        .bind(&id.0)
        .bind(user.0)
        .bind(now)
        .bind(because.as_str())
        .execute(db))?;
        Ok(changed == 1)
    }

    /// Ends all sessions of an account but `except`. Returns those it ended.
    pub async fn end_sessions(
        &mut self,
        user: UserId,
        except: Option<&SessionId>,
        because: SessionEnd,
        now: DateTime<Utc>,
    ) -> Result<Vec<SessionId>> {
        let rows: Vec<(String,)> = run!(&mut *self, |db| sqlx::query_as(
            "UPDATE session SET ended_at = $3, ended_because = $4 \
             WHERE user_id = $1 AND id <> $2 AND ended_at IS NULL RETURNING id"
        )
        .bind(user.0)
        .bind(except.map_or("", |id| &id.0))
        .bind(now)
        .bind(because.as_str())
        .fetch_all(db))?;
        Ok(rows.into_iter().map(|(id,)| SessionId(id)).collect())
    }

    /// Forgets sessions that were over before `before`. Returns how many went.
    pub async fn prune_sessions(&mut self, before: DateTime<Utc>) -> Result<u64> {
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM session WHERE expires_at < $1 OR ended_at < $1"
        )
        .bind(before)
        .execute(db))
    }

    /// Adds a line to the log of signing in.
    pub async fn log_sign_in(&mut self, line: &NewSignIn, now: DateTime<Utc>) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "INSERT INTO sign_in (user_id, at, ip, device, way, outcome) \
             VALUES ($1, $2, $3, $4, $5, $6)"
        )
        .bind(line.user.0)
        .bind(now)
        .bind(&line.ip)
        .bind(&line.device)
        .bind(line.way.as_str())
        .bind(line.outcome.as_str())
        .execute(db))
        .map(|_| ())
    }

    /// Forgets lines of the log of signing in from before `before`. Returns how many went.
    pub async fn prune_sign_ins(&mut self, before: DateTime<Utc>) -> Result<u64> {
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM sign_in WHERE at < $1"
        )
        .bind(before)
        .execute(db))
    }

    /// Forgets all sessions of an account. Its log of signing in stays until [`Self::prune_sign_ins`].
    pub async fn forget_sessions(&mut self, user: UserId) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM session WHERE user_id = $1"
        )
        .bind(user.0)
        .execute(db))
        .map(|_| ())
    }
}

#[derive(sqlx::FromRow)]
struct SessionRow {
    id: String,
    user_id: i64,
    generation: i64,
    started_at: DateTime<Utc>,
    renewed_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    device: String,
    ip: String,
    ended_because: Option<String>,
}

#[derive(sqlx::FromRow)]
struct AccountPart {
    username: String,
    real_name: String,
    avatar: Option<String>,
    status: String,
}

#[derive(sqlx::FromRow)]
struct StandingRow {
    #[sqlx(flatten)]
    session: SessionRow,
    #[sqlx(flatten)]
    account: AccountPart,
}

impl TryFrom<SessionRow> for SessionRecord {
    type Error = Error;

    fn try_from(row: SessionRow) -> Result<Self> {
        Ok(Self {
            id: SessionId(row.id),
            user: UserId(row.user_id),
            generation: row.generation,
            started_at: row.started_at,
            renewed_at: row.renewed_at,
            expires_at: row.expires_at,
            device: row.device,
            ip: row.ip,
            ended: row
                .ended_because
                .map(|because| word("session.ended_because", &because))
                .transpose()?,
        })
    }
}
