//! The names of places, and other Chinese words of the data, on pages in either language.

use crate::{format, locales::SiteText};
use domain::{ListingCard, PlaceName};
use leptos::prelude::*;

/// The name of a place. On pages in English its romanisation stands beside it, and each says which
/// language it is in; on pages in Chinese it is plain text.
pub(crate) fn place_name(name: &str) -> AnyView {
    let name = PlaceName::of(name);
    let chinese = name.chinese.to_owned();
    match name.latin {
        None => chinese.into_any(),
        Some(latin) => view! {
            <span lang="zh-CN">{chinese}</span>
            " "
            <span class="latin" lang="zh-Latn-pinyin">
                {latin.to_owned()}
            </span>
        }
        .into_any(),
    }
}

/// A sentence with names of places in it, each marked as Chinese on pages in English.
pub(crate) fn with_places(sentence: &str) -> AnyView {
    let Some((start, rest)) = sentence.split_once(PlaceName::GAP) else {
        return sentence.to_owned().into_any();
    };
    // A name holds no space, so it begins after the last one.
    let name = start.rfind(' ').map_or(0, |space| space + 1);
    let (before, chinese) = start.split_at(name);
    view! {
        {before.to_owned()}
        <span lang="zh-CN">{chinese.to_owned()}</span>
        " "
        {with_places(rest)}
    }
    .into_any()
}

/// District and business district of a home, or its city where neither is known.
pub(crate) fn place_line(card: &ListingCard) -> AnyView {
    format::places(card)
        .into_iter()
        .enumerate()
        .map(|(index, name)| {
            let gap = (index > 0).then_some(format::SEPARATOR);
            view! { {gap} {place_name(name)} }
        })
        .collect_view()
        .into_any()
}

/// What `lang` says of words of the data that are said in the page's language where they are known.
pub(crate) fn lang_of(site: &'static SiteText, words: &str) -> Option<&'static str> {
    chinese(site).filter(|_| !words.is_ascii())
}

/// What `lang` says of words that stay Chinese on every page, such as the title of a listing:
/// nothing where the page is in Chinese already.
pub(crate) fn chinese(site: &'static SiteText) -> Option<&'static str> {
    let chinese = crate::Locale::ZhCn.tag();
    (site.other_language_tag == chinese).then_some(chinese)
}
