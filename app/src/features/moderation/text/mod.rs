//! What moderators read.

mod en;
mod zh;

use crate::locales::{Locale, Text};
use domain::moderation::{AppealStatus, QueueReason, RejectReason};

type Fixed = &'static str;

/// Texts of moderation.
pub(crate) struct ModerationText {
    pub(crate) queue: Fixed,
    pub(crate) reports: Fixed,
    pub(crate) waiting: fn(&str) -> String,
    pub(crate) nothing_waits: Fixed,
    pub(crate) nothing_like_that: Fixed,
    pub(crate) queue_about: Fixed,
    pub(crate) find: Fixed,
    pub(crate) home: Fixed,
    pub(crate) publisher: Fixed,
    pub(crate) nobody: Fixed,
    pub(crate) since: Fixed,
    pub(crate) age: Fixed,
    pub(crate) hours: fn(&str) -> String,
    pub(crate) days: fn(&str) -> String,
    pub(crate) why: Fixed,
    pub(crate) queue_reason: fn(QueueReason) -> Fixed,
    pub(crate) changed_fields: Fixed,
    pub(crate) sort: Fixed,
    pub(crate) oldest: Fixed,
    pub(crate) newest: Fixed,
    pub(crate) review: Fixed,
    pub(crate) differences: Fixed,
    pub(crate) all_fields: Fixed,
    pub(crate) field: Fixed,
    pub(crate) public_now: Fixed,
    pub(crate) handed_in: Fixed,
    pub(crate) same: Fixed,
    pub(crate) photos: Fixed,
    pub(crate) no_photos: Fixed,
    pub(crate) photo: fn(&str) -> String,
    pub(crate) photo_waits: Fixed,
    pub(crate) hints: Fixed,
    pub(crate) no_hints: Fixed,
    pub(crate) hints_about: Fixed,
    pub(crate) duplicate: Fixed,
    pub(crate) same_photos: fn(&str) -> String,
    pub(crate) same_publisher: Fixed,
    pub(crate) rent_off: fn(bool, &str, &str, &str) -> String,
    pub(crate) rent_for_area_off: fn(bool, &str, &str, &str) -> String,
    pub(crate) contact: fn(&str, &str) -> String,
    pub(crate) strikes_hint: fn(&str, &str) -> String,
    pub(crate) reports_hint: fn(&str) -> String,
    pub(crate) not_in_review: Fixed,
    /// In the place of decisions about a home of one's own.
    pub(crate) own: Fixed,
    pub(crate) approve: Fixed,
    pub(crate) reject: Fixed,
    pub(crate) reject_about: Fixed,
    pub(crate) reject_reason: fn(RejectReason) -> Fixed,
    pub(crate) take_down: Fixed,
    pub(crate) take_down_about: Fixed,
    pub(crate) next: Fixed,
    pub(crate) appeal: Fixed,
    pub(crate) appeal_status: fn(AppealStatus) -> Fixed,
    pub(crate) grant: Fixed,
    pub(crate) grant_about: Fixed,
    pub(crate) refuse: Fixed,
    pub(crate) history: Fixed,
    pub(crate) step: fn(&str) -> Fixed,
    pub(crate) reason_word: fn(&str) -> Fixed,
    pub(crate) no_reports: Fixed,
    pub(crate) reports_about: Fixed,
    pub(crate) reporter: Fixed,
    pub(crate) overdue: Fixed,
    pub(crate) only_overdue: Fixed,
    pub(crate) uphold: Fixed,
    pub(crate) dismiss: Fixed,
    pub(crate) answer_it: Fixed,
    pub(crate) verdict: Fixed,
    pub(crate) uphold_about: Fixed,
    pub(crate) strikes: Fixed,
    pub(crate) strikes_about: fn(&str, &str) -> String,
    pub(crate) no_strikes: Fixed,
    pub(crate) barred_until: fn(&str) -> String,
    pub(crate) strike_until: Fixed,
    pub(crate) lifted: Fixed,
    pub(crate) over: Fixed,
    pub(crate) active: Fixed,
    pub(crate) lift: Fixed,
    /// What was just done, by its word in the address.
    pub(crate) done: fn(&str) -> Option<Fixed>,
}

impl Text {
    /// Texts of moderation.
    pub(crate) fn moderation(&self) -> &'static ModerationText {
        match self.locale {
            Locale::ZhCn => &zh::TEXT,
            Locale::En => &en::TEXT,
        }
    }
}
