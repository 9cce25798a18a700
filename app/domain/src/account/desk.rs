//! How much waits for somebody on the pages of one purpose.

use crate::moderation::queue::Waiting;
use serde::{Deserialize, Serialize};

crate::listing::words! {
    /// Pages of one purpose, which lead to each other.
    Desk {
        /// One's own account.
        Account = "account",
        /// The console of who offers homes.
        Console = "console",
        /// The pages of admins.
        Admin = "admin",
    }
}

/// How much waits for somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Waits {
    /// Enquiries in which there is something unread.
    pub enquiries: u32,
    /// Viewings that wait to be confirmed.
    pub viewings: u32,
    /// What waits for an admin.
    pub moderation: Waiting,
}
