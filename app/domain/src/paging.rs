//! Which part of a list is asked for.

/// Rows of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rows {
    /// The page whose number is asked for, of so many rows.
    Page(u32),
    /// `limit` rows after the first `skip`.
    From {
        /// Rows before them.
        skip: u32,
        /// How many at most.
        limit: u32,
    },
    /// `limit` rows after the one with this id, from the first where there is none. Rows that come or go
    /// meanwhile move no others.
    After {
        /// The row before them.
        id: Option<i64>,
        /// How many at most.
        limit: u32,
    },
}

impl Rows {
    /// How many rows at most.
    pub const fn limit(self) -> u32 {
        match self {
            Self::Page(limit) | Self::From { limit, .. } | Self::After { limit, .. } => limit,
        }
    }
}

impl From<u32> for Rows {
    /// Pages of so many rows.
    fn from(size: u32) -> Self {
        Self::Page(size)
    }
}
