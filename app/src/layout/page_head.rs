//! What the head of a page says of it: to the browser, to search engines, and to whoever shows a
//! link to it.

use crate::{
    context::{absolute, canonical, locale},
    locales::{Locale, Text},
};
use domain::ListingId;
use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};

/// Width of every preview picture, in pixels.
pub const PREVIEW_WIDTH: u32 = 1200;
/// Height of every preview picture, in pixels.
pub const PREVIEW_HEIGHT: u32 = 630;

/// What search engines, and whoever shows a link to a page, are told of it.
pub(crate) struct About {
    /// One or two sentences.
    pub(crate) description: String,
    /// The picture that stands beside a link to the page.
    pub(crate) preview: Preview,
    /// Whether search engines should list the page. They follow its links in any case.
    pub(crate) listed: bool,
}

/// The picture that stands beside a link.
#[derive(Clone, Copy)]
pub(crate) enum Preview {
    /// The brand.
    Site,
    /// What is known of a home.
    Listing(ListingId),
}

impl Preview {
    /// Where the picture is, without a language.
    pub(crate) fn path(self) -> String {
        match self {
            Self::Site => "/og/site.png".to_owned(),
            Self::Listing(id) => ["/og/listings/", &id.to_string(), ".png"].concat(),
        }
    }
}

/// Names the page `title`, and `path` (with its query, without a language) as its one address.
///
/// The server writes what `about` says into the head as well. The browser, which only goes on from
/// page to page, keeps what it shows and shares true: the title and the canonical address.
pub(crate) fn page_head(
    text: &'static Text,
    path: &str,
    title: String,
    about: impl FnOnce() -> About,
) {
    if cfg!(feature = "ssr") {
        write_head(text, path, title, about());
    } else {
        document().set_title(&title);
        if let Ok(Some(link)) = document().query_selector("link[rel=canonical]") {
            let _ = link.set_attribute("href", &canonical(path));
        }
    }
}

/// Names a page that shows an error instead of anything that could be listed.
pub(crate) fn error_page_head(title: &str) {
    if cfg!(feature = "ssr") {
        let elements = view! {
            <Title text=title_text(title) />
            <Meta name="robots" content="noindex" />
        };
        // The elements go to the head when they are written; in place they leave nothing.
        let _ = elements.to_html();
    } else {
        document().set_title(title);
    }
}

/// The elements of the head: title, description, the page's address in each language, and what a
/// link to it looks like elsewhere.
fn write_head(text: &'static Text, path: &str, title: String, about: About) {
    let own = locale();
    let address = |locale: Locale| absolute(&locale.address(path));
    let languages = Locale::ALL
        .map(|locale| (locale.tag(), address(locale)))
        .into_iter()
        .chain([("x-default", absolute(path))])
        .map(|(tag, href)| view! { <Link rel="alternate" hreflang=tag href=href /> })
        .collect_view();
    let unlisted =
        (!about.listed).then(|| view! { <Meta name="robots" content="noindex, follow" /> });
    let preview_alt = match about.preview {
        Preview::Site => text.site.tagline.to_owned(),
        Preview::Listing(_) => title.clone(),
    };
    let link = [
        ("og:type", "website".to_owned()),
        ("og:site_name", text.site.brand.to_owned()),
        ("og:title", title.clone()),
        ("og:description", about.description.clone()),
        ("og:url", canonical(path)),
        ("og:locale", text.site.open_graph_locale.to_owned()),
        ("og:image", absolute(&own.address(&about.preview.path()))),
        ("og:image:type", "image/png".to_owned()),
        ("og:image:width", PREVIEW_WIDTH.to_string()),
        ("og:image:height", PREVIEW_HEIGHT.to_string()),
        ("og:image:alt", preview_alt),
        ("twitter:card", "summary_large_image".to_owned()),
    ]
    .into_iter()
    .map(|(property, content)| view! { <Meta property=property content=content /> })
    .collect_view();
    let elements = view! {
        <Title text=title_text(&title) />
        <Meta name="description" content=about.description />
        <Link rel="canonical" href=canonical(path) />
        {languages}
        {unlisted}
        {link}
    };
    // The elements go to the head when they are written; in place they leave nothing.
    let _ = elements.to_html();
}

/// `title` as `leptos_meta` takes it, which writes it as it stands.
fn title_text(title: &str) -> String {
    title.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::title_text;

    #[test]
    fn a_title_cannot_leave_its_element() {
        let title = title_text("a & b</title><script>");
        assert_eq!(title, "a &amp; b&lt;/title>&lt;script>");
    }
}
