//! Asking about homes.

#[cfg(feature = "ssr")]
use crate::{
    context::{caller, in_own_language},
    error::{failed, services, word},
    forms::go_on,
};
use crate::{error::PageError, forms::Next};
#[cfg(feature = "ssr")]
use domain::contact::EnquiryQuery;
use domain::{
    EnquiryId, ListingId,
    account::admin::Paged,
    contact::{Enquiry, EnquiryThread, HomeContact, Side},
};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

/// A page of enquiries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnquiriesPage {
    /// From which side.
    pub side: Side,
    /// The enquiries.
    pub enquiries: Paged<Enquiry>,
    /// In how many of all there is something unread.
    pub unread: u32,
}

/// What the caller may do about a home.
#[server(prefix = "/api/ui", endpoint = "home_contact", input = GetUrl)]
pub async fn home_contact_of(
    /// The home.
    listing: ListingId,
) -> Result<HomeContact, PageError> {
    let contact = services()?.home_contact(&caller()?, listing).await;
    contact.map(in_own_language).map_err(failed)
}

/// A page of the caller's enquiries.
#[server(prefix = "/api/ui", endpoint = "list_enquiries", input = GetUrl)]
pub async fn list_enquiries(
    /// From which side.
    side: Side,
    /// The query string of the page.
    search: String,
) -> Result<EnquiriesPage, PageError> {
    let (services, caller) = (services()?, caller()?);
    let query = EnquiryQuery::parse(&search);
    let enquiries = services.enquiries(&caller, side, &query).await;
    Ok(EnquiriesPage {
        side,
        enquiries: enquiries.map_err(failed)?,
        unread: services
            .unread_enquiries(&caller, side)
            .await
            .map_err(failed)?,
    })
}

/// An enquiry with all messages; nothing of it is unread then.
#[server(prefix = "/api/ui", endpoint = "show_enquiry", input = GetUrl)]
pub async fn show_enquiry(
    /// Which.
    enquiry: EnquiryId,
) -> Result<EnquiryThread, PageError> {
    services()?
        .enquiry(&caller()?, enquiry)
        .await
        .map_err(failed)
}

/// Asks about a home.
#[server(prefix = "/api/ui", endpoint = "ask_about")]
pub async fn ask_about(
    /// The home.
    listing: i64,
    /// The question.
    message: String,
) -> Result<Next, PageError> {
    let id = services()?
        .ask(&caller()?, ListingId(listing), &message)
        .await;
    let id = id.map_err(failed)?.to_string();
    Ok(go_on(["/account/enquiries/", &id, "?done=asked"].concat()))
}

/// Writes in an enquiry.
#[server(prefix = "/api/ui", endpoint = "write_message")]
pub async fn write_message(
    /// Which.
    enquiry: i64,
    /// From which side it is looked at.
    side: String,
    /// The words.
    message: String,
) -> Result<Next, PageError> {
    let side: Side = word("side", &side)?;
    let done = services()?
        .answer(&caller()?, EnquiryId(enquiry), &message)
        .await;
    done.map_err(failed)?;
    Ok(go_on(thread(side, enquiry, "sent")))
}

/// Marks an enquiry.
#[server(prefix = "/api/ui", endpoint = "mark_enquiry")]
pub async fn mark_enquiry(
    /// Which.
    enquiry: i64,
    /// As what.
    mark: String,
) -> Result<Next, PageError> {
    let mark = word("mark", &mark)?;
    let done = services()?
        .mark_enquiry(&caller()?, EnquiryId(enquiry), mark)
        .await;
    done.map_err(failed)?;
    Ok(go_on(thread(Side::Host, enquiry, "marked")))
}

/// Shows the phone number of a home: its page has it for a day.
#[server(prefix = "/api/ui", endpoint = "reveal_phone")]
pub async fn reveal_phone(
    /// The home.
    listing: i64,
) -> Result<Next, PageError> {
    let shown = services()?
        .reveal_phone(&caller()?, ListingId(listing))
        .await;
    shown.map_err(failed)?;
    let path = ["/account/contact/", &listing.to_string(), "?done=phone"];
    Ok(go_on(path.concat()))
}

#[cfg(feature = "ssr")]
fn thread(side: Side, enquiry: i64, done: &str) -> String {
    let root = match side {
        Side::Renter => "/account/enquiries/",
        Side::Host => "/console/enquiries/",
    };
    [root, &enquiry.to_string(), "?done=", done].concat()
}
