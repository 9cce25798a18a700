//! Viewings (看房预约).

use super::{
    AboutHome, CancelReason, SLOT_MINUTES, Side, ViewingAction, ViewingStatus, ViewingTime,
};
use crate::{ListingId, ViewingId};
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// The longest note or explanation, in characters.
pub const NOTE_MAX: usize = 200;

/// A viewing as one of its sides sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Viewing {
    /// The viewing.
    pub id: ViewingId,
    /// The home.
    pub home: AboutHome,
    /// Where the home is, in words.
    pub place: String,
    /// On which side the caller is.
    pub side: Side,
    /// The name of the other side.
    pub with: String,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// Where it stands.
    pub status: ViewingStatus,
    /// Whether the renter has reviewed who showed it.
    pub reviewed: bool,
    /// What the renter said when booking.
    pub note: String,
    /// Why it was called off.
    pub reason: Option<CancelReason>,
    /// What was said beside the reason.
    pub reason_note: String,
    /// Who called it off.
    pub cancelled_by: Option<Side>,
    /// Counts what calendars must notice.
    pub sequence: u32,
    /// Grows with each change.
    pub version: i64,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it last changed.
    pub updated_at: DateTime<Utc>,
}

/// Why something cannot be done to a viewing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It is for the other side to do.
    NotYours,
    /// It does not stand where this could be done.
    Over,
    /// It has not begun yet.
    TooEarly,
    /// It has begun already.
    TooLate,
}

impl ViewingStatus {
    /// Whether a viewing at `starts_at` that stands here took place, as far as is known: its host says so, or
    /// it was agreed on, is past, and nobody says otherwise.
    pub fn took_place(self, starts_at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
        let ends_at = starts_at + TimeDelta::minutes(i64::from(SLOT_MINUTES));
        self == Self::Done || (self == Self::Confirmed && ends_at <= now)
    }

    /// Where `action` by `side` leads a viewing at `starts_at` that stands here.
    pub fn after(
        self,
        action: ViewingAction,
        side: Side,
        starts_at: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Self, Refused> {
        use ViewingAction::{Cancel, Confirm, Done, Missed, Move};
        let begun = starts_at <= now;
        if side == Side::Renter && matches!(action, Confirm | Done | Missed) {
            return Err(Refused::NotYours);
        }
        if !self.is_open() || (action == Confirm && self == Self::Confirmed) {
            return Err(Refused::Over);
        }
        match action {
            Confirm | Move if begun => Err(Refused::TooLate),
            // Afterwards a host says what became of it: calling it off would keep the renter from a review.
            Cancel if begun && side == Side::Host => Err(Refused::TooLate),
            Done | Missed if !begun => Err(Refused::TooEarly),
            Confirm => Ok(Self::Confirmed),
            // What the host proposes the host has agreed to.
            Move if side == Side::Host => Ok(Self::Confirmed),
            Move => Ok(Self::Requested),
            Cancel => Ok(Self::Cancelled),
            Done => Ok(Self::Done),
            Missed => Ok(Self::Missed),
        }
    }
}

/// Booking a viewing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ViewingPlan {
    /// Of which home.
    pub listing: ListingId,
    /// When it begins: one of the slots.
    pub starts_at: DateTime<Utc>,
    /// What there is to say.
    #[serde(default)]
    pub note: String,
}

/// Changing a viewing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ViewingChange {
    /// What is done.
    pub action: ViewingAction,
    /// The version that was read.
    pub version: i64,
    /// When it begins, for a move.
    #[serde(default)]
    pub starts_at: Option<DateTime<Utc>>,
    /// Why, for calling it off.
    #[serde(default)]
    pub reason: Option<CancelReason>,
    /// More about the reason.
    #[serde(default)]
    pub note: String,
}

/// Which viewings a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ViewingQuery {
    /// When they are.
    pub time: ViewingTime,
    /// Which page, from 1.
    pub page: u32,
}

impl ViewingQuery {
    /// What a query string asks for: `time`, `page`.
    pub fn parse(search: &str) -> Self {
        let mut query = Self {
            time: ViewingTime::Open,
            page: 1,
        };
        for (name, value) in form_urlencoded::parse(search.as_bytes()) {
            match &*name {
                "time" => query.time = value.parse().unwrap_or(ViewingTime::Open),
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
    use ViewingAction::{Cancel, Confirm, Done, Missed, Move};
    use ViewingStatus as Status;

    #[test]
    fn each_side_does_what_is_theirs_at_its_time() {
        let starts = crate::moment::parse("2026-06-01T04:00:00Z").unwrap();
        let before = crate::moment::parse("2026-06-01T03:59:59Z").unwrap();
        for (status, action, side, now, after) in [
            (
                Status::Requested,
                Confirm,
                Side::Host,
                before,
                Ok(Status::Confirmed),
            ),
            (
                Status::Requested,
                Confirm,
                Side::Renter,
                before,
                Err(Refused::NotYours),
            ),
            (
                Status::Requested,
                Confirm,
                Side::Host,
                starts,
                Err(Refused::TooLate),
            ),
            (
                Status::Confirmed,
                Cancel,
                Side::Host,
                starts,
                Err(Refused::TooLate),
            ),
            (
                Status::Confirmed,
                Cancel,
                Side::Host,
                before,
                Ok(Status::Cancelled),
            ),
            (
                Status::Confirmed,
                Cancel,
                Side::Renter,
                starts,
                Ok(Status::Cancelled),
            ),
            (
                Status::Confirmed,
                Confirm,
                Side::Host,
                before,
                Err(Refused::Over),
            ),
            (
                Status::Confirmed,
                Move,
                Side::Renter,
                before,
                Ok(Status::Requested),
            ),
            (
                Status::Requested,
                Move,
                Side::Host,
                before,
                Ok(Status::Confirmed),
            ),
            (
                Status::Confirmed,
                Move,
                Side::Host,
                starts,
                Err(Refused::TooLate),
            ),
            (
                Status::Requested,
                Cancel,
                Side::Renter,
                before,
                Ok(Status::Cancelled),
            ),
            (
                Status::Confirmed,
                Done,
                Side::Host,
                before,
                Err(Refused::TooEarly),
            ),
            (
                Status::Confirmed,
                Done,
                Side::Host,
                starts,
                Ok(Status::Done),
            ),
            (
                Status::Requested,
                Missed,
                Side::Host,
                starts,
                Ok(Status::Missed),
            ),
            (
                Status::Confirmed,
                Done,
                Side::Renter,
                starts,
                Err(Refused::NotYours),
            ),
        ] {
            assert_eq!(
                status.after(action, side, starts, now),
                after,
                "{status} {action} {side}"
            );
        }
        for over in [Status::Cancelled, Status::Done, Status::Missed] {
            for action in ViewingAction::ALL {
                let after = over.after(*action, Side::Host, starts, starts);
                assert_eq!(after, Err(Refused::Over), "{over} {action}");
            }
        }
    }
}
