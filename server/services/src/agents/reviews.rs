//! What renters say of agents after viewings.

use super::profile::{REVIEWS, text};
use crate::{
    Caller, Error, Result, Services,
    accounts::{Deed, Problems},
};
use chrono::{SubsecRound, TimeDelta};
use domain::{
    AgentId, ReviewId, RoleId, Rows, ViewingId,
    account::{AuditAction, Method, admin::Paged, token::TokenScope},
    agents::{AgentReview, BODY_MAX, REVIEW_DAYS, Stars, ViewingToReview, forms::ReviewForm},
};
use store::{ErrorKind, NewReview, ViewingRecord};

impl Services {
    /// A page of what renters say of an agent, the newest first. Not found unless the agent is known.
    /// Whoever may change reviews sees the hidden ones too.
    pub async fn agent_reviews(
        &self,
        caller: &Caller,
        agent: AgentId,
        page: u32,
    ) -> Result<Paged<AgentReview>> {
        self.agent_reviews_rows(caller, agent, page, REVIEWS.into())
            .await
    }

    /// Rows of the same list.
    pub async fn agent_reviews_rows(
        &self,
        caller: &Caller,
        agent: AgentId,
        page: u32,
        rows: Rows,
    ) -> Result<Paged<AgentReview>> {
        let agents = self.store().agents();
        let record = agents.record(agent).await?.ok_or(Error::NotFound)?;
        let which = if caller.require(Method::Put, "/reviews").is_ok() {
            (agents.all_reviews(agent).await?, true)
        } else {
            (record.reviews, false)
        };
        Ok(agents.reviews(agent, which, page, rows).await?)
    }

    /// The viewing that the caller may review, or has reviewed.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not the caller's, did not take place, or is too long ago.
    pub async fn viewing_to_review(
        &self,
        caller: &Caller,
        viewing: ViewingId,
    ) -> Result<ViewingToReview> {
        let viewing = self.viewed_by(caller, viewing).await?;
        Ok(ViewingToReview {
            viewing: viewing.id,
            listing: viewing.listing,
            title: viewing.title,
            agent: viewing.host_name,
            at: viewing.at,
            reviewed: viewing.reviewed,
        })
    }

    async fn viewed_by(&self, caller: &Caller, id: ViewingId) -> Result<ViewingRecord> {
        let user = caller.acting(TokenScope::ContactsWrite)?.user;
        let store = self.store().primary_reads();
        let viewing = store.agents().viewing(id).await?;
        let viewing = viewing.filter(|viewing| viewing.renter == user);
        let viewing = viewing.ok_or(Error::NotFound)?;
        let resource = format!("/viewings/{id}/review");
        caller.require_of(Method::Post, &resource, Some(viewing.renter))?;
        let now = self.clock().now();
        let long_ago = now - viewing.at > TimeDelta::days(REVIEW_DAYS);
        if !viewing.status.took_place(viewing.at, now) || (long_ago && !viewing.reviewed) {
            return Err(Error::NotFound);
        }
        Ok(viewing)
    }

    /// Reviews the agent of a viewing of the caller's; the agent's stars follow at once.
    ///
    /// # Errors
    /// [`Error::Conflict`] when the viewing has been reviewed, [`Error::Invalid`] with every field that is wrong,
    /// those of [`Self::viewing_to_review`].
    pub async fn review_agent(
        &self,
        caller: &Caller,
        viewing: ViewingId,
        form: &ReviewForm,
    ) -> Result<ReviewId> {
        let viewing = self.viewed_by(caller, viewing).await?;
        let mut problems = Problems::default();
        for (field, stars) in [
            ("service", form.service),
            ("truth", form.truth),
            ("skill", form.skill),
        ] {
            if !(1..=5).contains(&stars) {
                problems.add(field, "stars");
            }
        }
        let body = text(&mut problems, "body", &form.body, BODY_MAX);
        problems.check()?;
        if viewing.reviewed {
            return Err(Error::Conflict);
        }
        let host = self.account_record(viewing.host).await?;
        let store = self.store().primary_reads();
        let known = store.agents().profile_of(host.id).await?.is_some();
        // A landlord who shows a home of their own is no agent.
        if !known
            && !store
                .accounts()
                .roles_of(host.id)
                .await?
                .contains(&RoleId::AGENT)
        {
            return Err(Error::field("form", "no_agent"));
        }
        let mut unit = self.store().begin().await?;
        let review = NewReview {
            viewing: viewing.id,
            agent: self.ensure_agent(&mut unit, &host).await?,
            renter: viewing.renter,
            stars: Stars {
                service: form.service,
                truth: form.truth,
                skill: form.skill,
            },
            body,
        };
        let now = self.clock().now().trunc_subsecs(6);
        match unit.put_review(&review, now).await {
            Ok(id) => {
                unit.commit().await?;
                Ok(id)
            }
            // Sent twice at once.
            Err(error) if error.kind() == ErrorKind::Conflict => Err(Error::Conflict),
            Err(error) => Err(error.into()),
        }
    }

    /// Hides a review, or shows it again; the agent's stars follow at once.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none, or it is that way already; [`Error::Invalid`] for one of the caller
    /// ([`Caller::not_own`]).
    pub async fn hide_review(&self, caller: &Caller, review: ReviewId, hidden: bool) -> Result<()> {
        caller.require(Method::Put, &format!("/reviews/{review}/hidden"))?;
        let store = self.store().primary_reads();
        caller.not_own(store.agents().reviewed(review).await?)?;
        let mut unit = self.store().begin().await?;
        let agent = unit.hide_review(review, hidden).await?;
        let agent = agent.ok_or(Error::NotFound)?;
        let action = if hidden {
            AuditAction::ReviewHidden
        } else {
            AuditAction::ReviewShown
        };
        let deed = Deed::by(caller, action)
            .on("review", review)
            .change("hidden", Some(!hidden), Some(hidden))
            .change("agent", None::<AgentId>, Some(agent));
        self.record(&mut unit, deed).await?;
        Ok(unit.commit().await?)
    }
}
