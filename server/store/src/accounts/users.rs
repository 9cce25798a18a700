use super::{Accounts, Cut, cut, word};
use crate::{
    Error, Result, Unit,
    dialect::{execute, run},
    pattern::part_of,
};
use chrono::{DateTime, Utc};
use domain::{
    RoleId, Rows, UserId,
    account::{
        AccountStatus, Login, Phone, Sex,
        admin::{AccountQuery, AccountSummary, Paged},
    },
};
use std::collections::BTreeMap;

/// An account as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountRecord {
    /// Its number.
    pub id: UserId,
    /// Username.
    pub username: String,
    /// The password's hash; opens nothing by itself, but is never shown.
    pub password_hash: String,
    /// Real name.
    pub real_name: String,
    /// 性别
    pub sex: Option<Sex>,
    /// Phone number.
    pub phone: String,
    /// E-mail address in small letters.
    pub email: Option<String>,
    /// Points.
    pub points: u32,
    /// How it is.
    pub status: AccountStatus,
    /// When it is emptied, while its owner is leaving.
    pub leaves_at: Option<DateTime<Utc>>,
    /// The key of the avatar's file.
    pub avatar: Option<String>,
    /// Tag of the language.
    pub locale: Option<String>,
    /// Tag of the theme.
    pub theme: Option<String>,
    /// Whether messages may come by SMS.
    pub notify_sms: bool,
    /// Whether messages may come by e-mail.
    pub notify_email: bool,
    /// When the password was last changed, if ever.
    pub password_changed_at: Option<DateTime<Utc>>,
    /// Whether it is generated demo data.
    pub demo: bool,
    /// Grows with each change.
    pub version: i64,
    /// When it was made.
    pub registered_at: DateTime<Utc>,
    /// When its owner was last here.
    pub last_visit_at: Option<DateTime<Utc>>,
}

/// An account to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAccount {
    /// Username.
    pub username: String,
    /// The password's hash.
    pub password_hash: String,
    /// Real name.
    pub real_name: String,
    /// 性别
    pub sex: Option<Sex>,
    /// Phone number.
    pub phone: String,
    /// E-mail address in small letters.
    pub email: Option<String>,
    /// Tag of the language.
    pub locale: Option<String>,
    /// Whether it is generated demo data.
    pub demo: bool,
}

/// What no two accounts may share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identity {
    /// The username, whatever its case.
    Username,
    /// The phone number.
    Phone,
    /// The e-mail address.
    Email,
}

const COLUMNS: &str = "id, username, password_hash, real_name, sex, phone, email, points, status, \
    leaves_at, avatar, locale, theme, notify_sms, notify_email, password_changed_at, demo, version, \
    registered_at, last_visit_at";

