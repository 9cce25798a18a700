//! The fields of a home in words, and two texts of them beside each other.

use crate::locales::Text;
use domain::{
    account::admin::FieldChange,
    moderation::queue::NamedValue,
    offer::{EditorPage, ListingForm},
};
use leptos::prelude::*;

/// The fields that differ, with what stands on either side. `names` are of what fields refer to by numbers.
pub(crate) fn changes_table(
    text: &'static Text,
    names: &[NamedValue],
    changes: &[FieldChange],
    (before, after): (&'static str, &'static str),
) -> AnyView {
    let words = text.offer();
    let rows = changes
        .iter()
        .map(|change| {
            let side =
                |value: &Option<String>| value_of(text, names, &change.field, value.as_deref());
            let (before, after) = (side(&change.before), side(&change.after));
            view! {
                <tr>
                    <th scope="row">{(words.label)(&change.field)}</th>
                    <td>
                        <del>{before}</del>
                    </td>
                    <td>
                        <ins>{after}</ins>
                    </td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <table class="differences">
            <caption>{words.pending}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.field}</th>
                    <th scope="col">{before}</th>
                    <th scope="col">{after}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

/// The names of the places that can be chosen in the editor.
pub(super) fn names_of(page: &EditorPage) -> Vec<NamedValue> {
    fn named<T: ToString>(field: &str, places: &[(T, String)]) -> Vec<NamedValue> {
        let place = |(id, name): &(T, String)| NamedValue {
            field: field.to_owned(),
            value: id.to_string(),
            name: name.clone(),
        };
        places.iter().map(place).collect()
    }
    let mut names = named("city", &page.cities);
    names.extend(named("district", &page.districts));
    names.extend(named("business_district", &page.business_districts));
    names
}

/// A field's value in words.
pub(crate) fn value_of(
    text: &'static Text,
    names: &[NamedValue],
    field: &str,
    value: Option<&str>,
) -> String {
    let (offer, words) = (text.offer(), &text.words);
    let Some(value) = value.map(str::trim).filter(|value| !value.is_empty()) else {
        return offer.nothing.to_owned();
    };
    let said = match field {
        "mode" => value.parse().ok().map(words.mode),
        "payment" => value.parse().ok().map(words.payment),
        "decoration" => value.parse().ok().map(words.decoration),
        "lift" | "agent_fee" => match value {
            "true" => Some(offer.yes),
            "false" => Some(offer.no),
            _ => None,
        },
        _ => None,
    };
    if let Some(said) = said {
        return said.to_owned();
    }
    let each = |say: &dyn Fn(&str) -> Option<&'static str>| {
        let all = ListingForm::words_of(value).map(|word| say(word).unwrap_or(word));
        all.collect::<Vec<_>>().join(text.admin().comma)
    };
    match field {
        "orientation" => each(&|word| word.parse().ok().map(words.orientation)),
        "facilities" => each(&|word| word.parse().ok().map(words.facility)),
        _ => {
            let known = |named: &&NamedValue| named.field == field && named.value == value;
            let named = names.iter().find(known);
            named.map_or_else(|| value.to_owned(), |named| named.name.clone())
        }
    }
}
