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
use domain::Rows;
use std::str::FromStr;

/// Reads accounts.
pub struct Accounts<'a> {
    pub(crate) store: &'a Store,
}

/// A stored word as the enum it stands for.
pub(crate) fn word<T: FromStr>(column: &str, text: &str) -> Result<T> {
    text.parse().map_err(|_| Error::unreadable(column, text))
}

/// A part of a list, and how it lies in the whole.
pub(crate) struct Cut {
    /// How many rows there are.
    pub(crate) total: u64,
    /// Which page the part is or lies on.
    pub(crate) page: u32,
    /// How many pages there are, at least 1.
    pub(crate) pages: u32,
    /// Rows before the part.
    pub(crate) skip: i64,
    /// Rows of the part, at most.
    pub(crate) size: i64,
    /// The row before the part, for lists in the order of their ids.
    pub(crate) after: Option<i64>,
}

/// The part of `total` things that `rows` asks for, `page` being the number of the page.
pub(crate) fn cut(total: i64, page: u32, rows: impl Into<Rows>) -> Cut {
    let rows = rows.into();
    let total = u64::try_from(total).unwrap_or_default();
    let size = rows.limit().max(1);
    let pages = u32::try_from(total.div_ceil(u64::from(size)))
        .unwrap_or(u32::MAX)
        .max(1);
    let (page, skip, after) = match rows {
        Rows::Page(_) => {
            let page = page.clamp(1, pages);
            (page, i64::from(page - 1) * i64::from(size), None)
        }
        Rows::From { skip, .. } => ((skip / size).saturating_add(1), skip.into(), None),
        Rows::After { id, .. } => (1, 0, id),
    };
    Cut {
        total,
        page,
        pages,
        skip,
        size: size.into(),
        after,
    }
}
