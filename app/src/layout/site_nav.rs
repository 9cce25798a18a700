//! The ways to the parts of the site: in the head on wide screens, at the lower edge on phones.

use crate::locales::SiteText;
use leptos::prelude::*;
use ui::Icon;

/// The parts of the site. `path` is the address of this page.
pub(super) fn site_nav(site: &'static SiteText, path: &str) -> AnyView {
    let nav = &site.nav;
    let items = [
        ("/listings", Icon::Search, nav.find),
        ("/map", Icon::Map, nav.map),
        ("/stats", Icon::Chart, nav.market),
        ("/favourites", Icon::Heart, nav.favourites),
    ]
    .map(|(href, icon, label)| {
        view! {
            <li>
                <a href=href aria-current=current(path, href)>
                    {icon.draw()}
                    <span>{label}</span>
                </a>
            </li>
        }
    });
    view! {
        <nav class="site-nav" aria-label=nav.label>
            <ul>{items.collect_view()}</ul>
        </nav>
    }
    .into_any()
}

/// How the page at `path` stands to the part at `part`: it is its front page, or one below it.
fn current(path: &str, part: &str) -> Option<&'static str> {
    let rest = path.strip_prefix(part)?;
    match rest.as_bytes().first() {
        None | Some(b'?') => Some("page"),
        Some(b'/') => Some("true"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::current;

    #[test]
    fn a_part_is_current_on_its_own_pages_only() {
        assert_eq!(current("/map", "/map"), Some("page"));
        assert_eq!(current("/listings?q=a", "/listings"), Some("page"));
        assert_eq!(current("/listings/7", "/listings"), Some("true"));
        assert_eq!(current("/mapping", "/map"), None);
        assert_eq!(current("/", "/listings"), None);
    }
}
