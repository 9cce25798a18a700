//! Roles and their privileges, as admins arrange them. Changes hold for the next request.

use super::{
    Caller,
    audit::Deed,
    fields::{Problems, short_text},
};
use crate::{Error, Result, Services};
use domain::{
    PrivilegeId, RoleId,
    account::{
        AuditAction, Grant, Method, ResourcePattern,
        admin::{Privilege, Role},
        forms::{PrivilegeForm, RoleForm},
    },
};
use store::{ErrorKind, NewRole, Unit};

/// The longest name of a role, in characters.
const NAME_MAX: usize = 30;
/// The longest explanation of a privilege, in characters.
const DETAIL_MAX: usize = 200;

impl Services {
    /// All roles with their privileges.
    pub async fn roles(&self, caller: &Caller) -> Result<Vec<Role>> {
        caller.require(Method::Get, "/roles")?;
        Ok(self.store().primary_reads().accounts().roles().await?)
    }

    /// All privileges that roles may have.
    pub async fn privileges(&self, caller: &Caller) -> Result<Vec<Privilege>> {
        caller.require(Method::Get, "/privileges")?;
        Ok(self.store().primary_reads().accounts().privileges().await?)
    }

    /// Makes a role.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every field that is wrong.
    pub async fn create_role(&self, caller: &Caller, form: &RoleForm) -> Result<RoleId> {
        caller.require(Method::Post, "/roles")?;
        let mut problems = Problems::default();
        let word = short_text(&mut problems, "word", &form.word, NAME_MAX);
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
        if !word.bytes().all(plain) {
            problems.add("word", "pattern");
        }
        let name = short_text(&mut problems, "name", &form.name, NAME_MAX);
        let name_en = short_text(&mut problems, "name_en", &form.name_en, NAME_MAX);
        problems.check()?;
        let role = NewRole {
            word,
            name,
            name_en,
        };
        let privileges = self.known_privileges(&form.privileges).await?;
        self.may_give(caller, &privileges, "privileges").await?;
        let mut unit = self.store().begin().await?;
        let id = unit.create_role(&role).await.map_err(name_taken)?;
        unit.set_privileges(id, &privileges).await?;
        let deed = Deed::by(caller, AuditAction::RoleCreated)
            .on("role", id)
            .change("name", None::<String>, Some(role.name))
            .change("privileges", None::<String>, Some(numbers(&privileges)));
        self.finish(unit, deed).await?;
        Ok(id)
    }

    /// Names a role anew and gives it these privileges and no others.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every field that is wrong, or when admins could not do everything any more.
    pub async fn change_role(&self, caller: &Caller, id: RoleId, form: &RoleForm) -> Result<()> {
        caller.require(Method::Put, &["/roles/", &id.to_string()].concat())?;
        let roles = self.store().primary_reads().accounts().roles().await?;
        let before = roles
            .iter()
            .find(|role| role.id == id)
            .ok_or(Error::NotFound)?;
        let mut problems = Problems::default();
        let name = short_text(&mut problems, "name", &form.name, NAME_MAX);
        let name_en = short_text(&mut problems, "name_en", &form.name_en, NAME_MAX);
        problems.check()?;
        let privileges = self.known_privileges(&form.privileges).await?;
        if id == RoleId::ADMIN {
            may_do_everything(caller, "privileges")?;
            if !self.allow_everything(&privileges).await? {
                return Err(Error::field("privileges", "locks_you_out"));
            }
        }
        let added = privileges
            .iter()
            .filter(|id| !before.privileges.contains(id));
        let added: Vec<PrivilegeId> = added.copied().collect();
        self.may_give(caller, &added, "privileges").await?;
        let deed = Deed::by(caller, AuditAction::RoleChanged)
            .on("role", id)
            .change("name", Some(&before.name), Some(&name))
            .change("name_en", Some(&before.name_en), Some(&name_en))
            .change(
                "privileges",
                Some(numbers(&before.privileges)),
                Some(numbers(&privileges)),
            );
        if deed.is_empty() {
            return Ok(());
        }
        let mut unit = self.store().begin().await?;
        unit.rename_role(id, &name, &name_en)
            .await
            .map_err(name_taken)?;
        unit.set_privileges(id, &privileges).await?;
        self.finish(unit, deed).await
    }

    /// Takes a role away, from everybody who has it.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a role of the classic system.
    pub async fn delete_role(&self, caller: &Caller, id: RoleId) -> Result<()> {
        caller.require(Method::Delete, &["/roles/", &id.to_string()].concat())?;
        let roles = self.store().primary_reads().accounts().roles().await?;
        let before = roles
            .iter()
            .find(|role| role.id == id)
            .ok_or(Error::NotFound)?;
        if before.builtin {
            return Err(Error::field("form", "builtin"));
        }
        let mut unit = self.store().begin().await?;
        unit.delete_role(id).await?;
        let deed = Deed::by(caller, AuditAction::RoleDeleted)
            .on("role", id)
            .change("name", Some(&before.name), None::<String>)
            .change("members", Some(before.members), None::<u64>);
        self.finish(unit, deed).await
    }

