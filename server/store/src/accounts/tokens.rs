//! Tokens (访问令牌) of programs.

use super::{Accounts, word};
use crate::{
    Error, Result, Unit,
    dialect::{execute, run},
};
use chrono::{DateTime, Utc};
use domain::{
    TokenId, UserId,
    account::{
        AccountStatus, Grants,
        token::{ApiToken, TokenEnd, TokenScope, TokenUse},
    },
};

/// A token that is to be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewTokenRecord<'a> {
    /// Whose.
    pub user: UserId,
    /// What its owner calls it.
    pub name: &'a str,
    /// What it allows.
    pub scopes: &'a [TokenScope],
    /// The SHA-256 of the token, in hexadecimal digits.
    pub hash: &'a str,
    /// Its last four characters.
    pub ending: &'a str,
    /// When it ends by itself.
    pub expires_at: DateTime<Utc>,
}

/// What a request with a token may go by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenStanding {
    /// The token.
    pub token: TokenUse,
    /// When it was last used.
    pub last_used_at: Option<DateTime<Utc>>,
    /// Username of its owner.
    pub username: String,
    /// Their real name.
    pub real_name: String,
    /// The key of their avatar's file.
    pub avatar: Option<String>,
    /// How the account is.
    pub status: AccountStatus,
    /// What its roles allow.
    pub grants: Grants,
}

impl Accounts<'_> {
    /// The token of this hash that nobody ended. Two statements.
    pub async fn token_standing(&self, hash: &str) -> Result<Option<TokenStanding>> {
        let row: Option<StandingRow> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(
            "SELECT api_token.id, user_id, scopes, expires_at, last_used_at, username, real_name, \
             avatar, status FROM api_token JOIN app_user ON app_user.id = api_token.user_id \
             WHERE token_hash = $1 AND ended_at IS NULL"
        )
        .bind(hash)
        .fetch_optional(db)
        })?;
        let Some(row) = row else {
            return Ok(None);
        };
        let user = UserId(row.user_id);
        Ok(Some(TokenStanding {
            token: TokenUse {
                id: TokenId(row.id),
                user,
                scopes: scopes(&row.scopes)?,
                expires_at: row.expires_at,
            },
            last_used_at: row.last_used_at,
            username: row.username,
            real_name: row.real_name,
            avatar: row.avatar,
            status: word("app_user.status", &row.status)?,
            grants: self.grants_of(user).await?,
        }))
    }

    /// The tokens of an account that nobody ended, the newest first.
    pub async fn tokens_of(&self, user: UserId) -> Result<Vec<ApiToken>> {
        let rows: Vec<TokenRow> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(
            "SELECT id, name, scopes, ending, created_at, expires_at, last_used_at, last_used_ip \
             FROM api_token WHERE user_id = $1 AND ended_at IS NULL ORDER BY id DESC"
        )
        .bind(user.0)
        .fetch_all(db)
        })?;
        rows.into_iter().map(ApiToken::try_from).collect()
    }
}

impl Unit {
    /// Keeps a token.
    pub async fn put_token(
        &mut self,
        token: &NewTokenRecord<'_>,
        now: DateTime<Utc>,
    ) -> Result<TokenId> {
        let words: Vec<&str> = token.scopes.iter().map(|scope| scope.as_str()).collect();
        let id = run!(&mut *self, |db| sqlx::query_scalar(
            "INSERT INTO api_token (user_id, name, scopes, token_hash, ending, created_at, \
             expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id"
        )
        .bind(token.user.0)
        .bind(token.name)
        .bind(words.join(","))
        .bind(token.hash)
        .bind(token.ending)
        .bind(now)
        .bind(token.expires_at)
        .fetch_one(db))?;
        Ok(TokenId(id))
    }

