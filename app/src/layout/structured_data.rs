//! What a page shows in the words of schema.org, for search engines.

use crate::{
    context::{absolute, locale},
    locales::Text,
};
use leptos::prelude::*;
use serde_json::{Value, json};

/// The things `graph` tells of, as JSON-LD. Only the server writes them: whoever reads them loads
/// the page, and the browser is spared the code.
pub(crate) fn structured_data(graph: impl FnOnce() -> Vec<Value>) -> AnyView {
    view! { <script type="application/ld+json" nonce=nonce() inner_html=json_ld(graph)></script> }
        .into_any()
}

#[cfg(feature = "ssr")]
fn json_ld(graph: impl FnOnce() -> Vec<Value>) -> String {
    let document = json!({ "@context": "https://schema.org", "@graph": graph() });
    // No text of a listing can end the script element it stands in.
    document.to_string().replace('<', "\\u003c")
}

#[cfg(not(feature = "ssr"))]
fn json_ld(_: impl FnOnce() -> Vec<Value>) -> String {
    String::new()
}

#[cfg(feature = "ssr")]
fn nonce() -> Option<leptos::nonce::Nonce> {
    leptos::nonce::use_nonce()
}

/// Browsers hide the nonce from scripts: what the server wrote stays.
#[cfg(not(feature = "ssr"))]
fn nonce() -> Option<String> {
    None
}

/// The way to a page: names and paths, from the outermost.
pub(crate) fn breadcrumb_list(steps: impl IntoIterator<Item = (String, String)>) -> Value {
    let items: Vec<Value> = (1..)
        .zip(steps)
        .map(|(position, (name, path))| {
            json!({
                "@type": "ListItem",
                "position": position,
                "name": name,
                "item": page_address(&path),
            })
        })
        .collect();
    json!({ "@type": "BreadcrumbList", "itemListElement": items })
}

/// A list of pages by their paths, `total` of them in all.
pub(crate) fn item_list(total: u32, paths: impl IntoIterator<Item = String>) -> Value {
    let items: Vec<Value> = (1..)
        .zip(paths)
        .map(|(position, path)| {
            json!({ "@type": "ListItem", "position": position, "url": page_address(&path) })
        })
        .collect();
    json!({ "@type": "ItemList", "numberOfItems": total, "itemListElement": items })
}

/// The site with its search.
pub(crate) fn web_site(text: &Text) -> Value {
    let search = [&absolute("/listings"), "?q={search_term_string}"].concat();
    json!({
        "@type": "WebSite",
        "name": text.site.brand,
        "description": text.site.tagline,
        "url": page_address("/"),
        "inLanguage": locale().tag(),
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": search,
            },
            "query-input": "required name=search_term_string",
        },
    })
}

/// The address of the page at `path` in the language of this page.
pub(crate) fn page_address(path: &str) -> String {
    absolute(&locale().address(path))
}
