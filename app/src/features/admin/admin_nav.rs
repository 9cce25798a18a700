//! The ways between the admins' pages.

use crate::{
    forms::{Way, waits, ways_between},
    locales::{Locale, Text},
};
use domain::account::admin::Role;
use leptos::prelude::*;
use ui::Pagination;

/// The pages, of which the one at `path` shows now.
pub(crate) fn admin_nav(text: &'static Text, path: &str) -> AnyView {
    let (words, waits) = (text.admin(), waits().moderation);
    let (moderation, dictionary) = (text.moderation(), text.dictionary());
    let way = |href: &'static str, label: &'static str, waits: u64| {
        let root = match href {
            "/admin/dictionaries/estates" => "/admin/dictionaries",
            href => href,
        };
        Way {
            href,
            label,
            current: path == root || path.starts_with(&[root, "/"].concat()),
            waits,
        }
    };
    let ways = [
        way("/admin/moderation", moderation.queue, waits.listings),
        way("/admin/reports", moderation.reports, waits.reports),
        way(
            "/admin/dictionaries/estates",
            dictionary.dictionaries,
            waits.estates,
        ),
        way("/admin/users", words.users, 0),
        way("/admin/roles", words.roles, 0),
        way("/admin/networks", words.networks, 0),
        way("/admin/audit", words.audit, 0),
        way("/admin/licences", super::agents::licences_word(text), 0),
    ];
    ways_between(text, text.site.nav.admin, ways)
}

/// A role's name in the page's language.
pub(super) fn role_name(text: &'static Text, role: &Role) -> String {
    match text.locale {
        Locale::ZhCn => role.name.clone(),
        Locale::En => role.name_en.clone(),
    }
}

/// Links to the other pages of a list at `path`, which keep what `search` asks for.
pub(crate) fn other_pages(
    text: &'static Text,
    (path, search): (&str, &str),
    (page, pages): (u32, u32),
) -> AnyView {
    if pages < 2 {
        return ().into_any();
    }
    let words = text.admin();
    let kept = |number: u32| {
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in form_urlencoded::parse(search.as_bytes()) {
            if !matches!(&*name, "page" | "done" | "decided") && !value.is_empty() {
                query.append_pair(&name, &value);
            }
        }
        query.append_pair("page", &number.to_string());
        [path, "?", &query.finish()].concat()
    };
    view! {
        <Pagination
            label=words.pages
            previous=words.previous
            next=words.next
            page=page
            pages=pages
            href=kept
        />
    }
    .into_any()
}
