//! Renters and hosts in touch: enquiries, phone numbers that were shown, viewings, notices, and what
//! people keep for themselves.

mod enquiries;
mod feeds;
mod homes;
mod hours;
mod notices;
mod response;
mod reveals;
mod searches;
mod viewings;

pub use enquiries::{EnquiryParties, OwnMessage};
pub use homes::HomeHost;
pub use notices::NewNotice;
pub use reveals::Reveal;
pub use viewings::{NewViewing, ViewingParties, ViewingUpdate};

use crate::{Error, Result, Store};
use domain::contact::Side;
use std::str::FromStr;

/// Reads how people are in touch.
pub struct Contacts<'a> {
    pub(crate) store: &'a Store,
}

/// A stored word as the enum it stands for.
fn word<T: FromStr>(column: &str, text: &str) -> Result<T> {
    text.parse().map_err(|_| Error::unreadable(column, text))
}

/// The column that names who is on this side.
const fn party(side: Side) -> &'static str {
    match side {
        Side::Renter => "renter_id",
        Side::Host => "host_id",
    }
}

/// The name of the other side of a thing whose renter and host are joined as `renter`, `host` and, where
/// the host is an agent, `host_agent`.
const fn name_of_other(side: Side) -> &'static str {
    match side {
        Side::Host => "renter.real_name",
        // Who left is nobody any more.
        Side::Renter => {
            "CASE WHEN host.status = 'left' THEN host.real_name \
             ELSE COALESCE(host_agent.name, host.real_name) END"
        }
    }
}
