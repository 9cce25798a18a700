//! The life of a listing: which step leads from where to where. `docs/architecture.md` draws it.

use crate::ListingStatus;
use chrono::{DateTime, TimeDelta, Utc};

/// After so many days without a word its publisher is asked whether a home is still to be had.
pub const CONFIRM_DAYS: i64 = 14;
/// A home that nobody confirmed for so many days is not shown any more.
pub const SHOWN_DAYS: i64 = 30;
/// A home that has been expired for so many days does not come back by a word of its publisher: what it says is too old
/// to be believed, so it is put up again and goes through another review.
pub const EXPIRED_DAYS: i64 = 90;

crate::listing::words! {
    /// A step in the life of a listing.
    ListingAction {
        /// 提交审核: its publisher wants it shown.
        Submit = "submit",
        /// 撤回: back from review, to be written on.
        Recall = "recall",
        /// 通过: a moderator lets it be shown.
        Approve = "approve",
        /// 驳回: a moderator sends it back.
        Reject = "reject",
        /// 确认在租: it is still to be had.
        Confirm = "confirm",
        /// 预订: it is promised to somebody.
        Reserve = "reserve",
        /// 取消预订: the promise is off.
        Release = "release",
        /// 已租出: it is rented out.
        Let = "let",
        /// 下架: its publisher takes it back.
        Withdraw = "withdraw",
        /// 重新发布: it is to be had again, after another review.
        Relist = "relist",
        /// 强制下架: a moderator takes it down.
        TakeDown = "take_down",
        /// 恢复公开: a moderator puts back what was taken down, because its publisher appealed.
        Restore = "restore",
        /// 过期: nobody confirmed it in time.
        Expire = "expire",
    }
}

/// Who may take a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Who published the listing.
    Publisher,
    /// Who checks listings.
    Moderator,
    /// Nobody: time passes.
    Clock,
}

impl ListingAction {
    /// Who takes it.
    pub const fn actor(self) -> Actor {
        match self {
            Self::Approve | Self::Reject | Self::TakeDown | Self::Restore => Actor::Moderator,
            Self::Expire => Actor::Clock,
            _ => Actor::Publisher,
        }
    }
}

impl ListingStatus {
    /// Where `action` leads from here; nothing when it cannot be taken here.
    ///
    /// An edit of a public listing is submitted, recalled, approved and rejected without moving the
    /// listing: what is public stays until the edit takes its place.
    pub const fn after(self, action: ListingAction) -> Option<Self> {
        use ListingAction as A;
        Some(match (self, action) {
            (Self::Draft, A::Submit) => Self::InReview,
            (Self::InReview, A::Recall | A::Reject) => Self::Draft,
            (Self::InReview, A::Approve) => Self::Published,
            (Self::Published, A::Confirm | A::Submit | A::Recall | A::Approve | A::Reject) => {
                Self::Published
            }
            (Self::Published, A::Reserve) => Self::Reserved,
            (Self::Published, A::Expire) => Self::Expired,
            (Self::Reserved, A::Release) => Self::Published,
            (Self::Reserved, A::Submit | A::Recall | A::Approve | A::Reject) => Self::Reserved,
            (Self::Published | Self::Reserved, A::Let) => Self::Let,
            (Self::Published | Self::Reserved, A::Withdraw | A::TakeDown) => Self::Withdrawn,
            (Self::Expired, A::Confirm) => Self::Published,
            (Self::Expired, A::Withdraw | A::TakeDown) => Self::Withdrawn,
            (Self::Withdrawn, A::Restore) => Self::Published,
            (Self::Let | Self::Withdrawn | Self::Expired, A::Relist) => Self::Draft,
            _ => return None,
        })
    }

    /// Where a home comes back to that was taken down while it stood here, once that turns out to be wrong. One that
    /// was reserved is to be had again, since its viewings were called off; one that had expired is as expired as before.
    pub const fn restored(self) -> Self {
        match self {
            Self::Expired => Self::Expired,
            _ => Self::Published,
        }
    }

    /// Whether a home that stands here, and was last confirmed at `confirmed_at`, has been expired for too long to
    /// be confirmed. Homes that nobody ever confirmed do not expire.
    pub fn long_expired(self, confirmed_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> bool {
        let last = now - TimeDelta::days(SHOWN_DAYS + EXPIRED_DAYS);
        self == Self::Expired && confirmed_at.is_some_and(|at| at < last)
    }

    /// The steps that `actor` can take from here, in the order in which people expect them.
    pub fn steps(self, actor: Actor) -> impl Iterator<Item = ListingAction> {
        let steps = ListingAction::ALL.iter().copied();
        steps.filter(move |action| action.actor() == actor && self.after(*action).is_some())
    }

    /// Whether what is written about a listing can be changed here.
    pub const fn is_editable(self) -> bool {
        matches!(self, Self::Draft | Self::Published | Self::Reserved)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listing_is_public_only_after_somebody_approved_it() {
        // Walks every way that leads to being public, from a draft.
        let mut seen = vec![(ListingStatus::Draft, false)];
        let mut next = 0;
        while let Some((status, approved)) = seen.get(next).copied() {
            next += 1;
            assert!(
                approved || !matches!(status, ListingStatus::Published | ListingStatus::Reserved)
            );
            for action in ListingAction::ALL {
                if let Some(after) = status.after(*action) {
                    // What was once approved and drafted again has to be approved again.
                    let approved = after != ListingStatus::Draft
                        && after != ListingStatus::InReview
                        && (approved || *action == ListingAction::Approve);
                    if !seen.contains(&(after, approved)) {
                        seen.push((after, approved));
                    }
                }
            }
        }
        for status in ListingStatus::ALL {
            assert!(
                seen.iter().any(|(reached, _)| reached == status),
                "{status} is never reached"
            );
        }
    }

    #[test]
    fn steps_are_offered_to_those_who_may_take_them() {
        let steps = |status: ListingStatus, actor| status.steps(actor).collect::<Vec<_>>();
        use ListingAction as A;
        assert_eq!(steps(ListingStatus::Draft, Actor::Publisher), [A::Submit]);
        assert_eq!(
            steps(ListingStatus::InReview, Actor::Moderator),
            [A::Approve, A::Reject]
        );
        assert_eq!(
            steps(ListingStatus::Expired, Actor::Publisher),
            [A::Confirm, A::Withdraw, A::Relist]
        );
        assert_eq!(steps(ListingStatus::Let, Actor::Publisher), [A::Relist]);
        assert!(steps(ListingStatus::Draft, Actor::Moderator).is_empty());
        assert_eq!(
            steps(ListingStatus::Withdrawn, Actor::Moderator),
            [A::Restore]
        );
        assert!(!steps(ListingStatus::Withdrawn, Actor::Publisher).contains(&A::Restore));
    }

    #[test]
    fn what_is_expired_for_long_is_not_confirmed() {
        let now = crate::moment::parse("2026-06-01T04:00:00Z").unwrap();
        let days = |days| Some(now - TimeDelta::days(days));
        let expired = ListingStatus::Expired;
        assert!(!expired.long_expired(days(31), now));
        assert!(!expired.long_expired(days(SHOWN_DAYS + EXPIRED_DAYS), now));
        assert!(expired.long_expired(days(SHOWN_DAYS + EXPIRED_DAYS + 1), now));
        assert!(!expired.long_expired(None, now));
        assert!(!ListingStatus::Published.long_expired(days(400), now));
    }
}
