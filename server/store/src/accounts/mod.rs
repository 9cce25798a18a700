//! Accounts (账号) and all that hangs on them: sessions, codes, messages, roles, the audit trail.

mod audit;
mod codes;
mod kept;
mod messages;
mod networks;
mod points;
mod roles;
mod sessions;
mod tokens;
mod users;

pub use audit::{AuditRow, NewAuditEntry};
pub use codes::{CodeRecord, NewCode};
pub use kept::Kept;
pub use messages::{MessageRecord, NewMessage};
pub use roles::NewRole;
pub use sessions::{NewSignIn, SessionRecord, Standing};
pub use tokens::{NewTokenRecord, TokenStanding};
pub use users::{AccountRecord, Identity, NewAccount};

use crate::{Error, Result, Store};
use std::str::FromStr;

/// Reads accounts.
pub struct Accounts<'a> {
    pub(crate) store: &'a Store,
}

/// A stored word as the enum it stands for.
pub(crate) fn word<T: FromStr>(column: &str, text: &str) -> Result<T> {
    text.parse().map_err(|_| Error::unreadable(column, text))
}

/// How many pages `total` things fill, and how many things stand before page `page`.
pub(crate) fn paging(total: i64, page: u32, size: u32) -> (u64, u32, u32, i64) {
    let total = u64::try_from(total).unwrap_or_default();
    let pages = u32::try_from(total.div_ceil(u64::from(size)))
        .unwrap_or(u32::MAX)
        .max(1);
    let page = page.clamp(1, pages);
    (total, page, pages, i64::from(page - 1) * i64::from(size))
}
