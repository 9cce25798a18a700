use super::{Accounts, word};
use crate::{
    Error, Result, Unit,
    dialect::{execute, insert, run},
};
use domain::{
    PrivilegeId, RoleId, UserId,
    account::{
        Grant, Grants,
        admin::{Privilege, Role},
    },
};

/// A role to be made or changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRole {
    /// The stable word.
    pub word: String,
    /// Chinese name.
    pub name: String,
    /// English name.
    pub name_en: String,
}

impl Accounts<'_> {
    /// The roles of an account.
    pub async fn roles_of(&self, user: UserId) -> Result<Vec<RoleId>> {
        let rows: Vec<(i64,)> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT role_id FROM user_role WHERE user_id = $1 ORDER BY role_id"
        )
        .bind(user.0)
        .fetch_all(db))?;
        Ok(rows.into_iter().map(|(id,)| RoleId(id)).collect())
    }

    /// What the roles of an account allow.
    pub async fn grants_of(&self, user: UserId) -> Result<Grants> {
        let rows: Vec<(String, String, bool)> =
            run!(&mut self.store.session(), |db| sqlx::query_as(
                "SELECT DISTINCT method, pattern, own FROM privilege \
                 JOIN role_privilege ON role_privilege.privilege_id = privilege.id \
                 JOIN user_role ON user_role.role_id = role_privilege.role_id \
                 WHERE user_id = $1 ORDER BY method, pattern, own"
            )
            .bind(user.0)
            .fetch_all(db))?;
        rows.into_iter()
            .map(grant)
            .collect::<Result<_>>()
            .map(Grants)
    }

    /// All roles with their privileges. Two statements.
    pub async fn roles(&self) -> Result<Vec<Role>> {
        type Row = (i64, String, String, String, bool, i64);
        let rows: Vec<Row> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT id, word, name, name_en, builtin, \
             (SELECT COUNT(*) FROM user_role WHERE role_id = role.id) AS members \
             FROM role ORDER BY id"
        )
        .fetch_all(db))?;
        let pairs: Vec<(i64, i64)> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT role_id, privilege_id FROM role_privilege ORDER BY role_id, privilege_id"
        )
        .fetch_all(db))?;
        let roles = rows
            .into_iter()
            .map(|(id, word, name, name_en, builtin, members)| Role {
                id: RoleId(id),
                word,
                name,
                name_en,
                builtin,
                privileges: pairs
                    .iter()
                    .filter(|(role, _)| *role == id)
                    .map(|(_, privilege)| PrivilegeId(*privilege))
                    .collect(),
                members: u64::try_from(members).unwrap_or_default(),
            });
        Ok(roles.collect())
    }

    /// All privileges.
    pub async fn privileges(&self) -> Result<Vec<Privilege>> {
        type Row = (i64, String, String, bool, String);
        let rows: Vec<Row> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(
            "SELECT id, method, pattern, own, detail FROM privilege ORDER BY pattern, method, own"
        )
        .fetch_all(db)
        })?;
        let privilege = |(id, method, pattern, own, detail): Row| {
            Ok(Privilege {
                id: PrivilegeId(id),
                grant: grant((method, pattern, own))?,
                detail,
            })
        };
        rows.into_iter().map(privilege).collect()
    }

    /// Grows with every change of roles, privileges and networks, by whichever process.
    pub async fn access_revision(&self) -> Result<i64> {
        run!(&mut self.store.session(), |db| sqlx::query_scalar(
            "SELECT revision FROM access_revision WHERE id = 1"
        )
        .fetch_one(db))
    }

    /// How many accounts that can sign in have this role.
    pub async fn members(&self, role: RoleId) -> Result<u64> {
        let count: i64 = run!(&mut self.store.session(), |db| sqlx::query_scalar(
            "SELECT COUNT(*) FROM user_role JOIN app_user ON app_user.id = user_id \
             WHERE role_id = $1 AND status = 'active'"
        )
        .bind(role.0)
        .fetch_one(db))?;
        Ok(u64::try_from(count).unwrap_or_default())
    }
}

