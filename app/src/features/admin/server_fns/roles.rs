//! Roles and privileges.

#[cfg(feature = "ssr")]
use crate::{
    context::caller,
    error::{failed, services, word},
    forms::go_on,
};
use crate::{error::PageError, forms::Next};
use domain::account::admin::{Privilege, Role};
#[cfg(feature = "ssr")]
use domain::{PrivilegeId, RoleId, account::forms};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

/// The roles, and the privileges they may have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RolesAndPrivileges {
    /// The roles.
    pub roles: Vec<Role>,
    /// The privileges.
    pub privileges: Vec<Privilege>,
}

/// The roles, and the privileges they may have.
#[server(prefix = "/api/ui", endpoint = "admin_roles", input = GetUrl)]
pub async fn admin_roles() -> Result<RolesAndPrivileges, PageError> {
    let (services, caller) = (services()?, caller()?);
    Ok(RolesAndPrivileges {
        roles: services.roles(&caller).await.map_err(failed)?,
        privileges: services.privileges(&caller).await.map_err(failed)?,
    })
}

/// Makes a role.
#[server(prefix = "/api/ui", endpoint = "create_role")]
pub async fn create_role(
    /// Its stable word.
    word: String,
    /// Chinese name.
    name: String,
    /// English name.
    name_en: String,
    /// Its privileges.
    #[server(default)]
    privileges: Vec<i64>,
) -> Result<Next, PageError> {
    let form = role_form(word, name, name_en, privileges);
    let made = services()?.create_role(&caller()?, &form).await;
    made.map_err(failed)?;
    Ok(go_on("/admin/roles?done=role_created"))
}

/// Names a role anew, and gives it privileges: those, and no others.
#[server(prefix = "/api/ui", endpoint = "change_role")]
pub async fn change_role(
    /// Which.
    role: i64,
    /// Chinese name.
    name: String,
    /// English name.
    name_en: String,
    /// Its privileges.
    #[server(default)]
    privileges: Vec<i64>,
) -> Result<Next, PageError> {
    let form = role_form(String::new(), name, name_en, privileges);
    let done = services()?
        .change_role(&caller()?, RoleId(role), &form)
        .await;
    done.map_err(failed)?;
    Ok(go_on("/admin/roles?done=role_changed"))
}

/// Takes a role away.
#[server(prefix = "/api/ui", endpoint = "delete_role")]
pub async fn delete_role(
    /// Which.
    role: i64,
) -> Result<Next, PageError> {
    let done = services()?.delete_role(&caller()?, RoleId(role)).await;
    done.map_err(failed)?;
    Ok(go_on("/admin/roles?done=role_deleted"))
}

/// Makes a privilege.
#[server(prefix = "/api/ui", endpoint = "create_privilege")]
pub async fn create_privilege(
    /// What may be done.
    method: String,
    /// To which resources.
    pattern: String,
    /// Whether only to one's own.
    #[server(default)]
    own: bool,
    /// What it is for.
    #[server(default)]
    detail: String,
) -> Result<Next, PageError> {
    let form = forms::PrivilegeForm {
        method: word("method", &method)?,
        pattern,
        own,
        detail,
    };
    let made = services()?.create_privilege(&caller()?, &form).await;
    made.map_err(failed)?;
    Ok(go_on("/admin/roles?done=privilege_created"))
}

/// Takes a privilege away, from all roles.
#[server(prefix = "/api/ui", endpoint = "delete_privilege")]
pub async fn delete_privilege(
    /// Which.
    privilege: i64,
) -> Result<Next, PageError> {
    let done = services()?
        .delete_privilege(&caller()?, PrivilegeId(privilege))
        .await;
    done.map_err(failed)?;
    Ok(go_on("/admin/roles?done=privilege_deleted"))
}

#[cfg(feature = "ssr")]
fn role_form(word: String, name: String, name_en: String, privileges: Vec<i64>) -> forms::RoleForm {
    forms::RoleForm {
        word,
        name,
        name_en,
        privileges: privileges.into_iter().map(PrivilegeId).collect(),
    }
}