impl Accounts<'_> {
    /// The account of this number.
    pub async fn by_id(&self, id: UserId) -> Result<Option<AccountRecord>> {
        let row: Option<AccountRow> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(sqlx::AssertSqlSafe(format!(
                "SELECT {COLUMNS} FROM app_user WHERE id = $1"
            )))
            .bind(id.0)
            .fetch_optional(db)
        })?;
        row.map(AccountRecord::try_from).transpose()
    }

    /// The account that signs in as `login`; nobody who left.
    pub async fn by_login(&self, login: &Login) -> Result<Option<AccountRecord>> {
        let (column, value) = match login {
            Login::Username(name) => ("username_key", name.as_str()),
            Login::Phone(phone) => ("phone", phone.as_str()),
            Login::Email(email) => ("email", email.as_str()),
        };
        let row: Option<AccountRow> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(sqlx::AssertSqlSafe(format!(
                "SELECT {COLUMNS} FROM app_user WHERE {column} = $1 AND status <> 'left'"
            )))
            .bind(value)
            .fetch_optional(db)
        })?;
        row.map(AccountRecord::try_from).transpose()
    }

    /// The account with this phone number; nobody who left.
    pub async fn by_phone(&self, phone: &Phone) -> Result<Option<AccountRecord>> {
        self.by_login(&Login::Phone(phone.clone())).await
    }

    /// The accounts whose grace period was over at `now`.
    pub async fn due_to_leave(&self, now: DateTime<Utc>, at_most: u32) -> Result<Vec<UserId>> {
        let rows: Vec<(i64,)> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT id FROM app_user WHERE status = 'leaving' AND leaves_at <= $1 \
             ORDER BY leaves_at LIMIT $2"
        )
        .bind(now)
        .bind(i64::from(at_most))
        .fetch_all(db))?;
        Ok(rows.into_iter().map(|(id,)| UserId(id)).collect())
    }

    /// A page of the accounts that `query` asks for, the newest first. Three statements.
    pub async fn list(
        &self,
        query: &AccountQuery,
        size: impl Into<Rows>,
    ) -> Result<Paged<AccountSummary>> {
        const MATCH: &str = "FROM app_user WHERE ($1 = '' OR username_key LIKE $2 ESCAPE '!' \
             OR real_name LIKE $2 ESCAPE '!' OR phone LIKE $2 ESCAPE '!' OR email LIKE $2 ESCAPE '!') \
             AND ($3 = '' OR status = $3) AND ($4 = 0 OR id IN \
             (SELECT user_id FROM user_role WHERE role_id = $4))";
        let words = query.q.trim().to_lowercase();
        let pattern = part_of(&words);
        let status = query.status.map_or("", AccountStatus::as_str);
        let role = query.role.map_or(0, |role| role.0);
        let total: i64 = run!(&mut self.store.session(), |db| {
            sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT COUNT(*) {MATCH}")))
                .bind(&words)
                .bind(&pattern)
                .bind(status)
                .bind(role)
                .fetch_one(db)
        })?;
        let Cut {
            total,
            page,
            pages,
            skip,
            size,
            after,
        } = cut(total, query.page, size);
        let rows: Vec<AccountRow> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(sqlx::AssertSqlSafe(format!(
                "SELECT {COLUMNS} {MATCH} AND id < $7 ORDER BY id DESC LIMIT $5 OFFSET $6"
            )))
            .bind(&words)
            .bind(&pattern)
            .bind(status)
            .bind(role)
            .bind(size)
            .bind(skip)
            .bind(after.unwrap_or(i64::MAX))
            .fetch_all(db)
        })?;
        let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
        let mut roles = self.roles_of_all(&ids).await?;
        let items = rows.into_iter().map(|row| {
            let record = AccountRecord::try_from(row)?;
            let hidden = |phone: &str| phone.parse::<Phone>().map(|phone| phone.masked());
            let email = record.email.as_deref().and_then(|email| email.parse().ok());
            Ok(AccountSummary {
                phone: hidden(&record.phone).unwrap_or_default(),
                email: email.map(|email: domain::account::Email| email.masked()),
                roles: roles.remove(&record.id.0).unwrap_or_default(),
                id: record.id,
                username: record.username,
                real_name: record.real_name,
                status: record.status,
                registered_at: record.registered_at,
                last_visit_at: record.last_visit_at,
                version: record.version,
            })
        });
        Ok(Paged {
            items: items.collect::<Result<_>>()?,
            total,
            page,
            pages,
        })
    }

    async fn roles_of_all(&self, ids: &[i64]) -> Result<BTreeMap<i64, Vec<RoleId>>> {
        use crate::dialect::Phrases;
        let ids = serde_json::to_string(ids).unwrap_or_default();
        let rows: Vec<(i64, i64)> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(sqlx::AssertSqlSafe(format!(
                "SELECT user_id, role_id FROM user_role WHERE user_id IN ({}) ORDER BY role_id",
                Db::numbers_in("$1")
            )))
            .bind(&ids)
            .fetch_all(db)
        })?;
        let mut roles: BTreeMap<i64, Vec<RoleId>> = BTreeMap::new();
        for (user, role) in rows {
            roles.entry(user).or_default().push(RoleId(role));
        }
        Ok(roles)
    }
}

impl Unit {
    /// The account of this number, as this unit sees it.
    pub async fn account(&mut self, id: UserId) -> Result<Option<AccountRecord>> {
        let row: Option<AccountRow> = run!(&mut *self, |db| {
            sqlx::query_as(sqlx::AssertSqlSafe(format!(
                "SELECT {COLUMNS} FROM app_user WHERE id = $1"
            )))
            .bind(id.0)
            .fetch_optional(db)
        })?;
        row.map(AccountRecord::try_from).transpose()
    }

    /// What of a new or changed account another account has already.
    pub async fn taken(
        &mut self,
        username: Option<&str>,
        phone: Option<&str>,
        email: Option<&str>,
        except: Option<UserId>,
    ) -> Result<Vec<Identity>> {
        let username = username.map(str::to_lowercase);
        let rows: Vec<(Option<String>, String, Option<String>)> =
            run!(&mut *self, |db| sqlx::query_as(
                "SELECT username_key, phone, email FROM app_user \
                 WHERE (username_key = $1 OR phone = $2 OR email = $3) AND id <> $4"
            )
            .bind(&username)
            .bind(phone)
            .bind(email)
            .bind(except.map_or(0, |id| id.0))
            .fetch_all(db))?;
        let mut taken = Vec::new();
        for (other_name, other_phone, other_email) in rows {
            for (same, identity) in [
                (
                    username.is_some() && username == other_name,
                    Identity::Username,
                ),
                (phone == Some(&*other_phone), Identity::Phone),
                (
                    email.is_some() && email == other_email.as_deref(),
                    Identity::Email,
                ),
            ] {
                if same && !taken.contains(&identity) {
                    taken.push(identity);
                }
            }
        }
        Ok(taken)
    }

