//! Agents' licences, and what renters say of agents.

mod licences_page;
mod reviews_page;
mod text;

pub(super) use licences_page::licences_page;
pub(super) use reviews_page::reviews_page;

use crate::locales::Text;

/// What the page of licences is called.
pub(super) fn licences_word(text: &Text) -> &'static str {
    text::of(text.locale).licences
}
