//! What waits for a decision, and all that a decision needs.

use super::hints::Looked;
use crate::{
    Caller, Error, Result, Services,
    looked_for::looked_for,
    offers::content::{content_of, read_form},
};
use domain::{
    BusinessDistrictId, DivisionCode, EstateId, ListingId, ListingStatus, Rows,
    account::{Method, admin::Paged},
    contact::china_date,
    moderation::{
        QueueReason, RejectReason, ReportStatus,
        queue::{Decided, NamedValue, Queue, QueueEntry, QueueQuery, Review, Waiting},
        report::ReportQuery,
    },
    offer::{EditState, LeftOpen, ListingForm, Step, changes},
};
use std::collections::HashMap;
use store::{QueueRow, StepRecord};

/// Listings on a page.
const PAGE: u32 = 20;
/// Reports that are shown beside a listing.
const REPORTS: u32 = 20;
/// Steps that are shown.
const STEPS: u32 = 30;

impl Services {
    /// A page of what waits, for moderators.
    pub async fn moderation_queue(&self, caller: &Caller, query: &QueueQuery) -> Result<Queue> {
        self.moderation_queue_rows(caller, query, PAGE.into()).await
    }

    /// Rows of the same list.
    pub async fn moderation_queue_rows(
        &self,
        caller: &Caller,
        query: &QueueQuery,
        rows: Rows,
    ) -> Result<Queue> {
        caller.require(Method::Get, "/moderation")?;
        let store = self.store().primary_reads();
        let query = QueueQuery {
            q: looked_for(&query.q),
            ..query.clone()
        };
        let found = store.moderation().queue(&query, rows).await?;
        let changed: Vec<ListingId> = found
            .items
            .iter()
            .filter(|row| row.status.was_public())
            .map(|row| row.listing)
            .collect();
        let public = self.public_forms(&changed).await?;
        let entry = |row: QueueRow| entry(row, &public);
        Ok(Queue {
            entries: Paged {
                items: found.items.into_iter().map(entry).collect::<Result<_>>()?,
                total: found.total,
                page: found.page,
                pages: found.pages,
            },
            waiting: self.waiting(caller).await?,
            now: self.clock().now(),
        })
    }

    /// How much waits, for moderators.
    pub async fn waiting(&self, caller: &Caller) -> Result<Waiting> {
        caller.require(Method::Get, "/moderation")?;
        let store = self.store().primary_reads();
        let waiting = store.moderation().waiting(self.clock().now()).await;
        Ok(waiting?)
    }

    /// Everything that a decision on a listing needs. Of one that does not wait: how it stands.
    pub async fn review(&self, caller: &Caller, id: ListingId) -> Result<Review> {
        caller.require(Method::Get, &format!("/moderation/{id}"))?;
        let store = self.store().primary_reads();
        let moderation = store.moderation();
        let offer = store.offers().offer(id).await?.ok_or(Error::NotFound)?;
        let record = store.listings().detail(id).await?.ok_or(Error::NotFound)?;
        let edit = store.offers().edit(id).await?;
        let listed = ListingForm::of(&content_of(&record, &offer));
        let form = match &edit {
            Some(edit) => read_form(&edit.form)?,
            None => listed.clone(),
        };
        let public = offer.status.was_public().then_some(listed);
        let before = public.clone().unwrap_or_default();
        let now = self.clock().now();
        let reports = ReportQuery {
            status: Some(ReportStatus::Open),
            listing: Some(id),
            page: 1,
            ..ReportQuery::default()
        };
        let reports = moderation.reports(&reports, now, REPORTS).await?;
        let photos_after = match &edit {
            Some(_) => moderation.review_photos(id).await?,
            None => Vec::new(),
        };
        let open = public.as_ref().map(LeftOpen::by).unwrap_or_default();
        let content = form.check_leaving(open, china_date(now)).ok();
        let content = match content {
            Some(content) => self.placed(content).await.ok(),
            None => None,
        };
        let publisher_name = match offer.publisher {
            Some(user) => Some(self.account_record(user).await?.username),
            None => None,
        };
        let looked = Looked {
            listing: id,
            publisher: offer.publisher,
            form: &form,
            content: content.as_ref(),
            reports: &reports,
        };
        let steps = store.offers().steps(id, STEPS).await?;
        Ok(Review {
            listing: id,
            status: offer.status,
            version: edit.as_ref().map_or(0, |edit| edit.version),
            in_review: edit
                .as_ref()
                .is_some_and(|edit| edit.state == EditState::InReview),
            submitted_at: edit.as_ref().and_then(|edit| edit.submitted_at),
            publisher: offer.publisher,
            publisher_name,
            own: caller.not_own(offer.publisher).is_err(),
            changes: changes(&before, &form),
            names: self.names_of(&[&before, &form]).await?,
            photos_before: if public.is_some() {
                record.photos
            } else {
                Vec::new()
            },
            photos_after,
            hints: self.hints(&looked).await?,
            appeal: moderation.last_appeal(id).await?,
            reports: reports.items,
            steps: steps.into_iter().map(step).collect(),
            next: moderation.waits_longest(id).await?,
            public,
            form,
        })
    }

