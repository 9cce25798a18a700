//! Writing about a listing: nothing that was kept is ever overwritten unseen.

use super::content::{left_open, read_form, version_of, written};
use crate::{Caller, Error, Result, Services};
use chrono::SubsecRound;
use domain::{
    FieldError, ListingId,
    account::{Method, token::TokenScope},
    contact::china_date,
    moderation::{AppealStatus, appeal::AppealStanding},
    offer::{EditState, EditorPage, LeftOpen, ListingForm, Quality, Saved, Step, changes},
    photo::PhotoList,
};
use store::{EditRecord, OfferRecord};

/// Steps that the editor shows.
const STEPS: u32 = 20;
/// The longest text that is kept of a field, in characters: what is beyond what any field takes.
const FIELD_MAX: usize = 4_000;
/// How often the public text is read again that changes meanwhile.
const TRIES: usize = 3;

impl Services {
    /// What the editor of a listing shows.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a listing that is not the caller's.
    pub async fn editor(&self, caller: &Caller, id: ListingId) -> Result<EditorPage> {
        let offer = self.own_offer(caller, Method::Get, id).await?;
        self.editor_of(&offer).await
    }

    /// What the editor of a listing shows, its photos where they can be changed, and whether its publisher
    /// may appeal. The photos of a public listing that nobody writes about are not there to be changed.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a listing that is not the caller's.
    pub async fn editing(
        &self,
        caller: &Caller,
        id: ListingId,
    ) -> Result<(EditorPage, Option<PhotoList>, AppealStanding)> {
        let offer = self.own_offer(caller, Method::Get, id).await?;
        let page = self.editor_of(&offer).await?;
        let photos = if page.is_begun() {
            Some(self.photo_list(id, page.state == EditState::Open).await?)
        } else {
            None
        };
        let appeal = self.standing_of_appeals(id).await?;
        Ok((page, photos, appeal))
    }

    async fn editor_of(&self, offer: &OfferRecord) -> Result<EditorPage> {
        let id = offer.id;
        let store = self.store().primary_reads();
        let edit = store.offers().edit(id).await?;
        let public = self.public_form(offer).await?;
        let (form, version, state) = match &edit {
            Some(edit) => (read_form(&edit.form)?, edit.version, edit.state),
            None => (public.clone(), version_of(&public)?, EditState::Open),
        };
        let photos = store.offers().photo_count(id, edit.is_some()).await?;
        let city = form.city.parse().map(domain::DivisionCode).ok();
        let district = form.district.parse().map(domain::DivisionCode).ok();
        let choices = store.offers();
        let steps = choices.steps(id, STEPS).await?;
        let was_public = offer.status.was_public();
        Ok(EditorPage {
            id,
            status: offer.status,
            listing_version: offer.version,
            long_expired: offer
                .status
                .long_expired(offer.confirmed_at, self.clock().now()),
            version,
            state,
            changes: match (&edit, was_public) {
                (Some(_), true) => changes(&public, &form),
                _ => Vec::new(),
            },
            photos_changed: was_public
                && edit.is_some()
                && store.offers().photos_differ(id).await?,
            problems: self.problems(&form, left_open(offer, &public)).await?,
            quality: Quality::of(&form, photos),
            photos,
            districts: match city {
                Some(city) => choices.districts(city).await?,
                None => Vec::new(),
            },
            business_districts: match district {
                Some(district) => choices.business_districts(district).await?,
                None => Vec::new(),
            },
            cities: choices.cities().await?,
            steps: steps
                .into_iter()
                .map(|step| Step {
                    id: step.id,
                    at: step.at,
                    actor: step.actor_name,
                    action: step.action,
                    to: step.to,
                    reasons: step.reasons,
                    note: step.note,
                })
                .collect(),
            form,
        })
    }

    /// Keeps what is written about a listing, as it was typed, right or wrong. `version` is the one that was
    /// read: that of what is written, or that of the public text where nothing was.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a listing that is not the caller's, [`Error::Invalid`] while it is in review or
    /// when it cannot be written on, and for texts that are far too long.
    pub async fn save_edit(
        &self,
        caller: &Caller,
        id: ListingId,
        version: i64,
        form: &ListingForm,
    ) -> Result<Saved> {
        for field in ListingForm::FIELDS {
            let text = form.get(field).unwrap_or_default();
            if text.contains('\0') {
                return Err(Error::field(field, "characters"));
            }
            if text.chars().count() > FIELD_MAX {
                return Err(Error::field(field, "too_long"));
            }
        }
        for _ in 0..TRIES {
            if let Some(saved) = self.save_once(caller, id, version, form).await? {
                return Ok(saved);
            }
        }
        Err(Error::Conflict)
    }

