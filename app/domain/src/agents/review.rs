use crate::{ListingId, ReviewId, ViewingId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Days after a viewing in which it may be reviewed.
pub const REVIEW_DAYS: i64 = 60;
/// Fewer reviews than this make no stars.
pub const REVIEWS_MIN: u32 = 3;

/// Stars by what they are for, 1 to 5 each; 0 stands for none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Stars {
    /// 满意度: satisfaction.
    pub service: u8,
    /// 真实度: truthfulness.
    pub truth: u8,
    /// 专业度: competence.
    pub skill: u8,
}

/// What a renter says of an agent, as everybody may read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AgentReview {
    /// Which.
    pub id: ReviewId,
    /// Who wrote it, as the first character of the name and two asterisks.
    pub author: String,
    /// The stars.
    pub stars: Stars,
    /// In words; may be empty.
    pub body: String,
    /// When.
    #[serde(with = "crate::moment")]
    pub at: DateTime<Utc>,
    /// Whether an admin hid it; only admins see such.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub hidden: bool,
}

/// A viewing that its renter may review.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ViewingToReview {
    /// Which.
    pub viewing: ViewingId,
    /// The home that was viewed.
    pub listing: ListingId,
    /// Its headline.
    pub title: String,
    /// The name of the agent.
    pub agent: String,
    /// When the viewing began.
    #[serde(with = "crate::moment")]
    pub at: DateTime<Utc>,
    /// Whether it has been reviewed.
    pub reviewed: bool,
}

/// A name of which the first character stays: 林** for 林小租.
pub fn masked_name(name: &str) -> String {
    name.chars().take(1).chain(['*', '*']).collect()
}

#[cfg(test)]
mod tests {
    use super::masked_name;

    #[test]
    fn only_the_first_character_of_a_name_is_told() {
        assert_eq!(masked_name("林小租"), "林**");
        assert_eq!(masked_name("欧阳"), "欧**");
    }
}