    /// Makes an account with `roles`. [`crate::ErrorKind::Conflict`] when another has its username, phone
    /// number or e-mail address.
    pub async fn create_account(
        &mut self,
        account: &NewAccount,
        roles: &[RoleId],
        now: DateTime<Utc>,
    ) -> Result<UserId> {
        let id: i64 = run!(&mut *self, |db| {
            sqlx::query_scalar(
            "INSERT INTO app_user (username, username_key, password_hash, real_name, sex, phone, \
             email, locale, demo, registered_at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id"
        )
        .bind(&account.username)
        .bind(account.username.to_lowercase())
        .bind(&account.password_hash)
        .bind(&account.real_name)
        .bind(account.sex.map(Sex::as_str))
        .bind(&account.phone)
        .bind(&account.email)
        .bind(&account.locale)
        .bind(account.demo)
        .bind(now)
        .fetch_one(db)
        })?;
        self.set_roles(UserId(id), roles).await?;
        Ok(UserId(id))
    }

    /// Saves `account` as it stands, unless it was changed since it was read: `false` then, and
    /// nothing is written. Points and the last visit are left alone.
    pub async fn save_account(&mut self, account: &AccountRecord) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "UPDATE app_user SET username = $3, username_key = $4, password_hash = $5, \
             real_name = $6, sex = $7, phone = $8, email = $9, status = $10, leaves_at = $11, \
             avatar = $12, locale = $13, theme = $14, notify_sms = $15, notify_email = $16, \
             password_changed_at = $17, version = version + 1 WHERE id = $1 AND version = $2"
        )
        .bind(account.id.0)
        .bind(account.version)
        .bind(&account.username)
        .bind(account.username.to_lowercase())
        .bind(&account.password_hash)
        .bind(&account.real_name)
        .bind(account.sex.map(Sex::as_str))
        .bind(&account.phone)
        .bind(&account.email)
        .bind(account.status.as_str())
        .bind(account.leaves_at)
        .bind(&account.avatar)
        .bind(&account.locale)
        .bind(&account.theme)
        .bind(account.notify_sms)
        .bind(account.notify_email)
        .bind(account.password_changed_at)
        .execute(db))?;
        Ok(changed == 1)
    }

    /// Keeps `account` as it was read until the unit ends: `false` when it was changed since.
    pub async fn hold_account(&mut self, account: &AccountRecord) -> Result<bool> {
        let held = execute!(&mut *self, |db| sqlx::query(
            "UPDATE app_user SET version = version WHERE id = $1 AND version = $2"
        )
        .bind(account.id.0)
        .bind(account.version)
        .execute(db))?;
        Ok(held == 1)
    }

    /// Whether any account has the avatar of this key. Units that tell the audit trail of a change wait
    /// until this one ends, so that none gives the avatar to an account meanwhile.
    pub async fn is_avatar_used(&mut self, key: &str) -> Result<bool> {
        self.lock_audit().await?;
        let used: i64 = run!(&mut *self, |db| sqlx::query_scalar(
            "SELECT COUNT(*) FROM app_user WHERE avatar = $1"
        )
        .bind(key)
        .fetch_one(db))?;
        Ok(used > 0)
    }

    /// Remembers that the account's owner was here.
    pub async fn visited(&mut self, id: UserId, now: DateTime<Utc>) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "UPDATE app_user SET last_visit_at = $2 WHERE id = $1"
        )
        .bind(id.0)
        .bind(now)
        .execute(db))
        .map(|_| ())
    }
}

#[derive(sqlx::FromRow)]
struct AccountRow {
    id: i64,
    username: String,
    password_hash: String,
    real_name: String,
    sex: Option<String>,
    phone: String,
    email: Option<String>,
    points: i32,
    status: String,
    leaves_at: Option<DateTime<Utc>>,
    avatar: Option<String>,
    locale: Option<String>,
    theme: Option<String>,
    notify_sms: bool,
    notify_email: bool,
    password_changed_at: Option<DateTime<Utc>>,
    demo: bool,
    version: i64,
    registered_at: DateTime<Utc>,
    last_visit_at: Option<DateTime<Utc>>,
}

impl TryFrom<AccountRow> for AccountRecord {
    type Error = Error;

    fn try_from(row: AccountRow) -> Result<Self> {
        Ok(Self {
            id: UserId(row.id),
            username: row.username,
            password_hash: row.password_hash,
            real_name: row.real_name,
            sex: row.sex.map(|sex| word("app_user.sex", &sex)).transpose()?,
            phone: row.phone,
            email: row.email,
            points: u32::try_from(row.points)
                .map_err(|_| Error::unreadable("app_user.points", row.points))?,
            status: word("app_user.status", &row.status)?,
            leaves_at: row.leaves_at,
            avatar: row.avatar,
            locale: row.locale,
            theme: row.theme,
            notify_sms: row.notify_sms,
            notify_email: row.notify_email,
            password_changed_at: row.password_changed_at,
            demo: row.demo,
            version: row.version,
            registered_at: row.registered_at,
            last_visit_at: row.last_visit_at,
        })
    }
}
