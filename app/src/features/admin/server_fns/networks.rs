//! Rules for networks, and the audit trail.

#[cfg(feature = "ssr")]
use super::super::audit_page::query_of;
#[cfg(feature = "ssr")]
use crate::{
    context::caller,
    error::{failed, services, word},
    forms::go_on,
};
use crate::{error::PageError, forms::Next};
use domain::account::admin::{AuditEntry, NetworkRule, Paged};
#[cfg(feature = "ssr")]
use domain::{NetworkRuleId, account::forms};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// The rules for networks.
#[server(prefix = "/api/ui", endpoint = "admin_networks", input = GetUrl)]
pub async fn admin_networks() -> Result<Vec<NetworkRule>, PageError> {
    services()?.network_rules(&caller()?).await.map_err(failed)
}

/// Makes a rule for a network.
#[server(prefix = "/api/ui", endpoint = "add_network_rule")]
pub async fn add_network_rule(
    /// Which pages.
    group: String,
    /// Whether it gets in.
    verdict: String,
    /// The network.
    network: String,
    /// Why.
    #[server(default)]
    note: String,
) -> Result<Next, PageError> {
    let form = forms::NetworkForm {
        group: word("group", &group)?,
        verdict: word("verdict", &verdict)?,
        network,
        note,
    };
    let made = services()?.add_network_rule(&caller()?, &form).await;
    made.map_err(failed)?;
    Ok(go_on("/admin/networks?done=network_added"))
}

/// Takes a rule for a network away.
#[server(prefix = "/api/ui", endpoint = "remove_network_rule")]
pub async fn remove_network_rule(
    /// Which.
    rule: i64,
) -> Result<Next, PageError> {
    let done = services()?
        .remove_network_rule(&caller()?, NetworkRuleId(rule))
        .await;
    done.map_err(failed)?;
    Ok(go_on("/admin/networks?done=network_removed"))
}

/// A page of the audit trail.
#[server(prefix = "/api/ui", endpoint = "admin_audit", input = GetUrl)]
pub async fn admin_audit(
    /// The query string of the page.
    search: String,
) -> Result<Paged<AuditEntry>, PageError> {
    let entries = services()?.audit(&caller()?, &query_of(&search)).await;
    entries.map_err(failed)
}
