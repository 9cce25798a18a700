//! Listings in the hands of those who publish them: writing about them, and the steps of their life.

pub(crate) mod content;
mod editor;
mod gone;
mod import_apply;
mod import_check;
mod import_file;
mod import_page;
mod import_photos;
mod import_undo;
mod import_words;
mod life;
mod own;
mod places;
mod preview;
mod review;
mod start;
mod suggest;

pub use life::Submitted;
pub use own::PAGE as OWN_PAGE;

/// As the modules of imports call it.
use crate::{Caller, Error, Result, Services};
use domain::{ListingId, UserId, account::Method};
use store::OfferRecord;

/// The resource that a listing is.
pub(crate) fn resource(id: ListingId) -> String {
    ["/listings/", &id.to_string()].concat()
}

/// Makes sure that the caller may do `method` to a listing of `publisher`, or to something below it. To
/// others the listing is not there.
///
/// # Errors
/// [`Error::Unauthenticated`], or [`Error::NotFound`] for who may not.
pub(crate) fn require_own(
    caller: &Caller,
    method: Method,
    resource: &str,
    publisher: Option<UserId>,
) -> Result<UserId> {
    match caller.require_of(method, resource, publisher) {
        Ok(person) => Ok(person.user),
        Err(Error::Forbidden) => Err(Error::NotFound),
        Err(error) => Err(error),
    }
}

impl Services {
    /// A listing that the caller may do `method` to.
    pub(crate) async fn own_offer(
        &self,
        caller: &Caller,
        method: Method,
        id: ListingId,
    ) -> Result<OfferRecord> {
        caller.scoped(method, "/listings")?;
        let store = self.store().primary_reads();
        let offer = store.offers().offer(id).await?.ok_or(Error::NotFound)?;
        require_own(caller, method, &resource(id), offer.publisher)?;
        Ok(offer)
    }
}
