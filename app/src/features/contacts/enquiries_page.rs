//! Enquiries as their two sides find them: what was asked, and the host's inbox.

use super::{
    address, home_path, nav, other_pages,
    server_fns::{EnquiriesPage, list_enquiries},
};
use crate::{
    format::{minute_in_china, thousands},
    forms::{Address, Shown, form_page, frame},
    locales::Text,
};
use domain::contact::{Enquiry, EnquiryMark, EnquiryQuery, Side};
use leptos::prelude::*;
use ui::{Badge, EmptyState, LinkButton, Tone, Weight};

/// Where the list of a side stands.
pub(super) const fn path_of(side: Side) -> &'static str {
    match side {
        Side::Renter => "/account/enquiries",
        Side::Host => "/console/enquiries",
    }
}

/// Where a side finds homes by their numbers.
const fn path_of_homes(side: Side) -> &'static str {
    match side {
        Side::Renter => "/listings/",
        Side::Host => "/console/listings/",
    }
}

/// The page at `/account/enquiries`.
pub(crate) fn own_enquiries_page() -> AnyView {
    form_page(
        path_of(Side::Renter),
        |address: Address| list_enquiries(Side::Renter, address.search),
        view_of,
    )
}

/// The page at `/console/enquiries`.
pub(crate) fn host_enquiries_page() -> AnyView {
    form_page(
        path_of(Side::Host),
        |address: Address| list_enquiries(Side::Host, address.search),
        view_of,
    )
}

fn view_of(shown: Shown<EnquiriesPage>) -> AnyView {
    let (text, page) = (shown.text, &shown.answer);
    let words = text.contacts();
    let path = path_of(page.side);
    let search = shown.address.search.as_str();
    let list = if page.enquiries.items.is_empty() {
        empty(text, page.side, EnquiryQuery::parse(search))
    } else {
        let items = page.enquiries.items.iter();
        let items = items.map(|enquiry| item(text, enquiry)).collect_view();
        view! { <ol class="contact-list">{items}</ol> }.into_any()
    };
    let unread = (page.unread > 0).then(|| {
        view! { <p role="status">{(words.unread_in)(&thousands(page.unread))}</p> }
    });
    let body = view! {
        {nav(text, page.side, path)}
        {unread}
        {filters(text, page.side, search)}
        {list}
        {other_pages(text, (path, search), (page.enquiries.page, page.enquiries.pages))}
    };
    frame(
        text,
        &shown.address,
        words.enquiries,
        "own",
        body.into_any(),
    )
}

fn empty(text: &'static Text, side: Side, query: EnquiryQuery) -> AnyView {
    let words = text.contacts();
    if query.mark.is_some() || query.unread || query.listing.is_some() {
        return view! { <p class="muted">{words.no_such_enquiries}</p> }.into_any();
    }
    match side {
        Side::Renter => view! {
            <EmptyState title=words.no_enquiries explanation=words.no_enquiries_about>
                <LinkButton href="/listings" label=words.find_homes weight=Weight::Primary />
            </EmptyState>
        }
        .into_any(),
        Side::Host => view! { <p class="muted">{words.no_enquiries}</p> }.into_any(),
    }
}

/// What the list may be narrowed to.
fn filters(text: &'static Text, side: Side, search: &str) -> AnyView {
    let words = text.contacts();
    let (path, query) = (path_of(side), EnquiryQuery::parse(search));
    // Narrowed to a home, it stays so until all are asked for.
    let about = query.listing.map(|listing| listing.to_string());
    let about = about.unwrap_or_default();
    let within = |name: &str, value: &str| {
        let one = address(path, "", "listing", &about);
        let (_, search) = one.split_once('?').unwrap_or((path, ""));
        address(path, search, name, value)
    };
    let narrowed = query.listing.map(|listing| {
        let home = [path_of_homes(side), &listing.to_string()].concat();
        view! {
            <p>
                {words.about_one_home} " "
                <a href=home>{listing.to_string()}</a>
                " · "
                <a href=path>{words.about_all_homes}</a>
            </p>
        }
    });
    let choice = |label: &'static str, href: String, current: bool| {
        view! {
            <li>
                <a class="choice" href=href aria-current=current.then_some("true")>
                    {label}
                </a>
            </li>
        }
    };
    let marks = EnquiryMark::ALL
        .iter()
        .filter(|_| side == Side::Host)
        .map(|mark| {
            let href = within("mark", mark.as_str());
            choice((words.mark)(*mark), href, query.mark == Some(*mark))
        })
        .collect_view();
    view! {
        {narrowed}
        <nav aria-label=words.show>
            <ul class="choices">
                {choice(words.all, within("page", ""), query.mark.is_none() && !query.unread)}
                {choice(words.unread, within("unread", "1"), query.unread)}
                {marks}
            </ul>
        </nav>
    }
    .into_any()
}

fn item(text: &'static Text, enquiry: &Enquiry) -> AnyView {
    let words = text.contacts();
    let href = [path_of(enquiry.side), "/", &enquiry.id.to_string()].concat();
    let unread = (enquiry.unread > 0).then(|| {
        let unread = (words.unread_count)(&enquiry.unread.to_string());
        view! { <Badge label=unread tone=Tone::Accent /> }
    });
    let mark =
        (enquiry.side == Side::Host).then(|| view! { <Badge label=(words.mark)(enquiry.mark) /> });
    view! {
        <li class="contact-item">
            <p class="contact-head">
                <a href=href>
                    <strong>{enquiry.with.clone()}</strong>
                </a>
                {unread}
                {mark}
                <time>{minute_in_china(enquiry.last_message_at)}</time>
            </p>
            <p>{enquiry.last_message.clone()}</p>
            <p class="muted">
                <a href=home_path(enquiry.side, &enquiry.home)>{enquiry.home.title.clone()}</a>
            </p>
        </li>
    }
    .into_any()
}
