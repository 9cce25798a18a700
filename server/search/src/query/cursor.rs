//! The cursor: where the next page starts, in a form that stays right while listings come and go.

use crate::model::{Key, Order};
use std::cmp::Reverse;

/// How results are ranked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ranking {
    /// Best match with the text first.
    Relevance,
    /// A presorted order.
    Order(Order),
}

impl Ranking {
    fn letter(self) -> char {
        match self {
            Self::Relevance => 'm',
            Self::Order(Order::Newest) => 'n',
            Self::Order(Order::RentUp) => 'u',
            Self::Order(Order::RentDown) => 'd',
            Self::Order(Order::Area) => 'a',
            Self::Order(Order::RentPerArea) => 'p',
        }
    }
}

/// The last home of a page, and the number of the page after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The place of the last home that was shown.
    pub after: Key,
    /// The number of the page that follows, as it was when the cursor was made.
    pub page: u32,
}

impl Cursor {
    /// The cursor as the URL carries it.
    pub fn write(self, ranking: Ranking) -> String {
        let Key { primary, id } = self.after;
        format!(
            "{}{primary:x}_{:x}_{:x}",
            ranking.letter(),
            id.0.cast_unsigned(),
            self.page
        )
    }

    /// Reads a cursor of results that are ranked by `ranking`.
    pub fn read(text: &str, ranking: Ranking) -> Option<Self> {
        let mut numbers = text.strip_prefix(ranking.letter())?.split('_');
        let primary = u32::from_str_radix(numbers.next()?, 16).ok()?;
        let id = u64::from_str_radix(numbers.next()?, 16).ok()?;
        let page = u32::from_str_radix(numbers.next()?, 16).ok()?;
        numbers.next().is_none().then_some(Self {
            after: Key {
                primary,
                id: Reverse(id.cast_signed()),
            },
            page,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_what_it_writes_for_its_own_order_only() {
        let cursor = Cursor {
            after: Key {
                primary: u32::MAX,
                id: Reverse(-7),
            },
            page: 3,
        };
        let ranking = Ranking::Order(Order::RentUp);
        let text = cursor.write(ranking);
        assert_eq!(Cursor::read(&text, ranking), Some(cursor));
        assert_eq!(Cursor::read(&text, Ranking::Relevance), None);
        for broken in ["", "u", "u1_2", "u1_2_3_4", "ux_1_1", "'--", "u1_2_💥"] {
            assert_eq!(Cursor::read(broken, ranking), None, "{broken}");
        }
    }
}
