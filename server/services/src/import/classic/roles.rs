//! Roles and what they allow.

use super::{
    super::{
        error::ImportError,
        report::{Note, Reason},
    },
    row::{fault, remark},
    run::{Run, Sorted, Taken},
    source::ClassicSource,
    table::{PRIVILEGE, ROLE, ROLE_PRIVILEGE},
};
use domain::{
    PrivilegeId, RoleId,
    account::{Grant, Grants, Method},
};
use std::collections::HashMap;
use store::{ClassicKind, ClassicRow, NewRole};

/// The longest name of a role, in characters.
const NAME_MAX: usize = 50;
/// The highest number of a role of this product.
const BUILTIN: i64 = 4;
/// The longest method and address of a privilege, in characters.
const TEXT_MAX: usize = 511;

/// What a privilege of the classic system is here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Counterpart {
    /// This privilege.
    Grant(Grant),
    /// This privilege, which lets somebody see or change the accounts of others.
    Sensitive(Grant),
    /// Everybody may do it.
    Public,
    /// Nothing here.
    Nothing,
    /// Something of the back office.
    BackOffice,
}

/// What `method` on `url` (such as `/api/houseinfos/`) is here. The classic system knows no owners: who
/// may change homes may change their own here.
pub(super) fn counterpart(method: &str, url: &str) -> Counterpart {
    let path = url.trim().trim_matches('/');
    let path = path.strip_prefix("api/").unwrap_or(path);
    let thing = path.split('/').next().unwrap_or_default();
    let Some(method) = (match method.trim().to_ascii_uppercase().as_str() {
        "GET" => Some(Method::Get),
        "POST" => Some(Method::Post),
        "PUT" => Some(Method::Put),
        "PATCH" => Some(Method::Patch),
        "DELETE" => Some(Method::Delete),
        _ => None,
    }) else {
        return Counterpart::Nothing;
    };
    let grant = |method, pattern: &str, own| {
        let pattern = pattern.parse().ok()?;
        Some(Grant {
            method,
            pattern,
            own,
        })
    };
    // A method on one entry, or on all of them.
    let entries = |name: &str| match method {
        Method::Get | Method::Post => grant(method, &format!("/{name}"), false),
        _ => grant(method, &format!("/{name}/**"), false),
    };
    let known = match (thing, method) {
        ("emps" | "depts", _) => return Counterpart::BackOffice,
        (
            "districts" | "hotcities" | "housetypes" | "tags" | "estates" | "agents" | "houseinfos"
            | "captcha" | "mobile_code" | "mobile",
            Method::Get,
        )
        | ("tokens" | "payments" | "photos", _)
        | ("users", Method::Post) => return Counterpart::Public,
        ("districts", _) => entries("divisions"),
        ("estates", _) => entries("estates"),
        ("tags", _) => entries("tags"),
        ("housetypes", _) => entries("floor-plans"),
        ("houseinfos", Method::Post) => grant(Method::Post, "/listings", false),
        ("houseinfos", Method::Delete) => grant(Method::Delete, "/listings/**", true),
        ("houseinfos", _) => grant(Method::Any, "/listings/**", true),
        ("users", Method::Get | Method::Put) => grant(method, "/users/**", false),
        ("roles", _) => entries("roles"),
        ("privs", Method::Get | Method::Post | Method::Delete) => entries("privileges"),
        _ => None,
    };
    match known {
        Some(grant) if matches!(thing, "users" | "roles" | "privs") => {
            Counterpart::Sensitive(grant)
        }
        Some(grant) => Counterpart::Grant(grant),
        None => Counterpart::Nothing,
    }
}