fn grant((method, pattern, own): (String, String, bool)) -> Result<Grant> {
    Ok(Grant {
        method: word("privilege.method", &method)?,
        pattern: pattern
            .parse()
            .map_err(|_| Error::unreadable("privilege.pattern", &pattern))?,
        own,
    })
}

impl Unit {
    /// Counts a change of roles, privileges or networks. Units that make one wait for each other here; other
    /// processes see it when what they keep in memory is over.
    pub async fn access_changed(&mut self) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "UPDATE access_revision SET revision = revision + 1 WHERE id = 1"
        )
        .execute(db))
        .map(|_| ())
    }

    /// Gives an account these roles and no others.
    pub async fn set_roles(&mut self, user: UserId, roles: &[RoleId]) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM user_role WHERE user_id = $1"
        )
        .bind(user.0)
        .execute(db))?;
        insert!(
            &mut *self, roles, 2,
            "INSERT INTO user_role (user_id, role_id) ", " ON CONFLICT DO NOTHING" => (),
            |values, role| {
                values.push_bind(user.0);
                values.push_bind(role.0);
            }
        )?;
        Ok(())
    }

    /// Makes a role without privileges. [`crate::ErrorKind::Conflict`] when one is called so.
    pub async fn create_role(&mut self, role: &NewRole) -> Result<RoleId> {
        run!(&mut *self, |db| sqlx::query_scalar(
            "INSERT INTO role (word, name, name_en) VALUES ($1, $2, $3) RETURNING id"
        )
        .bind(&role.word)
        .bind(&role.name)
        .bind(&role.name_en)
        .fetch_one(db))
        .map(RoleId)
    }

    /// Renames a role.
    pub async fn rename_role(&mut self, id: RoleId, name: &str, name_en: &str) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "UPDATE role SET name = $2, name_en = $3 WHERE id = $1"
        )
        .bind(id.0)
        .bind(name)
        .bind(name_en)
        .execute(db))?;
        Ok(changed == 1)
    }

    /// Takes a role away, from everybody who has it. Roles of the classic system stay: `false`.
    pub async fn delete_role(&mut self, id: RoleId) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM role WHERE id = $1 AND NOT builtin"
        )
        .bind(id.0)
        .execute(db))?;
        Ok(changed == 1)
    }

    /// Gives a role these privileges and no others.
    pub async fn set_privileges(&mut self, id: RoleId, privileges: &[PrivilegeId]) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM role_privilege WHERE role_id = $1"
        )
        .bind(id.0)
        .execute(db))?;
        insert!(
            &mut *self, privileges, 2,
            "INSERT INTO role_privilege (role_id, privilege_id) ",
            " ON CONFLICT DO NOTHING" => (),
            |values, privilege| {
                values.push_bind(id.0);
                values.push_bind(privilege.0);
            }
        )?;
        Ok(())
    }

    /// Makes a privilege. [`crate::ErrorKind::Conflict`] when there is such a one.
    pub async fn create_privilege(&mut self, grant: &Grant, detail: &str) -> Result<PrivilegeId> {
        run!(&mut *self, |db| sqlx::query_scalar(
            "INSERT INTO privilege (method, pattern, own, detail) VALUES ($1, $2, $3, $4) \
             RETURNING id"
        )
        .bind(grant.method.as_str())
        .bind(grant.pattern.as_str())
        .bind(grant.own)
        .bind(detail)
        .fetch_one(db))
        .map(PrivilegeId)
    }

    /// Takes a privilege away, from every role that has it.
    pub async fn delete_privilege(&mut self, id: PrivilegeId) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM privilege WHERE id = $1"
        )
        .bind(id.0)
        .execute(db))?;
        Ok(changed == 1)
    }
}
