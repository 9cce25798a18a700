//! Accounts, roles and agents under the numbers of the classic system.

use crate::{
    Error, NewAgent, NewRole, Result, Unit,
    dialect::{Phrases, execute, insert, run},
    places::json_of,
};
use chrono::{DateTime, Utc};
use domain::{
    PrivilegeId, RoleId, UserId,
    account::{AccountStatus, PointReason, Sex},
};
use sqlx::AssertSqlSafe;
use std::collections::HashMap;

/// What the points of the classic system are for, where others have a day: there is one line of them.
const POINTS_FOR: &str = "classic";

/// An account of a classic system.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClassicAccount {
    /// Its number.
    pub id: UserId,
    /// Username, 1 to 20 characters.
    pub username: String,
    /// The password's hash.
    pub password_hash: String,
    /// Real name, 1 to 20 characters.
    pub real_name: String,
    /// 性别
    pub sex: Option<Sex>,
    /// Phone number.
    pub phone: String,
    /// E-mail address in small letters.
    pub email: Option<String>,
    /// Points.
    pub points: u32,
    /// When it was made.
    pub registered_at: DateTime<Utc>,
    /// When its owner was last there.
    pub last_visit_at: Option<DateTime<Utc>>,
}

/// Who has a username, a phone number or an e-mail address that somebody else brings along.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The account.
    pub id: UserId,
    /// Its username in small letters.
    pub username_key: String,
    /// Its phone number.
    pub phone: String,
    /// Its e-mail address.
    pub email: Option<String>,
}

