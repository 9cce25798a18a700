//! Dictionaries (字典): divisions, business districts, estates, floor plans and tags, as admins look
//! after them. The pages are part of the admins' code.

mod dictionary_page;
mod entry_form;
mod entry_page;
mod server_fns;
mod text;

pub(crate) use dictionary_page::dictionary_page;
pub(crate) use entry_page::entry_page;
pub use server_fns::*;

use crate::locales::Text;
use domain::moderation::{DictionaryKind, dictionary::dictionary_path};
use leptos::prelude::*;
use ui::{Segment, Segments};

/// Where the pages of dictionaries stand.
const ROOT: &str = "/admin/dictionaries/";

/// The dictionary whose pages `path` is one of, and what comes behind it.
fn place_of(path: &str) -> Option<(DictionaryKind, Option<&str>)> {
    let rest = path.strip_prefix(ROOT)?.trim_end_matches('/');
    let (kind, entry) = match rest.split_once('/') {
        Some((kind, entry)) => (kind, Some(entry)),
        None => (rest, None),
    };
    Some((kind.parse().ok()?, entry))
}

/// The ways between the dictionaries.
fn dictionary_nav(text: &'static Text, current: DictionaryKind) -> AnyView {
    let words = text.dictionary();
    let segments = DictionaryKind::ALL
        .iter()
        .map(|kind| Segment {
            label: (words.kind)(*kind).into(),
            href: dictionary_path(*kind),
            current: *kind == current,
            lang: None,
        })
        .collect::<Vec<_>>();
    view! {
        <nav class="own-nav" aria-label=words.dictionaries>
            <Segments label=words.dictionaries segments=segments />
        </nav>
    }
    .into_any()
}
