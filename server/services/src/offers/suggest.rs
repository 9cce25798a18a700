//! What rent to ask.

use crate::{Caller, Error, Result, Services};
use domain::{
    account::Method,
    contact::china_date,
    offer::{ListingForm, RentSuggestion},
};

impl Services {
    /// A rent for the home that `form` tells of, by comparable homes; nothing when they are too few. No SQL
    /// but for the places.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for who may not publish, [`Error::Invalid`] with what has to be known first.
    pub async fn suggest_rent(
        &self,
        caller: &Caller,
        form: &ListingForm,
    ) -> Result<Option<RentSuggestion>> {
        caller.require(Method::Post, "/listings")?;
        let mut form = form.clone();
        // What a suggestion does not need may be wrong.
        (form.title, form.rent) = ("…".into(), "1".into());
        (form.available_from, form.detail) = (String::new(), String::new());
        let today = china_date(self.clock().now());
        let content = form.check(today).map_err(Error::Invalid)?;
        let content = self.placed(content).await?;
        Ok(self.index().suggest_rent(&content))
    }
}
