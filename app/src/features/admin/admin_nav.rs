//! The ways between the admins' pages.

use crate::locales::{Locale, Text};
use domain::account::admin::Role;
use leptos::prelude::*;
use ui::{Pagination, Segment, Segments};

/// The pages, of which the one at `path` shows now.
pub(super) fn admin_nav(text: &'static Text, path: &str) -> AnyView {
    let words = text.admin();
    let pages = [
        ("/admin/users", words.users),
        ("/admin/roles", words.roles),
        ("/admin/networks", words.networks),
        ("/admin/audit", words.audit),
    ];
    let segments = pages.map(|(href, label)| Segment {
        label: label.into(),
        href: href.into(),
        current: path == href,
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
pub(super) fn other_pages(
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
