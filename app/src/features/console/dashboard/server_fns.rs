#[cfg(feature = "ssr")]
use super::query_of;
use crate::error::PageError;
#[cfg(feature = "ssr")]
use crate::{
    context::{caller, in_own_language},
    error::{failed, services},
};
use domain::{agents::dashboard::Dashboard, moderation::strike::Standing};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

/// What the console begins with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Today {
    /// What is to be done, and how one's homes do.
    pub dashboard: Dashboard,
    /// How the caller stands who publishes homes.
    pub standing: Standing,
}

/// One's own dashboard.
#[server(prefix = "/api/ui", endpoint = "own_dashboard", input = GetUrl)]
pub async fn own_dashboard(
    /// The query string of the page.
    search: String,
) -> Result<Today, PageError> {
    let (services, caller) = (services()?, caller()?);
    let dashboard = services.dashboard(&caller, query_of(&search)).await;
    Ok(Today {
        dashboard: dashboard.map(in_own_language).map_err(failed)?,
        standing: services.own_standing(&caller).await.map_err(failed)?,
    })
}