impl Unit {
    /// The accounts that have one of these: usernames in small letters, phone numbers and e-mail
    /// addresses in one list, since none can be taken for another.
    pub async fn holders(&mut self, identities: &[String]) -> Result<Vec<Holder>> {
        type Row = (i64, Option<String>, String, Option<String>);
        let identities = json_of(identities)?;
        let rows: Vec<Row> = run!(&mut *self, |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT id, username_key, phone, email FROM app_user WHERE username_key IN ({list}) \
                 UNION SELECT id, username_key, phone, email FROM app_user WHERE phone IN ({list}) \
                 UNION SELECT id, username_key, phone, email FROM app_user WHERE email IN ({list})",
                list = Db::texts_in("$1")
            )))
            .bind(&identities)
            .fetch_all(db)
        })?;
        let holder = |(id, username_key, phone, email): Row| Holder {
            id: UserId(id),
            username_key: username_key.unwrap_or_default(),
            phone,
            email,
        };
        Ok(rows.into_iter().map(holder).collect())
    }

    /// Adds accounts under their own numbers, without roles.
    pub async fn add_classic_accounts(
        &mut self,
        accounts: &[ClassicAccount],
        now: DateTime<Utc>,
    ) -> Result<()> {
        insert!(
            &mut *self, accounts, 11,
            "INSERT INTO app_user (id, username, username_key, password_hash, real_name, sex, phone, \
             email, points, registered_at, last_visit_at) ", "" => (),
            |values, account| {
                values.push_bind(account.id.0);
                values.push_bind(&account.username);
                values.push_bind(account.username.to_lowercase());
                values.push_bind(&account.password_hash);
                values.push_bind(&account.real_name);
                values.push_bind(account.sex.map(Sex::as_str));
                values.push_bind(&account.phone);
                values.push_bind(&account.email);
                values.push_bind(account.points.cast_signed());
                values.push_bind(account.registered_at);
                values.push_bind(account.last_visit_at);
            }
        )?;
        let with_points: Vec<&ClassicAccount> =
            accounts.iter().filter(|it| it.points > 0).collect();
        insert!(
            &mut *self, &with_points, 5,
            "INSERT INTO point_entry (user_id, at, points, reason, day) ", "" => (),
            |values, account| {
                values.push_bind(account.id.0);
                values.push_bind(now);
                values.push_bind(account.points.cast_signed());
                values.push_bind(PointReason::Correction.as_str());
                values.push_bind(POINTS_FOR);
            }
        )?;
        Ok(())
    }

    /// Lets an account say what the classic system says now; its points are those of there and those it
    /// got here. A password that is not of the classic system any more stays. `false` when somebody has
    /// left it, or is about to.
    pub async fn change_classic_account(
        &mut self,
        account: &ClassicAccount,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "UPDATE app_user SET username = $2, username_key = $3, real_name = $4, sex = $5, \
             phone = $6, email = $7, registered_at = $8, \
             password_hash = CASE WHEN password_hash LIKE 'md5:%' OR password_hash = '-' \
             THEN $9 ELSE password_hash END, \
             last_visit_at = CASE WHEN last_visit_at > $10 THEN last_visit_at \
             ELSE COALESCE($10, last_visit_at) END, \
             version = version + 1 WHERE id = $1 AND status IN ('active', 'disabled')"
        )
        .bind(account.id.0)
        .bind(&account.username)
        .bind(account.username.to_lowercase())
        .bind(&account.real_name)
        .bind(account.sex.map(Sex::as_str))
        .bind(&account.phone)
        .bind(&account.email)
        .bind(account.registered_at)
        .bind(&account.password_hash)
        .bind(account.last_visit_at)
        .execute(db))?;
        if changed == 0 {
            return Ok(false);
        }
        let had: Option<i32> = run!(&mut *self, |db| sqlx::query_scalar(
            "SELECT points FROM point_entry WHERE user_id = $1 AND reason = $2 AND day = $3"
        )
        .bind(account.id.0)
        .bind(PointReason::Correction.as_str())
        .bind(POINTS_FOR)
        .fetch_optional(db))?;
        let (had, has) = (had.unwrap_or_default(), account.points.cast_signed());
        if had == has {
            return Ok(true);
        }
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM point_entry WHERE user_id = $1 AND reason = $2 AND day = $3"
        )
        .bind(account.id.0)
        .bind(PointReason::Correction.as_str())
        .bind(POINTS_FOR)
        .execute(db))?;
        if has != 0 {
            execute!(&mut *self, |db| sqlx::query(
                "INSERT INTO point_entry (user_id, at, points, reason, day) \
                 VALUES ($1, $2, $3, $4, $5)"
            )
            .bind(account.id.0)
            .bind(now)
            .bind(has)
            .bind(PointReason::Correction.as_str())
            .bind(POINTS_FOR)
            .execute(db))?;
        }
        execute!(&mut *self, |db| sqlx::query(
            "UPDATE app_user SET points = points + $2 WHERE id = $1"
        )
        .bind(account.id.0)
        .bind(has - had)
        .execute(db))?;
        Ok(true)
    }

    /// How these accounts are.
    pub async fn account_statuses(&mut self, ids: &[i64]) -> Result<HashMap<i64, AccountStatus>> {
        let ids = json_of(ids)?;
        let rows: Vec<(i64, String)> = run!(&mut *self, |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT id, status FROM app_user WHERE id IN ({})",
                Db::numbers_in("$1")
            )))
            .bind(&ids)
            .fetch_all(db)
        })?;
        rows.into_iter()
            .map(|(id, status)| {
                let status = status
                    .parse()
                    .map_err(|_| Error::unreadable("app_user.status", &status))?;
                Ok((id, status))
            })
            .collect()
    }

    /// Adds a role under a number of its own. [`crate::ErrorKind::Conflict`] when one is called so.
    pub async fn add_numbered_role(&mut self, id: RoleId, role: &NewRole) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "INSERT INTO role (id, word, name, name_en) VALUES ($1, $2, $3, $4)"
        )
        .bind(id.0)
        .bind(&role.word)
        .bind(&role.name)
        .bind(&role.name_en)
        .execute(db))
        .map(|_| ())
    }

    /// The roles that are there, by number, as this unit sees them.
    pub async fn role_names(&mut self) -> Result<HashMap<i64, String>> {
        let rows: Vec<(i64, String)> =
            run!(&mut *self, |db| sqlx::query_as("SELECT id, name FROM role")
                .fetch_all(db))?;
        Ok(rows.into_iter().collect())
    }

    /// Adds a privilege to those of a role. `false` when it has it already.
    pub async fn add_role_privilege(
        &mut self,
        role: RoleId,
        privilege: PrivilegeId,
    ) -> Result<bool> {
        let added = execute!(&mut *self, |db| sqlx::query(
            "INSERT INTO role_privilege (role_id, privilege_id) VALUES ($1, $2) \
             ON CONFLICT DO NOTHING"
        )
        .bind(role.0)
        .bind(privilege.0)
        .execute(db))?;
        Ok(added == 1)
    }

    /// Adds to the roles of accounts. What is there already stays.
    pub async fn add_user_roles(&mut self, pairs: &[(UserId, RoleId)]) -> Result<()> {
        insert!(
            &mut *self, pairs, 2,
            "INSERT INTO user_role (user_id, role_id) ", " ON CONFLICT DO NOTHING" => (),
            |values, (user, role)| {
                values.push_bind(user.0);
                values.push_bind(role.0);
            }
        )?;
        Ok(())
    }

    /// The accounts of the classic system from `after` on that can sign in and never had a role, by
    /// number, at most `limit`. Whoever lost all roles here had some.
    pub async fn classic_without_role(&mut self, after: i64, limit: u32) -> Result<Vec<UserId>> {
        let rows: Vec<(i64,)> = run!(&mut *self, |db| sqlx::query_as(
            "SELECT classic_row.own_id FROM classic_row \
             JOIN app_user ON app_user.id = classic_row.own_id \
             WHERE kind = 'user' AND classic_id > $1 AND app_user.status = 'active' \
             AND NOT EXISTS (SELECT 1 FROM user_role WHERE user_role.user_id = app_user.id) \
             AND NOT EXISTS (SELECT 1 FROM classic_row AS given \
             WHERE given.kind = 'user_role' AND given.classic_id = -classic_row.classic_id) \
             ORDER BY classic_id LIMIT $2"
        )
        .bind(after)
        .bind(i64::from(limit))
        .fetch_all(db))?;
        Ok(rows.into_iter().map(|(id,)| UserId(id)).collect())
    }

    /// Adds agents under their numbers at their source.
    pub async fn add_numbered_agents(&mut self, agents: &[(i64, NewAgent)]) -> Result<()> {
        insert!(
            &mut *self, agents, 10,
            "INSERT INTO agent (id, source, source_id, name, phone, \
             service_stars, truth_stars, skill_stars, certified, demo) ", "" => (),
            |values, (id, agent)| {
                values.push_bind(*id);
                values.push_bind(&agent.source);
                values.push_bind(&agent.source_id);
                values.push_bind(&agent.name);
                values.push_bind(&agent.phone);
                values.push_bind(i16::from(agent.service_stars));
                values.push_bind(i16::from(agent.truth_stars));
                values.push_bind(i16::from(agent.skill_stars));
                values.push_bind(agent.certified);
                values.push_bind(agent.demo);
            }
        )?;
        Ok(())
    }
}