    /// Nothing when the public text changed while it was read.
    async fn save_once(
        &self,
        caller: &Caller,
        id: ListingId,
        version: i64,
        form: &ListingForm,
    ) -> Result<Option<Saved>> {
        let offer = self.own_offer(caller, Method::Put, id).await?;
        let user = caller.acting(TokenScope::ListingsWrite)?.user;
        if !offer.status.is_editable() && offer.status != domain::ListingStatus::InReview {
            return Err(Error::field("form", "not_editable"));
        }
        let now = self.clock().now().trunc_subsecs(6);
        let public = match version {
            1.. => None,
            _ => Some(self.public_form(&offer).await?),
        };
        let mut unit = self.store().begin().await?;
        let kept = match &public {
            Some(public) => {
                let now = unit.offer(id).await?.ok_or(Error::NotFound)?;
                if now.version != offer.version {
                    unit.rollback().await?;
                    return Ok(None);
                }
                let started = version_of(public)?;
                if unit.edit(id).await?.is_none() && started != version {
                    unit.rollback().await?;
                    return Ok(Some(Saved::Overtaken {
                        version: started,
                        by: None,
                        changes: changes(public, form),
                    }));
                }
                self.begin_edit(&mut unit, caller, &offer, public).await?;
                unit.edit(id).await?.ok_or(Error::NotFound)?
            }
            None => unit.edit(id).await?.ok_or(Error::NotFound)?,
        };
        if kept.state == EditState::InReview {
            return Err(Error::field("form", "in_review"));
        }
        // Somebody began, and wrote nothing yet: with its photos, for one.
        let as_read = public.is_some() && version_of(&read_form(&kept.form)?)? == version;
        let expected = if as_read { kept.version } else { version };
        let saved = unit
            .save_edit(id, expected, &written(form)?, user, now)
            .await?;
        let Some(version) = saved else {
            unit.rollback().await?;
            return self.overtaken(&kept, form).await.map(Some);
        };
        let photos = unit.edit_photo_count(id).await?;
        unit.commit().await?;
        Ok(Some(Saved::Kept {
            version,
            problems: self.problems(form, self.left_open(&offer).await?).await?,
            quality: Quality::of(form, photos),
        }))
    }

    /// Forgets what is written about a public listing. With it goes what was decided against that, and an appeal
    /// against the decision.
    ///
    /// # Errors
    /// [`Error::Invalid`] while it is in review, or for a draft: that one is deleted as a whole.
    pub async fn discard_edit(&self, caller: &Caller, id: ListingId) -> Result<()> {
        let offer = self.own_offer(caller, Method::Put, id).await?;
        if !offer.status.was_public() {
            return Err(Error::field("form", "is_draft"));
        }
        let now = self.clock().now().trunc_subsecs(6);
        let mut unit = self.store().begin().await?;
        let offer = unit.offer(id).await?.ok_or(Error::NotFound)?;
        match unit.edit(id).await? {
            Some(edit) if edit.state == EditState::InReview => {
                return Err(Error::field("form", "in_review"));
            }
            _ => {}
        }
        if unit.drop_edit(id).await? {
            if offer.status.is_editable() {
                // Of one that was taken down the decision stands.
                let refused = AppealStatus::Refused;
                unit.close_appeals(id, refused, None, now).await?;
                let step = ("discard", offer.status);
                self.stepped(&mut unit, caller, &offer, step, (&[], ""), now)
                    .await?;
            }
            unit.commit().await?;
        }
        Ok(())
    }

    /// What is written about a listing, or else what is public of it.
    pub(crate) async fn written_form(&self, offer: &OfferRecord) -> Result<ListingForm> {
        let store = self.store().primary_reads();
        match store.offers().edit(offer.id).await? {
            Some(edit) => read_form(&edit.form),
            None => self.public_form(offer).await,
        }
    }

    /// What keeps a form from being submitted that need not say what is `open`.
    pub(crate) async fn problems(
        &self,
        form: &ListingForm,
        open: LeftOpen,
    ) -> Result<Vec<FieldError>> {
        let today = china_date(self.clock().now());
        let content = match form.check_leaving(open, today) {
            Ok(content) => content,
            Err(wrong) => return Ok(wrong),
        };
        match self.placed(content).await {
            Ok(_) => Ok(Vec::new()),
            Err(Error::Invalid(wrong)) => Ok(wrong),
            Err(error) => Err(error),
        }
    }

    async fn overtaken(&self, kept: &EditRecord, sent: &ListingForm) -> Result<Saved> {
        let by = match kept.saved_by {
            Some(user) => {
                let store = self.store().primary_reads();
                let account = store.accounts().by_id(user).await?;
                account.map(|account| account.real_name)
            }
            None => None,
        };
        Ok(Saved::Overtaken {
            version: kept.version,
            by,
            changes: changes(&read_form(&kept.form)?, sent),
        })
    }
}
