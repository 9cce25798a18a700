//! Enquiries (咨询).

use super::{AboutHome, EnquiryMark, Side};
use crate::{EnquiryId, ListingId};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The longest message, in characters.
pub const MESSAGE_MAX: usize = 1_000;

/// What is wrong with a message, if anything: the code of a field's problem.
pub fn message_problem(body: &str) -> Option<&'static str> {
    let body = body.trim();
    if body.is_empty() {
        Some("missing")
    } else if body.chars().count() > MESSAGE_MAX {
        Some("message_length")
    } else if body
        .chars()
        .any(|c| c.is_control() && !matches!(c, '\n' | '\t'))
    {
        Some("message_characters")
    } else {
        None
    }
}

/// An enquiry in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Enquiry {
    /// The enquiry.
    pub id: EnquiryId,
    /// The home it is about.
    pub home: AboutHome,
    /// On which side the caller is.
    pub side: Side,
    /// The name of the other side.
    pub with: String,
    /// What the host makes of it.
    pub mark: EnquiryMark,
    /// When it began.
    pub opened_at: DateTime<Utc>,
    /// When somebody last wrote.
    pub last_message_at: DateTime<Utc>,
    /// The beginning of what was written last.
    pub last_message: String,
    /// Messages that the caller has not read.
    pub unread: u32,
}

/// What somebody wrote.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnquiryMessage {
    /// Who wrote it.
    pub from: Side,
    /// When.
    pub at: DateTime<Utc>,
    /// The words.
    pub body: String,
}

/// An enquiry with all that was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnquiryThread {
    /// The enquiry.
    pub enquiry: Enquiry,
    /// The messages, the oldest first.
    pub messages: Vec<EnquiryMessage>,
}

/// Which enquiries a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnquiryQuery {
    /// With which mark; any when none is said.
    #[serde(default)]
    pub mark: Option<EnquiryMark>,
    /// Only those with something unread.
    #[serde(default)]
    pub unread: bool,
    /// Only those about this home.
    #[serde(default)]
    pub listing: Option<ListingId>,
    /// Which page, from 1.
    #[serde(default)]
    pub page: u32,
}

impl EnquiryQuery {
    /// What a query string asks for: `mark`, `unread`, `listing`, `page`.
    pub fn parse(search: &str) -> Self {
        let mut query = Self {
            page: 1,
            ..Self::default()
        };
        for (name, value) in form_urlencoded::parse(search.as_bytes()) {
            match &*name {
                "mark" => query.mark = value.parse().ok(),
                "unread" => query.unread = matches!(&*value, "1" | "true"),
                "listing" => query.listing = value.parse().ok(),
                "page" => query.page = value.parse().unwrap_or(1).max(1),
                _ => {}
            }
        }
        query
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_says_something_of_bounded_length() {
        assert_eq!(message_problem("请问可以养猫吗？\n谢谢"), None);
        assert_eq!(message_problem(" \n\t "), Some("missing"));
        assert_eq!(message_problem(&"好".repeat(1_000)), None);
        assert_eq!(message_problem(&"好".repeat(1_001)), Some("message_length"));
        assert_eq!(message_problem("a\0b"), Some("message_characters"));
    }

    #[test]
    fn a_list_is_asked_for_in_its_address() {
        let query = EnquiryQuery::parse("mark=following&unread=1&listing=7&page=3&x=y");
        assert_eq!(
            query,
            EnquiryQuery {
                mark: Some(EnquiryMark::Following),
                unread: true,
                listing: Some(ListingId(7)),
                page: 3
            }
        );
        let query = EnquiryQuery::parse("mark=x&page=0");
        assert_eq!((query.mark, query.unread, query.page), (None, false, 1));
    }
}
