//! The ways between the pages of the console.

use crate::{
    forms::{Way, waits, ways_between},
    locales::Text,
};
use leptos::prelude::*;

/// The pages, of which the one at `path` shows now.
pub(crate) fn console_nav(text: &'static Text, path: &str) -> AnyView {
    let (words, waits) = (text.console(), waits());
    let way = |href: &'static str, label: &'static str, waits: u32| Way {
        href,
        label,
        current: path == href,
        waits: waits.into(),
    };
    let ways = [
        way("/console", words.today, 0),
        way("/console/listings", words.listings, 0),
        way("/console/imports", words.imports, 0),
        way("/console/enquiries", words.enquiries, waits.enquiries),
        way("/console/viewings", words.viewings, waits.viewings),
        way("/console/hours", words.hours, 0),
        way("/console/profile", words.profile, 0),
    ];
    ways_between(text, words.console, ways)
}
