//! What the head of a page says of it: to the browser, to search engines, and to whoever shows a
//! link to it.

use super::title_text;
use crate::{
    context::{absolute, locale},
    locales::{Locale, Text},
};
use domain::ListingId;
use leptos::prelude::*;
use leptos_meta::{Link, Meta, Title};

/// Width of every preview picture, in pixels.
pub const PREVIEW_WIDTH: u32 = 1200;
/// Height of every preview picture, in pixels.
pub const PREVIEW_HEIGHT: u32 = 630;

/// A page as its head describes it.
#[derive(Clone)]
pub(crate) struct PageHead {
    /// The title, as text.
    pub(crate) title: String,
    /// One or two sentences.
    pub(crate) description: String,
    /// The one path of the page, with its query but without a language.
    pub(crate) path: String,
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

/// The elements of the head: title, description, the page's address in each language, and what a
/// link to it looks like elsewhere.
pub(crate) fn page_head(text: &'static Text, head: PageHead) -> AnyView {
    let own = locale();
    let address = |locale: Locale| absolute(&locale.address(&head.path));
    let languages = Locale::ALL
        .map(|locale| (locale.tag(), address(locale)))
        .into_iter()
        .chain([("x-default", absolute(&head.path))])
        .map(|(tag, href)| view! { <Link rel="alternate" hreflang=tag href=href /> })
        .collect_view();
    let unlisted =
        (!head.listed).then(|| view! { <Meta name="robots" content="noindex, follow" /> });
    let preview_alt = match head.preview {
        Preview::Site => text.site.tagline.to_owned(),
        Preview::Listing(_) => head.title.clone(),
    };
    let link = [
        ("og:type", "website".to_owned()),
        ("og:site_name", text.site.brand.to_owned()),
        ("og:title", head.title.clone()),
        ("og:description", head.description.clone()),
        ("og:url", address(own)),
        ("og:locale", text.site.open_graph_locale.to_owned()),
        ("og:image", absolute(&own.address(&head.preview.path()))),
        ("og:image:type", "image/png".to_owned()),
        ("og:image:width", PREVIEW_WIDTH.to_string()),
        ("og:image:height", PREVIEW_HEIGHT.to_string()),
        ("og:image:alt", preview_alt),
        ("twitter:card", "summary_large_image".to_owned()),
    ]
    .into_iter()
    .map(|(property, content)| view! { <Meta property=property content=content /> })
    .collect_view();
    view! {
        <Title text=title_text(head.title) />
        <Meta name="description" content=head.description />
        <Link rel="canonical" href=address(own) />
        {languages}
        {unlisted}
        {link}
    }
    .into_any()
}
