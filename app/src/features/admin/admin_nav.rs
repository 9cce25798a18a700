//! The ways between the admins' pages.

use crate::locales::{Locale, Text};
use domain::{account::admin::Role, moderation::queue::Waiting};
use leptos::{oco::Oco, prelude::*};
use ui::{Pagination, Segment, Segments};

/// The pages, of which the one at `path` shows now.
pub(crate) fn admin_nav(text: &'static Text, path: &str) -> AnyView {
    admin_nav_with(text, path, None)
}

/// The pages with how much waits behind them, where that is known.
pub(crate) fn admin_nav_with(text: &'static Text, path: &str, waiting: Option<Waiting>) -> AnyView {
    let words = text.admin();
    let counted = |label: &'static str, count: fn(Waiting) -> u64| match waiting.map(count) {
        None | Some(0) => label.into(),
        Some(count) => Oco::from([label, " (", &count.to_string(), ")"].concat()),
    };
    let (moderation, dictionary) = (text.moderation(), text.dictionary());
    let pages: [(&str, &str, Oco<'static, str>); 8] = [
        (
            "/admin/moderation",
            "/admin/moderation",
            counted(moderation.queue, |waiting| waiting.listings),
        ),
        (
            "/admin/reports",
            "/admin/reports",
            counted(moderation.reports, |waiting| waiting.reports),
        ),
        (
            "/admin/dictionaries/estates",
            "/admin/dictionaries",
            counted(dictionary.dictionaries, |waiting| waiting.estates),
        ),
        ("/admin/users", "/admin/users", words.users.into()),
        ("/admin/roles", "/admin/roles", words.roles.into()),
        ("/admin/networks", "/admin/networks", words.networks.into()),
        ("/admin/audit", "/admin/audit", words.audit.into()),
        (
            "/admin/licences",
            "/admin/licences",
            super::agents::licences_word(text).into(),
        ),
    ];
    let segments = pages.map(|(href, root, label)| Segment {
        label,
        href: href.into(),
        current: path == root || path.starts_with(&[root, "/"].concat()),
        lang: None,
    });
    view! {
        <nav class="own-nav" aria-label=text.site.nav.admin>
            <Segments label=text.site.nav.admin segments=segments.into() />
        </nav>
    }
    .into_any()
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
            if name != "page" && name != "done" && !value.is_empty() {
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