/// Roles, by number and name: those of this product are the same as there.
pub(super) async fn roles(
    run: &mut Run<'_>,
    source: &mut ClassicSource,
) -> Result<(), ImportError> {
    let Some(mut reading) = run.begin(source, &ROLE).await? else {
        return Ok(());
    };
    while let Some(rows) = run.next(&mut reading).await? {
        let mut taken = Vec::new();
        for (row, mut role) in
            run.read(&ROLE, &rows, |row, _, _| row.needed("rolename", NAME_MAX))?
        {
            role.seal = row.seal(&[]);
            taken.push(role);
        }
        let mut there = run.unit().await?.role_names().await?;
        let Sorted { new, changed } = run.split(ClassicKind::Role, taken).await?;
        let (mut kept, mut rest) = (Vec::new(), Vec::new());
        for role in new {
            let named = there.iter().find(|(_, name)| **name == role.value);
            let Some(own) = named.map(|(id, _)| *id) else {
                rest.push(role);
                continue;
            };
            if own != role.id {
                let note = remark("rolename", &role.value, Note::Joined);
                run.note(role.id, role.line, &note)?;
            }
            run.unchanged(1);
            kept.push(seal_of(&role, own));
        }
        let new = run.free(ClassicKind::Role, rest).await?;
        for role in &new {
            if there.values().any(|name| *name == role.value) {
                let fault = fault("rolename", &role.value, Reason::NameTaken);
                run.reject(Some(role.id), role.line, &fault)?;
                continue;
            }
            let added = NewRole {
                word: format!("classic-{}", role.id),
                name: role.value.clone(),
                name_en: role.value.clone(),
            };
            let unit = run.unit().await?;
            unit.add_numbered_role(RoleId(role.id), &added).await?;
            there.insert(role.id, role.value.clone());
            run.inserted(1);
            kept.push(seal_of(role, role.id));
        }
        for (role, own) in &changed {
            // What this product calls its own roles stays.
            let named = there.iter().find(|(_, name)| **name == role.value);
            if let Some((named, _)) = named {
                kept.push(seal_of(role, *named));
                run.updated(1);
                continue;
            }
            if *own != role.id || *own <= BUILTIN {
                let fault = fault("rolename", &role.value, Reason::IdTaken);
                run.reject(Some(role.id), role.line, &fault)?;
                continue;
            }
            let unit = run.unit().await?;
            if unit
                .rename_role(RoleId(*own), &role.value, &role.value)
                .await?
            {
                kept.push(seal_of(role, *own));
                run.updated(1);
            } else {
                let fault = fault("roleid", &role.id.to_string(), Reason::GoneHere);
                run.reject(Some(role.id), role.line, &fault)?;
            }
        }
        if !new.is_empty() || !changed.is_empty() {
            run.unit().await?.access_changed().await?;
        }
        run.keep(ClassicKind::Role, &kept).await?;
        run.end_batch().await?;
    }
    run.end();
    Ok(())
}

/// Privileges, and what roles may do. Privileges are few: they are remembered by their number.
pub(super) async fn privileges(
    run: &mut Run<'_>,
    source: &mut ClassicSource,
) -> Result<(), ImportError> {
    let mut known: HashMap<i64, (Counterpart, String)> = HashMap::new();
    if let Some(mut reading) = run.begin(source, &PRIVILEGE).await? {
        while let Some(rows) = run.next(&mut reading).await? {
            let read = run.read(&PRIVILEGE, &rows, |row, id, remarks| {
                let method = row.needed("method", TEXT_MAX)?;
                let url = row.needed("url", TEXT_MAX)?;
                let text = format!("{method} {url}");
                let counterpart = counterpart(&method, &url);
                known.insert(id, (counterpart.clone(), text.clone()));
                match counterpart {
                    Counterpart::Nothing => Err(fault("url", &text, Reason::NoCounterpart)),
                    Counterpart::BackOffice => Err(fault("url", &text, Reason::BackOffice)),
                    Counterpart::Public => {
                        remarks.push(remark("url", &text, Note::AllowedToAll));
                        Ok(())
                    }
                    Counterpart::Grant(_) | Counterpart::Sensitive(_) => Ok(()),
                }
            })?;
            run.unchanged(read.len());
            run.end_batch().await?;
        }
        run.end();
    }
    role_privileges(run, source, &known).await
}

