//! What the pages of publishers say.

mod en;
mod zh;

use crate::locales::{Locale, Text};
use domain::{
    ListingStatus,
    moderation::AppealStatus,
    offer::{Basis, EditState, ListingAction, Missing, OwnShelf, OwnSort},
};

type Fixed = &'static str;

/// Texts of the pages of publishers.
pub(crate) struct OfferText {
    pub(crate) listings: Fixed,
    pub(crate) new: Fixed,
    pub(crate) all: Fixed,
    pub(crate) shelf: fn(OwnShelf) -> Fixed,
    pub(crate) sort: fn(OwnSort) -> Fixed,
    pub(crate) sorted: Fixed,
    pub(crate) find: Fixed,
    pub(crate) found: fn(&str) -> String,
    pub(crate) none: Fixed,
    pub(crate) none_yet: Fixed,
    pub(crate) home: Fixed,
    pub(crate) rent: Fixed,
    pub(crate) status_head: Fixed,
    pub(crate) changed: Fixed,
    pub(crate) actions: Fixed,
    pub(crate) edit: Fixed,
    pub(crate) view: Fixed,
    pub(crate) duplicate: Fixed,
    pub(crate) delete: Fixed,
    pub(crate) status: fn(ListingStatus) -> Fixed,
    pub(crate) edit_state: fn(EditState) -> Fixed,
    pub(crate) unconfirmed: fn(&str) -> String,
    /// Of a home that is expired for too long to be confirmed.
    pub(crate) long_expired: Fixed,
    pub(crate) long_expired_about: Fixed,
    pub(crate) confirm_page: Fixed,
    pub(crate) action: fn(ListingAction) -> Fixed,
    /// What follows from a step that is asked about first.
    pub(crate) step_about: fn(ListingAction) -> Option<Fixed>,
    pub(crate) step: fn(&str) -> Fixed,
    pub(crate) reason: fn(&str) -> Fixed,
    pub(crate) done: fn(&str) -> Option<Fixed>,
    pub(crate) start_about: Fixed,
    pub(crate) start: Fixed,
    pub(crate) choose_city: Fixed,
    pub(crate) label: fn(&str) -> Fixed,
    pub(crate) hint: fn(&str) -> Option<Fixed>,
    pub(crate) problem: fn(&str) -> Option<Fixed>,
    pub(crate) section: fn(u8) -> Fixed,
    pub(crate) not_said: Fixed,
    pub(crate) yes: Fixed,
    pub(crate) no: Fixed,
    pub(crate) save: Fixed,
    pub(crate) submit: Fixed,
    pub(crate) saving: Fixed,
    pub(crate) saved: Fixed,
    pub(crate) not_saved: Fixed,
    pub(crate) quality: Fixed,
    pub(crate) quality_full: Fixed,
    pub(crate) score: fn(&str) -> String,
    pub(crate) missing: fn(Missing) -> Fixed,
    pub(crate) to_mend: Fixed,
    pub(crate) in_review: Fixed,
    pub(crate) not_editable: Fixed,
    pub(crate) recall: Fixed,
    pub(crate) discard: Fixed,
    pub(crate) discard_about: Fixed,
    pub(crate) delete_about: Fixed,
    pub(crate) photos_changed: Fixed,
    pub(crate) nothing_changed: Fixed,
    pub(crate) pending: Fixed,
    pub(crate) now: Fixed,
    pub(crate) then: Fixed,
    pub(crate) field: Fixed,
    pub(crate) nothing: Fixed,
    pub(crate) history: Fixed,
    pub(crate) system: Fixed,
    pub(crate) overtaken: fn(Option<&str>) -> String,
    pub(crate) theirs: Fixed,
    pub(crate) yours: Fixed,
    pub(crate) take_theirs: Fixed,
    pub(crate) keep_yours: Fixed,
    pub(crate) suggest: Fixed,
    pub(crate) suggested: fn(&str, &str, &str) -> String,
    pub(crate) basis: fn(Basis, &str) -> String,
    pub(crate) too_few: Fixed,
    pub(crate) take_rent: Fixed,
    pub(crate) compared: Fixed,
    pub(crate) change_photos: Fixed,
    pub(crate) pick_point: Fixed,
    pub(crate) zoom_in: Fixed,
    pub(crate) zoom_out: Fixed,
    pub(crate) appeal_now: Fixed,
    pub(crate) appeal_why: Fixed,
    pub(crate) appeal: fn(AppealStatus) -> Fixed,
    pub(crate) preview: Fixed,
    pub(crate) preview_about: Fixed,
}

impl Text {
    /// Texts of the pages of publishers.
    pub(crate) fn offer(&self) -> &'static OfferText {
        match self.locale {
            Locale::ZhCn => &zh::TEXT,
            Locale::En => &en::TEXT,
        }
    }
}

/// The name of the photo that `field` is, `photo_1` for the first.
pub(super) fn numbered(field: &str, names: &[Fixed]) -> Option<Fixed> {
    let number: usize = field.strip_prefix("photo_")?.parse().ok()?;
    names.get(number.checked_sub(1)?).copied()
}