    /// How many tokens of an account are good at `now`. Holds its row, so that no two of its tokens are made
    /// at once.
    pub async fn live_tokens(&mut self, user: UserId, now: DateTime<Utc>) -> Result<usize> {
        execute!(&mut *self, |db| sqlx::query(
            "UPDATE app_user SET version = version WHERE id = $1"
        )
        .bind(user.0)
        .execute(db))?;
        let count: i64 = run!(&mut *self, |db| sqlx::query_scalar(
            "SELECT COUNT(*) FROM api_token \
             WHERE user_id = $1 AND ended_at IS NULL AND expires_at > $2"
        )
        .bind(user.0)
        .bind(now)
        .fetch_one(db))?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

    /// Ends a token of an account. Its name; nothing when it had ended, or is somebody else's.
    pub async fn end_token(
        &mut self,
        user: UserId,
        id: TokenId,
        because: TokenEnd,
        now: DateTime<Utc>,
    ) -> Result<Option<String>> {
        run!(&mut *self, |db| sqlx::query_scalar(
            "UPDATE api_token SET ended_at = $3, ended_because = $4 \
             WHERE id = $1 AND user_id = $2 AND ended_at IS NULL RETURNING name"
        )
        .bind(id.0)
        .bind(user.0)
        .bind(now)
        .bind(because.as_str())
        .fetch_optional(db))
    }

    /// Ends all tokens of an account. Returns how many.
    pub async fn end_tokens(
        &mut self,
        user: UserId,
        because: TokenEnd,
        now: DateTime<Utc>,
    ) -> Result<usize> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "UPDATE api_token SET ended_at = $2, ended_because = $3 \
             WHERE user_id = $1 AND ended_at IS NULL"
        )
        .bind(user.0)
        .bind(now)
        .bind(because.as_str())
        .execute(db))?;
        Ok(usize::try_from(changed).unwrap_or_default())
    }

    /// Keeps when a token was used and from where, unless that was kept after `before`.
    pub async fn token_used(
        &mut self,
        id: TokenId,
        ip: &str,
        now: DateTime<Utc>,
        before: DateTime<Utc>,
    ) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "UPDATE api_token SET last_used_at = $3, last_used_ip = $2 \
             WHERE id = $1 AND (last_used_at IS NULL OR last_used_at <= $4)"
        )
        .bind(id.0)
        .bind(ip)
        .bind(now)
        .bind(before)
        .execute(db))?;
        Ok(changed == 1)
    }

    /// Forgets tokens that were no good any more before `before`. Returns how many went.
    pub async fn prune_tokens(&mut self, before: DateTime<Utc>) -> Result<u64> {
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM api_token WHERE expires_at < $1 OR ended_at < $1"
        )
        .bind(before)
        .execute(db))
    }

    /// Forgets all tokens of an account.
    pub async fn forget_tokens(&mut self, user: UserId) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM api_token WHERE user_id = $1"
        )
        .bind(user.0)
        .execute(db))
        .map(|_| ())
    }
}

fn scopes(words: &str) -> Result<Vec<TokenScope>> {
    words
        .split(',')
        .map(|text| word("api_token.scopes", text))
        .collect()
}

#[derive(sqlx::FromRow)]
struct StandingRow {
    id: i64,
    user_id: i64,
    scopes: String,
    expires_at: DateTime<Utc>,
    last_used_at: Option<DateTime<Utc>>,
    username: String,
    real_name: String,
    avatar: Option<String>,
    status: String,
}

#[derive(sqlx::FromRow)]
struct TokenRow {
    id: i64,
    name: String,
    scopes: String,
    ending: String,
    created_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    last_used_at: Option<DateTime<Utc>>,
    last_used_ip: Option<String>,
}

impl TryFrom<TokenRow> for ApiToken {
    type Error = Error;

    fn try_from(row: TokenRow) -> Result<Self> {
        Ok(Self {
            id: TokenId(row.id),
            name: row.name,
            scopes: scopes(&row.scopes)?,
            ending: row.ending,
            created_at: row.created_at,
            expires_at: row.expires_at,
            last_used_at: row.last_used_at,
            last_used_ip: row.last_used_ip,
        })
    }
}
