//! What agents, renters and admins send, as it was typed: nothing in it is checked yet.

use crate::EstateId;
use serde::{Deserialize, Serialize};

/// Changing one's profile as an agent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgentProfileForm {
    /// Agency; may be empty.
    #[serde(default)]
    pub agency: String,
    /// Introduction; may be empty.
    #[serde(default)]
    pub intro: String,
    /// All the estates to serve.
    #[serde(default)]
    pub estates: Vec<EstateId>,
    /// The version that was read.
    pub version: i64,
}

/// Reviewing an agent after a viewing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewForm {
    /// 满意度, 1 to 5.
    pub service: u8,
    /// 真实度, 1 to 5.
    pub truth: u8,
    /// 专业度, 1 to 5.
    pub skill: u8,
    /// In words; may be empty.
    #[serde(default)]
    pub body: String,
}
