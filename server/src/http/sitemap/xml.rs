//! The XML of sitemaps (sitemaps.org 0.9, with the alternates of Google's extension).
//!
//! Origin and paths are made of characters that XML takes as they stand, so nothing is escaped: the
//! origin is checked where it comes from, paths are words and numbers of this program.

use app::Locale;
use chrono::{DateTime, Utc};

pub(super) const INDEX_START: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";
pub(super) const INDEX_END: &str = "</sitemapindex>\n";
pub(super) const PART_START: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
    <urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
    xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n";
pub(super) const PART_END: &str = "</urlset>\n";

/// Adds a part to the index.
pub(super) fn part(text: &mut String, origin: &str, path: &str, changed_at: DateTime<Utc>) {
    let changed_at = domain::moment::text(changed_at);
    text.extend([
        "<sitemap><loc>",
        origin,
        path,
        "</loc><lastmod>",
        &changed_at,
        "</lastmod></sitemap>\n",
    ]);
}

/// Adds a page in every language. Each names all of them, itself included.
pub(super) fn page(text: &mut String, origin: &str, path: &str, changed_at: DateTime<Utc>) {
    let changed_at = domain::moment::text(changed_at);
    let addresses = Locale::ALL.map(|locale| (locale.tag(), locale.address(path)));
    for (_, address) in &addresses {
        text.extend([
            "<url><loc>",
            origin,
            address,
            "</loc><lastmod>",
            &changed_at,
        ]);
        text.push_str("</lastmod>");
        for (tag, other) in &addresses {
            alternate(text, tag, origin, other);
        }
        alternate(text, "x-default", origin, path);
        text.push_str("</url>\n");
    }
}

fn alternate(text: &mut String, tag: &str, origin: &str, address: &str) {
    text.extend([
        "<xhtml:link rel=\"alternate\" hreflang=\"",
        tag,
        "\" href=\"",
        origin,
        address,
        "\"/>",
    ]);
}