    /// Makes a privilege, which no role has yet.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every field that is wrong, or when there is such a one.
    pub async fn create_privilege(
        &self,
        caller: &Caller,
        form: &PrivilegeForm,
    ) -> Result<PrivilegeId> {
        caller.require(Method::Post, "/privileges")?;
        let mut problems = Problems::default();
        let pattern: Option<ResourcePattern> = form.pattern.parse().ok();
        if pattern.is_none() {
            problems.add("pattern", "pattern");
        }
        if form.detail.chars().count() > DETAIL_MAX {
            problems.add("detail", "too_long");
        }
        problems.check()?;
        let Some(pattern) = pattern else {
            return Err(Error::field("pattern", "pattern"));
        };
        let grant = Grant {
            method: form.method,
            pattern,
            own: form.own,
        };
        let mut unit = self.store().begin().await?;
        let id = unit
            .create_privilege(&grant, form.detail.trim())
            .await
            .map_err(|error| match error.kind() {
                ErrorKind::Conflict => Error::field("pattern", "exists"),
                _ => error.into(),
            })?;
        let deed = Deed::by(caller, AuditAction::PrivilegeCreated)
            .on("privilege", id)
            .change("grant", None::<String>, Some(said(&grant)));
        self.finish(unit, deed).await?;
        Ok(id)
    }

    /// Takes a privilege away, from every role that has it.
    ///
    /// # Errors
    /// [`Error::Invalid`] when admins could not do everything any more.
    pub async fn delete_privilege(&self, caller: &Caller, id: PrivilegeId) -> Result<()> {
        caller.require(Method::Delete, &["/privileges/", &id.to_string()].concat())?;
        let store = self.store().primary_reads();
        let privileges = store.accounts().privileges().await?;
        let before = privileges
            .iter()
            .find(|privilege| privilege.id == id)
            .ok_or(Error::NotFound)?;
        let roles = store.accounts().roles().await?;
        let admins = roles.iter().find(|role| role.id == RoleId::ADMIN);
        let left: Vec<PrivilegeId> = admins
            .into_iter()
            .flat_map(|role| role.privileges.iter().copied())
            .filter(|privilege| *privilege != id)
            .collect();
        if !self.allow_everything(&left).await? {
            return Err(Error::field("form", "locks_you_out"));
        }
        let mut unit = self.store().begin().await?;
        unit.delete_privilege(id).await?;
        let deed = Deed::by(caller, AuditAction::PrivilegeDeleted)
            .on("privilege", id)
            .change("grant", Some(said(&before.grant)), None::<String>);
        self.finish(unit, deed).await
    }

    async fn finish(&self, mut unit: Unit, deed: Deed) -> Result<()> {
        unit.access_changed().await?;
        self.record(&mut unit, deed).await?;
        unit.commit().await?;
        self.0.accounts.forget_all();
        Ok(())
    }

    async fn known_privileges(&self, ids: &[PrivilegeId]) -> Result<Vec<PrivilegeId>> {
        let known = self.store().primary_reads().accounts().privileges().await?;
        if ids
            .iter()
            .any(|id| known.iter().all(|privilege| privilege.id != *id))
        {
            return Err(Error::field("privileges", "unknown_value"));
        }
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        ids.dedup();
        Ok(ids)
    }

    /// Whether these privileges allow anything to be done to everything: what the role of admins needs,
    /// or nobody could set things right again.
    async fn allow_everything(&self, ids: &[PrivilegeId]) -> Result<bool> {
        let known = self.store().primary_reads().accounts().privileges().await?;
        let mut chosen = known.iter().filter(|privilege| ids.contains(&privilege.id));
        Ok(chosen.any(|privilege| privilege.grant.is_everything()))
    }

    /// Makes sure that the caller gives nobody more than they may do themselves.
    ///
    /// # Errors
    /// [`Error::Invalid`] with `field` and code `beyond_own`.
    pub(crate) async fn may_give(
        &self,
        caller: &Caller,
        privileges: &[PrivilegeId],
        field: &str,
    ) -> Result<()> {
        let own = &caller.signed_in()?.grants;
        let known = self.store().primary_reads().accounts().privileges().await?;
        let mut given = known
            .iter()
            .filter(|privilege| privileges.contains(&privilege.id));
        if given.all(|privilege| own.cover(&privilege.grant)) {
            Ok(())
        } else {
            Err(Error::field(field, "beyond_own"))
        }
    }
}

/// Makes sure that the caller may do everything, as what concerns admins asks for.
///
/// # Errors
/// [`Error::Invalid`] with `field` and code `beyond_own`.
pub(crate) fn may_do_everything(caller: &Caller, field: &str) -> Result<()> {
    if caller.signed_in()?.grants.are_everything() {
        Ok(())
    } else {
        Err(Error::field(field, "beyond_own"))
    }
}

fn name_taken(error: store::Error) -> Error {
    match error.kind() {
        ErrorKind::Conflict => Error::field("name", "name_taken"),
        _ => error.into(),
    }
}

fn numbers(privileges: &[PrivilegeId]) -> String {
    let numbers: Vec<String> = privileges.iter().map(ToString::to_string).collect();
    numbers.join(",")
}

fn said(grant: &Grant) -> String {
    let own = if grant.own { " own" } else { "" };
    format!("{} {}{own}", grant.method, grant.pattern.as_str())
}