async fn role_privileges(
    run: &mut Run<'_>,
    source: &mut ClassicSource,
    privileges: &HashMap<i64, (Counterpart, String)>,
) -> Result<(), ImportError> {
    let accounts = run.services.store().primary_reads();
    let mut own: HashMap<Grant, PrivilegeId> = HashMap::new();
    for privilege in accounts.accounts().privileges().await? {
        own.insert(privilege.grant, privilege.id);
    }
    // What roles allow already; those of the classic system that are new allow nothing.
    let mut allowed: HashMap<RoleId, Grants> = HashMap::new();
    for role in accounts.accounts().roles().await? {
        let of_role = own
            .iter()
            .filter(|(_, id)| role.privileges.contains(id))
            .map(|(grant, _)| grant.clone());
        allowed.insert(role.id, Grants(of_role.collect()));
    }
    let Some(mut reading) = run.begin(source, &ROLE_PRIVILEGE).await? else {
        return Ok(());
    };
    while let Some(rows) = run.next(&mut reading).await? {
        let mut taken = Vec::new();
        for (row, mut pair) in run.read(&ROLE_PRIVILEGE, &rows, |row, _, _| {
            Ok((
                row.needed_number::<i64>("roleid")?,
                row.needed_number::<i64>("privid")?,
            ))
        })? {
            pair.seal = row.seal(&[]);
            taken.push(pair);
        }
        let roles: Vec<i64> = taken.iter().map(|pair| pair.value.0).collect();
        let roles = run
            .unit()
            .await?
            .classic_own(ClassicKind::Role, &roles)
            .await?;
        let sorted = run.sort(ClassicKind::RolePrivilege, taken).await?;
        let mut kept = Vec::new();
        let pairs = sorted
            .new
            .into_iter()
            .chain(sorted.changed.into_iter().map(|it| it.0));
        for pair in pairs {
            let (role, privilege) = pair.value;
            let reject = |column, value: &str, reason| fault(column, value, reason);
            let Some(role) = roles.get(&role).copied().map(RoleId) else {
                let fault = reject("roleid", &role.to_string(), Reason::Dangling);
                run.reject(Some(pair.id), pair.line, &fault)?;
                continue;
            };
            let Some((counterpart, text)) = privileges.get(&privilege) else {
                let fault = reject("privid", &privilege.to_string(), Reason::Dangling);
                run.reject(Some(pair.id), pair.line, &fault)?;
                continue;
            };
            let has = allowed.entry(role).or_default();
            let wanted = match counterpart {
                Counterpart::Public => None,
                Counterpart::Grant(grant) | Counterpart::Sensitive(grant) if has.cover(grant) => {
                    None
                }
                Counterpart::Grant(grant) => Some(grant),
                Counterpart::Sensitive(_) => {
                    let fault = reject("privid", text, Reason::ForAnAdmin);
                    run.reject(Some(pair.id), pair.line, &fault)?;
                    continue;
                }
                Counterpart::Nothing | Counterpart::BackOffice => {
                    let reason = match counterpart {
                        Counterpart::BackOffice => Reason::BackOffice,
                        _ => Reason::NoCounterpart,
                    };
                    let fault = reject("privid", text, reason);
                    run.reject(Some(pair.id), pair.line, &fault)?;
                    continue;
                }
            };
            let Some(grant) = wanted else {
                run.unchanged(1);
                kept.push(seal_of(&pair, role.0));
                continue;
            };
            has.0.push(grant.clone());
            let unit = run.unit().await?;
            let id = match own.get(grant) {
                Some(id) => *id,
                None => {
                    let id = unit.create_privilege(grant, text).await?;
                    own.insert(grant.clone(), id);
                    id
                }
            };
            unit.add_role_privilege(role, id).await?;
            unit.access_changed().await?;
            run.inserted(1);
            kept.push(seal_of(&pair, role.0));
        }
        run.keep(ClassicKind::RolePrivilege, &kept).await?;
        run.end_batch().await?;
    }
    run.end();
    Ok(())
}

/// What is remembered of a row that became `own` here.
pub(super) fn seal_of<T>(row: &Taken<T>, own: i64) -> ClassicRow {
    ClassicRow {
        classic: row.id,
        own,
        seal: row.seal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(method: &str, url: &str) -> String {
        let of = |grant: &Grant| {
            let own = if grant.own { " own" } else { "" };
            format!("{} {}{own}", grant.method.as_str(), grant.pattern.as_str())
        };
        match counterpart(method, url) {
            Counterpart::Grant(grant) => of(&grant),
            Counterpart::Sensitive(grant) => format!("{}!", of(&grant)),
            Counterpart::Public => "public".into(),
            Counterpart::Nothing => "nothing".into(),
            Counterpart::BackOffice => "back office".into(),
        }
    }

    #[test]
    fn privileges_of_the_classic_system_have_a_counterpart_or_none() {
        for (method, url, expected) in [
            ("GET", "/api/houseinfos/", "public"),
            ("POST", "/api/houseinfos/", "POST /listings"),
            ("PUT", "/api/houseinfos/{id}/", "* /listings/** own"),
            ("delete", "api/houseinfos", "DELETE /listings/** own"),
            ("POST", "/api/estates/", "POST /estates"),
            ("PUT", "/api/estates/", "PUT /estates/**"),
            ("DELETE", "/api/housetypes/", "DELETE /floor-plans/**"),
            ("GET", "/api/users/", "GET /users/**!"),
            ("POST", "/api/users/", "public"),
            ("DELETE", "/api/users/", "nothing"),
            ("PUT", "/api/privs/", "nothing"),
            ("POST", "/api/roles/", "POST /roles!"),
            ("GET", "/api/loginlogs/", "nothing"),
            ("GET", "/api/emps/", "back office"),
            ("BREW", "/api/tags/", "nothing"),
            ("PUT", "/api/agents/", "nothing"),
        ] {
            assert_eq!(text(method, url), expected, "{method} {url}");
        }
    }
}
