use super::{AgentReview, Licence, Stars};
use crate::{AgentId, NamedPlace, account::admin::Paged};
use serde::{Deserialize, Serialize};

/// What an agent says of themselves, as the agent sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgentProfile {
    /// The agent; nothing before the profile is saved for the first time.
    pub agent: Option<AgentId>,
    /// The name that is shown: the account's real name.
    pub name: String,
    /// The account's phone number; never public.
    pub phone: String,
    /// Agency; may be empty.
    pub agency: String,
    /// Introduction; may be empty.
    pub intro: String,
    /// The estates the agent chose to serve.
    pub estates: Vec<NamedPlace>,
    /// The stars that are shown.
    pub stars: Stars,
    /// How many reviews show.
    pub reviews: u32,
    /// Whether a licence was checked.
    pub certified: bool,
    /// The licence that was handed in last.
    pub licence: Option<Licence>,
    /// Grows with each change; 0 before the first.
    pub version: i64,
}

/// What everybody may read about an agent beside the card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgentAbout {
    /// Agency; may be empty.
    pub agency: String,
    /// Introduction; may be empty.
    pub intro: String,
    /// How many reviews show.
    pub reviews: u32,
    /// A page of them, the newest first.
    pub newest: Paged<AgentReview>,
}
