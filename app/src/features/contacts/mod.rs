//! Renters and hosts (接待人) in touch: asking about a home, seeing it, and what both keep track of. The
//! pages stand in the parts of one's own account and of the console, which call them.

mod calendar_card;
mod contact_page;
mod device_searches;
mod enquiries_page;
mod enquiry_page;
mod hours_page;
mod searches_page;
mod server_fns;
mod slots;
mod text;
mod viewing_change;
mod viewings_page;

pub use server_fns::*;

pub(crate) use contact_page::contact_page;
pub(crate) use device_searches::device_searches_page;
pub(crate) use enquiries_page::{host_enquiries_page, own_enquiries_page};
pub(crate) use enquiry_page::{host_enquiry_page, own_enquiry_page};
pub(crate) use hours_page::hours_page;
pub(crate) use searches_page::searches_page;
pub(crate) use viewings_page::{host_viewings_page, own_viewings_page};

use crate::{
    features::{account::own_nav, console::console_nav, listing::listing_path},
    locales::Text,
};
use domain::contact::{AboutHome, Side};
use leptos::prelude::*;
use ui::Pagination;

/// The ways between the pages on one side.
fn nav(text: &'static Text, side: Side, path: &str) -> AnyView {
    match side {
        Side::Renter => own_nav(text, path),
        Side::Host => console_nav(text, path),
    }
}

/// Where somebody on `side` finds the home: who publishes it, where it can be changed.
fn home_path(side: Side, home: &AboutHome) -> String {
    match side {
        Side::Host if home.published_by_host => {
            ["/console/listings/", &home.id.to_string()].concat()
        }
        _ => listing_path(home.id),
    }
}

/// Links to the other pages of a list at `path`, which keep what `search` asks for.
fn other_pages(
    text: &'static Text,
    (path, search): (&str, &str),
    (page, pages): (u32, u32),
) -> AnyView {
    if pages < 2 {
        return ().into_any();
    }
    view! {
        <Pagination
            label=text.search.pages
            previous=text.search.previous
            next=text.search.next
            page=page
            pages=pages
            href=|number| address(path, search, "page", &number.to_string())
        />
    }
    .into_any()
}

/// The address of a list with one parameter set; what only one visit said is left out.
fn address(path: &str, search: &str, name: &str, value: &str) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (known, said) in form_urlencoded::parse(search.as_bytes()) {
        let passing = matches!(
            &*known,
            "page" | "done" | "move" | "cancel" | "feed" | "rename"
        );
        if !passing && known != name && !said.is_empty() {
            query.append_pair(&known, &said);
        }
    }
    if !value.is_empty() {
        query.append_pair(name, value);
    }
    match query.finish() {
        query if query.is_empty() => path.to_owned(),
        query => [path, "?", &query].concat(),
    }
}