    /// Sends what is in review back. The reasons are words of a list, one at least.
    ///
    /// # Errors
    /// Those of [`Services::reject_listing`].
    pub async fn send_back(
        &self,
        caller: &Caller,
        id: ListingId,
        version: i64,
        (reasons, note): (&[RejectReason], &str),
    ) -> Result<()> {
        caller.require(Method::Post, &format!("/moderation/{id}"))?;
        let reasons = told(reasons, note)?;
        self.reject_listing(caller, id, version, (&reasons, note))
            .await
            .map(|_| ())
    }

    /// Takes a home that is public off the market. The reasons are words of a list, one at least.
    ///
    /// # Errors
    /// Those of [`Services::take_down`].
    pub async fn take_off(
        &self,
        caller: &Caller,
        id: ListingId,
        (reasons, note): (&[RejectReason], &str),
    ) -> Result<()> {
        caller.require(Method::Post, &format!("/moderation/{id}"))?;
        let reasons = told(reasons, note)?;
        self.take_down(caller, id, (&reasons, note)).await
    }

    /// What a listing is called about which something was decided, for moderators; nothing when it is not there.
    pub async fn decided(&self, caller: &Caller, id: ListingId) -> Result<Option<Decided>> {
        caller.require(Method::Get, &format!("/moderation/{id}"))?;
        let store = self.store().primary_reads();
        let home = store.contacts().home(id).await?;
        Ok(home.map(|home| Decided {
            listing: id,
            title: home.title,
        }))
    }

    /// What is public of these listings.
    async fn public_forms(&self, ids: &[ListingId]) -> Result<HashMap<ListingId, ListingForm>> {
        let store = self.store().primary_reads();
        let mut forms = HashMap::with_capacity(ids.len());
        for record in store.listings().details(ids).await? {
            let id = record.listing.card.id;
            if let Some(offer) = store.offers().offer(id).await? {
                forms.insert(id, ListingForm::of(&content_of(&record, &offer)));
            }
        }
        Ok(forms)
    }

    /// The names of the places that `forms` refer to.
    pub(crate) async fn names_of(&self, forms: &[&ListingForm]) -> Result<Vec<NamedValue>> {
        let gazetteer = self.gazetteer();
        let mut names: Vec<NamedValue> = Vec::new();
        let mut put = |field: &str, value: &str, name: Option<String>| {
            let value = value.trim();
            if let Some(name) = name
                && !names
                    .iter()
                    .any(|known| known.field == field && known.value == value)
            {
                names.push(NamedValue {
                    field: field.to_owned(),
                    value: value.to_owned(),
                    name,
                });
            }
        };
        for form in forms {
            for (field, value) in [("city", &form.city), ("district", &form.district)] {
                let code = value.trim().parse().ok().map(DivisionCode);
                let place = code.and_then(|code| gazetteer.division(code));
                put(field, value, place.map(|place| place.name));
            }
            let id = form.business_district.trim().parse().ok();
            let kind = domain::PlaceKind::BusinessDistrict;
            let place = id.and_then(|id: i64| gazetteer.place(kind, BusinessDistrictId(id).0));
            let name = place.map(|known| known.place.name);
            put("business_district", &form.business_district, name);
            let id = form.estate.trim().parse().ok().map(EstateId);
            let place = id.and_then(|id| gazetteer.place(domain::PlaceKind::Estate, id.0));
            put("estate", &form.estate, place.map(|known| known.place.name));
        }
        Ok(names)
    }
}

fn entry(row: QueueRow, public: &HashMap<ListingId, ListingForm>) -> Result<QueueEntry> {
    let form = match &row.form {
        Some(form) => read_form(form)?,
        None => ListingForm::default(),
    };
    // Of a home that was taken down nothing may be written.
    let changed = public
        .get(&row.listing)
        .filter(|_| row.form.is_some())
        .map(|before| changes(before, &form));
    let mut why = Vec::new();
    if row.in_review {
        why.push(if row.status == ListingStatus::InReview {
            QueueReason::New
        } else {
            QueueReason::Changed
        });
    }
    if row.appealed {
        why.push(QueueReason::Appeal);
    }
    if row.reports > 0 {
        why.push(QueueReason::Reported);
    }
    let title = form.title.trim();
    Ok(QueueEntry {
        listing: row.listing,
        title: if title.is_empty() {
            row.title
        } else {
            title.to_owned()
        },
        publisher: row.publisher,
        publisher_name: row.publisher_name,
        since: row.since,
        why,
        changed: changed
            .unwrap_or_default()
            .into_iter()
            .map(|change| change.field)
            .collect(),
        reports: row.reports,
    })
}

fn step(step: StepRecord) -> Step {
    Step {
        id: step.id,
        at: step.at,
        actor: step.actor_name,
        action: step.action,
        to: step.to,
        reasons: step.reasons,
        note: step.note,
    }
}

/// The words of these reasons; one that says nothing by itself needs a note.
fn told(reasons: &[RejectReason], note: &str) -> Result<Vec<String>> {
    if reasons == [RejectReason::Other] && note.trim().is_empty() {
        return Err(Error::field("note", "missing"));
    }
    Ok(reasons.iter().map(ToString::to_string).collect())
}
