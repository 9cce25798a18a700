//! The ways between the pages of one's own account.

use crate::{
    forms::{Way, waits, ways_between},
    locales::Text,
};
use leptos::prelude::*;

/// The pages, of which the one at `path` shows now.
pub(crate) fn own_nav(text: &'static Text, path: &str) -> AnyView {
    let (words, contacts) = (text.account(), text.contacts());
    let pages = [
        ("/account", words.profile),
        ("/account/security", words.security),
        ("/account/points", words.points),
        ("/account/tokens", words.tokens),
        ("/account/enquiries", contacts.enquiries),
        ("/account/viewings", contacts.own_viewings),
        ("/account/searches", contacts.searches),
        ("/favourites", text.saved().favourites),
        ("/history", text.saved().history),
        ("/account/reports", text.report().reports),
    ];
    let unread = waits().enquiries;
    let ways = pages.map(|(href, label)| Way {
        href,
        label,
        current: path == href,
        waits: match href {
            "/account/enquiries" => unread.into(),
            _ => 0,
        },
    });
    ways_between(text, text.site.nav.account, ways)
}
