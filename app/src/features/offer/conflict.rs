//! Two texts of the same fields beside each other.

use crate::locales::Text;
use domain::{account::admin::FieldChange, offer::ListingForm};
use leptos::prelude::*;
use ui::CardTable;

/// The fields that differ, with what stands on either side.
pub(crate) fn changes_table(
    text: &'static Text,
    changes: &[FieldChange],
    (before, after): (&'static str, &'static str),
) -> AnyView {
    let words = text.offer();
    let row = |change: &FieldChange| {
        let side = |value: &Option<String>| value_of(text, &change.field, value.as_deref());
        vec![
            (words.label)(&change.field).into_any(),
            view! { <del>{side(&change.before)}</del> }.into_any(),
            view! { <ins>{side(&change.after)}</ins> }.into_any(),
        ]
    };
    view! {
        <div class="field-changes">
            <CardTable
                caption=words.pending
                columns=vec![words.field, before, after]
                rows=changes.iter().map(row).collect()
            />
        </div>
    }
    .into_any()
}

/// A field's value in words.
pub(crate) fn value_of(text: &'static Text, field: &str, value: Option<&str>) -> String {
    let (offer, words) = (text.offer(), &text.words);
    let Some(value) = value.filter(|value| !value.is_empty()) else {
        return offer.nothing.to_owned();
    };
    let said = match field {
        "mode" => value.parse().ok().map(words.mode),
        "payment" => value.parse().ok().map(words.payment),
        "decoration" => value.parse().ok().map(words.decoration),
        "lift" | "agent_fee" => match value {
            "true" => Some(offer.yes),
            _ => Some(offer.no),
        },
        _ => None,
    };
    if let Some(said) = said {
        return said.to_owned();
    }
    let each = |say: &dyn Fn(&str) -> Option<&'static str>| {
        let all = ListingForm::words_of(value).filter_map(say);
        all.collect::<Vec<_>>().join(text.admin().comma)
    };
    match field {
        "orientation" => each(&|word| word.parse().ok().map(words.orientation)),
        "facilities" => each(&|word| word.parse().ok().map(words.facility)),
        _ => value.to_owned(),
    }
}
