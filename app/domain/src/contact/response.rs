//! How hosts answer.

use serde::{Deserialize, Serialize};

/// Days over which answers are measured.
pub const MEASURED_DAYS: i64 = 90;
/// Enquiries below which nothing is said.
pub const MEASURED_MIN: u32 = 5;

/// How a host answered enquiries of the last 90 days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResponseRate {
    /// Of 100 enquiries, how many were answered.
    pub percent: u8,
    /// Within how many hours at least half of the answers came; nothing where it took more than
    /// 72 hours.
    pub hours: Option<u8>,
}

impl ResponseRate {
    /// Hours that are told apart.
    pub const HOURS: [u8; 6] = [1, 2, 4, 8, 24, 72];

    /// The rate of a host with `asked` enquiries, of which `answered` were; `within` says how many of
    /// them in each of [`Self::HOURS`]. Nothing where there are too few.
    pub fn of(asked: u32, answered: u32, within: [u32; 6]) -> Option<Self> {
        if asked < MEASURED_MIN {
            return None;
        }
        let percent = u64::from(answered.min(asked)) * 100 / u64::from(asked);
        let half = answered.div_ceil(2);
        let hours = Self::HOURS
            .into_iter()
            .zip(within)
            .find(|(_, count)| answered > 0 && *count >= half)
            .map(|(hours, _)| hours);
        Some(Self {
            percent: u8::try_from(percent).unwrap_or(100),
            hours,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_said_of_five_enquiries_and_more() {
        assert_eq!(ResponseRate::of(4, 4, [4; 6]), None);
        let rate = |asked, answered, within| {
            let rate = ResponseRate::of(asked, answered, within).unwrap();
            (rate.percent, rate.hours)
        };
        assert_eq!(rate(20, 19, [3, 10, 12, 15, 19, 19]), (95, Some(2)));
        assert_eq!(rate(5, 5, [2, 2, 2, 2, 2, 2]), (100, None));
        assert_eq!(rate(5, 0, [0; 6]), (0, None));
        assert_eq!(rate(6, 1, [0, 0, 0, 0, 1, 1]), (16, Some(24)));
    }
}
