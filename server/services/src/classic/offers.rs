//! Offering homes: one request writes, and hands in what was written, as clients of the classic API know no
//! drafts. Who looks after homes decides as ever.

use super::form::{HouseForm, classic};
use crate::{Caller, Error, Result, Services};
use domain::{
    ListingId, ListingStatus,
    account::Method,
    offer::{EditState, LeftOpen, ListingAction, ListingForm, Saved},
};

impl Services {
    /// Whether the caller may offer homes.
    ///
    /// # Errors
    /// Those of [`Caller::require`].
    pub fn may_offer(&self, caller: &Caller) -> Result<()> {
        caller.require(Method::Post, "/listings").map(|_| ())
    }

    /// Whether the caller may change a home.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a home that is not the caller's.
    pub async fn may_change_house(&self, caller: &Caller, id: ListingId) -> Result<()> {
        self.own_offer(caller, Method::Put, id).await.map(|_| ())
    }

    /// Offers a home, and hands it in.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every field that is wrong, by the classic names; those of
    /// [`Services::start_offer`] and [`Services::submit_offer`]. Nothing is kept then.
    pub async fn create_house(&self, caller: &Caller, form: &HouseForm) -> Result<ListingId> {
        let user = caller.require(Method::Post, "/listings")?.user;
        let written = self.house_form(form, ListingForm::default()).await?;
        let wrong = self.problems(&written, LeftOpen::default()).await?;
        if !wrong.is_empty() {
            return Err(classic(Error::Invalid(wrong)));
        }
        self.may_publish(user).await?;
        let photos = self.called_photos(user, &form.photos).await?;
        let id = self.start_offer(caller, &written).await.map_err(classic)?;
        self.attach_photos(caller, id, &photos).await?;
        self.hand_in(caller, id).await?;
        Ok(id)
    }

    /// Lets a home of the caller's say something else, and hands that in.
    ///
    /// # Errors
    /// As [`Services::create_house`]; [`Error::NotFound`] for a home that is not the caller's.
    pub async fn change_house(
        &self,
        caller: &Caller,
        id: ListingId,
        form: &HouseForm,
    ) -> Result<()> {
        let offer = self.own_offer(caller, Method::Put, id).await?;
        let user = caller.signed_in()?.user;
        if !offer.status.is_editable() && offer.status != ListingStatus::InReview {
            return Err(classic(Error::field("form", "not_editable")));
        }
        let before = self.written_form(&offer).await?;
        let written = self.house_form(form, before.clone()).await?;
        let open = self.left_open(&offer).await?;
        let wrong = self.problems(&written, open).await?;
        if !wrong.is_empty() {
            return Err(classic(Error::Invalid(wrong)));
        }
        if written == before && form.photos.is_empty() {
            return Ok(());
        }
        if let Some(publisher) = offer.publisher {
            self.may_publish(publisher).await?;
        }
        let photos = self.called_photos(user, &form.photos).await?;
        self.take_back(caller, id).await?;
        let version = self.editor(caller, id).await?.version;
        let saved = self.save_edit(caller, id, version, &written).await;
        if let Saved::Overtaken { .. } = saved.map_err(classic)? {
            return Err(Error::Conflict);
        }
        self.attach_photos(caller, id, &photos).await?;
        self.hand_in(caller, id).await
    }

    /// Takes a home of the caller's away: a draft is deleted, a public home withdrawn.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a home that is not the caller's or is over already.
    pub async fn delete_house(&self, caller: &Caller, id: ListingId) -> Result<()> {
        let offer = self.own_offer(caller, Method::Delete, id).await?;
        if offer.status.is_over() {
            return Err(Error::NotFound);
        }
        if offer.status == ListingStatus::InReview {
            self.recall_offer(caller, id).await?;
        }
        if offer.status.was_public() {
            let withdraw = ListingAction::Withdraw;
            self.step_offer(caller, id, withdraw, None).await?;
            return Ok(());
        }
        self.delete_draft(caller, id).await.map_err(classic)
    }

    /// Takes what is in review back, to be written on. Says whether it was.
    pub(super) async fn take_back(&self, caller: &Caller, id: ListingId) -> Result<bool> {
        let store = self.store().primary_reads();
        let edit = store.offers().edit(id).await?;
        let waits = edit.is_some_and(|edit| edit.state == EditState::InReview);
        if waits {
            self.recall_offer(caller, id).await?;
        }
        Ok(waits)
    }

    /// Hands in what is written about a home.
    pub(super) async fn hand_in(&self, caller: &Caller, id: ListingId) -> Result<()> {
        let store = self.store().primary_reads();
        let Some(edit) = store.offers().edit(id).await? else {
            return Ok(());
        };
        let handed_in = self.submit_offer(caller, id, edit.version).await;
        handed_in.map_err(classic)?;
        Ok(())
    }
}
