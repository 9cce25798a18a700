//! What the page of one's profile as an agent asks the server for.

#[cfg(feature = "ssr")]
use crate::{
    context::{caller, in_own_language},
    error::{failed, services},
    forms::go_on,
};
use crate::{error::PageError, forms::Next};
#[cfg(feature = "ssr")]
use domain::{
    EstateId,
    account::Method,
    agents::{LICENCE_BYTES_MAX, forms::AgentProfileForm},
};
use domain::{NamedPlace, agents::AgentProfile};
use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, MultipartData, MultipartFormData};
use serde::{Deserialize, Serialize};

/// One's profile as an agent, and estates to choose from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnAgentPage {
    /// The profile.
    pub profile: AgentProfile,
    /// The estates that were looked for and are not served yet.
    pub found: Vec<NamedPlace>,
}

/// One's profile as an agent, with the estates that `estate` may name.
#[server(prefix = "/api/ui", endpoint = "own_agent", input = GetUrl)]
pub async fn own_agent(
    /// A part of an estate's name, or nothing.
    #[server(default)]
    estate: String,
) -> Result<OwnAgentPage, PageError> {
    let (services, caller) = (services()?, caller()?);
    let profile = services.own_agent(&caller).await.map_err(failed)?;
    let mut found = services.estates_called(&caller, &estate).map_err(failed)?;
    found.retain(|found| profile.estates.iter().all(|served| served.id != found.id));
    let mut page = AgentProfile {
        estates: found,
        ..AgentProfile::default()
    };
    page = in_own_language(page);
    Ok(OwnAgentPage {
        profile: in_own_language(profile),
        found: page.estates,
    })
}

/// Changes what one says of oneself as an agent.
#[server(prefix = "/api/ui", endpoint = "change_agent")]
pub async fn change_agent(
    /// Agency.
    #[server(default)]
    agency: String,
    /// Introduction.
    #[server(default)]
    intro: String,
    /// The version that was read.
    version: i64,
) -> Result<Next, PageError> {
    let (services, caller) = (services()?, caller()?);
    let profile = services.own_agent(&caller).await.map_err(failed)?;
    let form = AgentProfileForm {
        agency,
        intro,
        estates: ids(&profile),
        version,
    };
    let done = services.change_agent(&caller, &form).await;
    done.map_err(failed)?;
    Ok(go_on("/console/profile?done=profile"))
}

/// Chooses the estates that one serves.
#[server(prefix = "/api/ui", endpoint = "serve_estates")]
pub async fn serve_estates(
    /// All of them.
    #[server(default)]
    estates: Vec<i64>,
    /// The version that was read.
    version: i64,
) -> Result<Next, PageError> {
    let (services, caller) = (services()?, caller()?);
    let profile = services.own_agent(&caller).await.map_err(failed)?;
    let form = AgentProfileForm {
        agency: profile.agency,
        intro: profile.intro,
        estates: estates.into_iter().map(EstateId).collect(),
        version,
    };
    let done = services.change_agent(&caller, &form).await;
    done.map_err(failed)?;
    Ok(go_on("/console/profile?done=estates"))
}

#[cfg(feature = "ssr")]
fn ids(profile: &AgentProfile) -> Vec<EstateId> {
    let estates = profile.estates.iter();
    estates.map(|estate| EstateId(estate.id)).collect()
}

/// Hands in a licence: the file `licence` of the form, and its `number`.
#[server(prefix = "/api/ui", endpoint = "hand_licence_in", input = MultipartFormData)]
pub async fn hand_licence_in(
    /// The form.
    form: MultipartData,
) -> Result<Next, PageError> {
    let unreadable = || failed(services::Error::field("licence", "licence_unreadable"));
    let caller = caller()?;
    caller.require(Method::Post, "/listings").map_err(failed)?;
    let mut form = form.into_inner().ok_or_else(unreadable)?;
    let (mut file, mut number) = (Vec::new(), Vec::new());
    while let Some(mut part) = form.next_field().await.map_err(|_| unreadable())? {
        while let Some(chunk) = part.chunk().await.map_err(|_| unreadable())? {
            match part.name() {
                Some("licence") => file.extend_from_slice(&chunk),
                Some("number") => number.extend_from_slice(&chunk),
                _ => {}
            }
            if file.len() > LICENCE_BYTES_MAX || number.len() > 4_096 {
                return Err(failed(services::Error::field(
                    "licence",
                    "licence_too_large",
                )));
            }
        }
    }
    let number = String::from_utf8_lossy(&number).into_owned();
    let done = services()?.hand_licence_in(&caller, &number, file).await;
    done.map_err(failed)?;
    Ok(go_on("/console/profile?done=licence"))
}
