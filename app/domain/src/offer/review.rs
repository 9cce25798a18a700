//! What an edit changes, and whether somebody has to look at it before everybody sees it.

use super::ListingForm;
use crate::{Rent, account::admin::FieldChange};

/// Fields that only say how the same home is let: a change of them is public at once.
const LIVE: &[&str] = &[
    "rent",
    "payment",
    "agent_fee",
    "available_from",
    "facilities",
    "lift",
];
/// A rent that moves by more than so many percent is looked at: it may be bait.
pub const RENT_LIVE_PERCENT: i64 = 20;

/// The fields in which `after` differs from `before`, in the order of the editor.
pub fn changes(before: &ListingForm, after: &ListingForm) -> Vec<FieldChange> {
    let said = |form: &ListingForm, field: &str| {
        let text = form.get(field).unwrap_or_default().trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    let change = |field: &&'static str| {
        let (before, after) = (said(before, field), said(after, field));
        (before != after).then(|| FieldChange {
            field: (*field).to_owned(),
            before,
            after,
        })
    };
    ListingForm::FIELDS.iter().filter_map(change).collect()
}

/// Whether these changes of a public listing have to be looked at before they are public. `reviewed` is the rent
/// that somebody looked at last, where the public one moved since: changes that are small each add up.
pub fn needs_review(reviewed: Option<Rent>, changes: &[FieldChange]) -> bool {
    changes.iter().any(|change| {
        !LIVE.contains(&change.field.as_str())
            || (change.field == "rent" && is_a_leap(reviewed, change))
    })
}

fn is_a_leap(reviewed: Option<Rent>, change: &FieldChange) -> bool {
    let fen = |text: &Option<String>| {
        let yuan: f64 = text.as_deref()?.parse().ok()?;
        Some((yuan * 100.0).round() as i64)
    };
    let before = reviewed.map(Rent::fen).or_else(|| fen(&change.before));
    match before.zip(fen(&change.after)) {
        Some((before, after)) => (after - before).abs() * 100 > before * RENT_LIVE_PERCENT,
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::{super::form::tests::least, *};

    fn reviewed(change: impl FnOnce(&mut ListingForm)) -> bool {
        let before = least();
        let mut after = before.clone();
        change(&mut after);
        needs_review(None, &changes(&before, &after))
    }

    #[test]
    fn what_the_home_is_gets_looked_at_and_how_it_is_let_does_not() {
        assert!(!reviewed(|_| {}));
        assert!(!reviewed(|form| form.rent = "5200".into()));
        assert!(reviewed(|form| form.rent = "5199".into()), "a fifth less");
        assert!(reviewed(|form| form.rent = "7801".into()), "a fifth more");
        assert!(!reviewed(|form| form.payment = "monthly".into()));
        assert!(!reviewed(|form| form.facilities = "bed".into()));
        type Change = fn(&mut ListingForm);
        let looked_at: [Change; 5] = [
            |form| form.title = "别的".into(),
            |form| form.detail = "加微信".into(),
            |form| form.area = "90".into(),
            |form| form.estate_name = "别的小区".into(),
            |form| form.lon = "116.5".into(),
        ];
        for change in looked_at {
            assert!(reviewed(change));
        }
    }

    #[test]
    fn small_moves_of_the_rent_add_up() {
        let rents = |before: &str, after: &str| {
            let before = ListingForm {
                rent: before.into(),
                ..least()
            };
            let after = ListingForm {
                rent: after.into(),
                ..before.clone()
            };
            changes(&before, &after)
        };
        let reviewed = Rent::from_yuan(6_500);
        let second = rents("5300", "4300");
        assert!(!needs_review(None, &second), "small by itself");
        assert!(needs_review(reviewed, &second));
        assert!(!needs_review(reviewed, &rents("5300", "5200")));
        assert!(
            !needs_review(reviewed, &rents("5300", "7800")),
            "back again"
        );
        // What says nothing of the rent is not held against it.
        assert!(!needs_review(reviewed, &[]));
    }

    #[test]
    fn a_change_names_both_sides() {
        let before = least();
        let mut after = before.clone();
        after.title = "新标题".into();
        after.area = " 62.5 ".into();
        after.lift = "true".into();
        let found = changes(&before, &after);
        assert_eq!(found.len(), 2, "{found:?}");
        assert_eq!(found[0].field, "lift");
        assert_eq!(
            (&found[0].before, found[0].after.as_deref()),
            (&None, Some("true"))
        );
        assert_eq!(found[1].before.as_deref(), Some("望京花园 两居"));
    }
}
