//! New listings: from nothing, or from another one.

use super::{content::written, require_own, resource};
use crate::{
    Caller, Error, Result, Services,
    accounts::{audit::Deed, keys::random_text},
    import::Headline,
};
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use domain::{
    ListingId, ListingStatus, UserId,
    account::{AuditAction, Method},
    contact::china_date,
    offer::{ListingContent, ListingForm},
};
use store::{NewStep, OfferRecord, Unit};

/// Where homes come from that are written here.
pub(crate) const OWN_SOURCE: &str = "zufang";
/// Homes that an account begins by hand in an hour.
const STARTED_PER_HOUR: u32 = 200;

impl Services {
    /// Begins a listing that says what `form` says so far: where the home is, what it is, and the rent.
    /// Without a title it gets one that says these. Nothing is public.
    ///
    /// # Errors
    /// [`Error::Forbidden`] for who may not publish, [`Error::Invalid`] with every field that is wrong,
    /// [`Error::RateLimited`] for who begins too many.
    pub async fn start_offer(&self, caller: &Caller, form: &ListingForm) -> Result<ListingId> {
        let user = caller.require(Method::Post, "/listings")?.user;
        let mut form = form.clone();
        let untitled = form.title.trim().is_empty();
        if untitled {
            form.title = "…".into();
        }
        let now = self.clock().now().trunc_subsecs(6);
        let content = form.check(china_date(now)).map_err(Error::Invalid)?;
        let mut content = self.placed(content).await?;
        self.slow_down_drafts(user).await?;
        if untitled {
            content.title = title(&content);
        }
        let mut unit = self.store().begin().await?;
        let id = self
            .begin(
                &mut unit,
                user,
                (OWN_SOURCE, &random_text::<12>(), "start"),
                &content,
                now,
            )
            .await?;
        let deed = Deed::by(caller, AuditAction::ListingStarted).on("listing", id);
        self.record(&mut unit, deed).await?;
        unit.commit().await?;
        self.listings_changed();
        Ok(id)
    }

    /// Begins a listing that says what another one of the caller's says, with its photos.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a listing that the caller may not read as its publisher.
    pub async fn duplicate_offer(&self, caller: &Caller, from: ListingId) -> Result<ListingId> {
        let user = caller.require(Method::Post, "/listings")?.user;
        let offer = self.own_offer(caller, Method::Get, from).await?;
        let form = self.written_form(&offer).await?;
        let now = self.clock().now().trunc_subsecs(6);
        let mut form = form;
        // A day that has passed since.
        form.available_from = String::new();
        let content = form.check(china_date(now)).map_err(Error::Invalid)?;
        let content = self.placed(content).await?;
        self.slow_down_drafts(user).await?;
        let mut unit = self.store().begin().await?;
        let id = self
            .begin(
                &mut unit,
                user,
                (OWN_SOURCE, &random_text::<12>(), "start"),
                &content,
                now,
            )
            .await?;
        unit.take_photos_from(from, id).await?;
        let deed = Deed::by(caller, AuditAction::ListingStarted)
            .on("listing", id)
            .change("from", None::<String>, Some(from));
        self.record(&mut unit, deed).await?;
        unit.commit().await?;
        self.listings_changed();
        Ok(id)
    }

    /// Forgets a draft that never was public.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it is not a draft any more, [`Error::Invalid`] when it was public once.
    pub async fn delete_draft(&self, caller: &Caller, id: ListingId) -> Result<()> {
        let offer = self.own_offer(caller, Method::Delete, id).await?;
        if offer.status != ListingStatus::Draft {
            return Err(Error::Conflict);
        }
        let now = self.clock().now().trunc_subsecs(6);
        let mut unit = self.store().begin().await?;
        let offer = unit.offer(id).await?.ok_or(Error::NotFound)?;
        if offer.status != ListingStatus::Draft {
            return Err(Error::Conflict);
        }
        if unit.was_public(id).await? {
            return Err(Error::field("form", "was_public"));
        }
        unit.remove_listings(&[id], now).await?;
        let deed = Deed::by(caller, AuditAction::ListingDeleted).on("listing", id);
        self.record(&mut unit, deed).await?;
        unit.commit().await?;
        self.listings_changed();
        Ok(())
    }

    async fn slow_down_drafts(&self, user: UserId) -> Result<()> {
        let key = format!("drafts:{user}");
        self.slow_down(&key, STARTED_PER_HOUR, TimeDelta::hours(1))
            .await
    }

    /// Begins a listing that comes from `source` and is called `source_id` there. `action` is the word of
    /// its first step.
    pub(super) async fn begin(
        &self,
        unit: &mut Unit,
        user: UserId,
        (source, source_id, action): (&str, &str, &str),
        content: &ListingContent,
        now: DateTime<Utc>,
    ) -> Result<ListingId> {
        let offer = OfferRecord {
            id: ListingId(0),
            source: source.into(),
            source_id: source_id.into(),
            status: ListingStatus::Draft,
            version: 1,
            publisher: Some(user),
            agent: unit.agent_of(user).await?,
            demo: false,
            published_at: now,
            confirmed_at: None,
            rent: content.rent,
            reviewed_rent: None,
            area: content.area,
            layout: content.layout,
            floor_plan: None,
            available_from: content.available_from,
        };
        // What is only named is made when somebody has looked at it.
        let named = ListingContent {
            estate_name: String::new(),
            tags: Vec::new(),
            ..content.clone()
        };
        let id = self
            .write_listing(unit, &offer, &named, ListingStatus::Draft, now)
            .await?;
        unit.open_edit(id, &written(&ListingForm::of(content))?, user, now)
            .await?;
        let step = NewStep {
            listing: id,
            actor: Some(user),
            action,
            from: ListingStatus::Draft,
            to: ListingStatus::Draft,
            reasons: &[],
            note: "",
        };
        unit.add_step(&step, now).await?;
        Ok(id)
    }

    /// Begins to write about a listing of the caller's, from what is public of it; nothing when somebody has
    /// begun.
    ///
    /// # Errors
    /// [`Error::NotFound`] for a listing that is not the caller's, [`Error::Invalid`] when it cannot be written on.
    pub async fn open_edit(&self, caller: &Caller, id: ListingId) -> Result<()> {
        let offer = self.own_offer(caller, Method::Put, id).await?;
        if !offer.status.is_editable() {
            return Err(Error::field("form", "not_editable"));
        }
        let public = self.public_form(&offer).await?;
        let mut unit = self.store().begin().await?;
        self.begin_edit(&mut unit, caller, &offer, &public).await?;
        Ok(unit.commit().await?)
    }

    /// Begins to write about a listing, from `public`, which is what is public of it; nothing when somebody has
    /// begun. Returns whether it began.
    pub(crate) async fn begin_edit(
        &self,
        unit: &mut Unit,
        caller: &Caller,
        offer: &OfferRecord,
        public: &ListingForm,
    ) -> Result<bool> {
        let user = require_own(caller, Method::Put, &resource(offer.id), offer.publisher)?;
        let now = self.clock().now();
        let begun = unit
            .open_edit(offer.id, &written(public)?, user, now)
            .await?;
        if begun {
            unit.take_photos_into_edit(offer.id).await?;
        }
        Ok(begun)
    }
}

/// A headline that says what the home is.
fn title(content: &ListingContent) -> String {
    Headline {
        mode: content.mode,
        place: &content.estate_name,
        layout: content.layout,
        area: content.area,
        orientation: content.orientation,
        floor: content.floor,
    }
    .title()
    .chars()
    .take(domain::listing::TITLE_MAX)
    .collect()
}
