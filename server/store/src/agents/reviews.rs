//! What renters say of agents after viewings.

use super::Agents;
use crate::{
    Result, Unit,
    accounts::{Cut, cut, word},
    dialect::{execute, run},
};
use chrono::{DateTime, Utc};
use domain::{
    AgentId, ListingId, ReviewId, Rows, UserId, ViewingId,
    account::admin::Paged,
    agents::{AgentReview, Stars, masked_name},
    contact::ViewingStatus,
};

/// A viewing as its review needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewingRecord {
    /// Which.
    pub id: ViewingId,
    /// The home.
    pub listing: ListingId,
    /// The headline of the home.
    pub title: String,
    /// Who viewed it.
    pub renter: UserId,
    /// Who showed it.
    pub host: UserId,
    /// The real name of who showed it.
    pub host_name: String,
    /// When it began.
    pub at: DateTime<Utc>,
    /// Where it stands.
    pub status: ViewingStatus,
    /// Whether it has been reviewed.
    pub reviewed: bool,
}

/// A review to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewReview {
    /// After which viewing.
    pub viewing: ViewingId,
    /// Of whom.
    pub agent: AgentId,
    /// By whom.
    pub renter: UserId,
    /// The stars, 1 to 5 each.
    pub stars: Stars,
    /// In words; may be empty.
    pub body: String,
}

impl Agents<'_> {
    /// How many reviews of an agent there are, hidden ones among them.
    pub async fn all_reviews(&self, agent: AgentId) -> Result<u32> {
        let (total,): (i64,) = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT COUNT(*) FROM agent_review WHERE agent_id = $1"
        )
        .bind(agent.0)
        .fetch_one(db))?;
        Ok(u32::try_from(total).unwrap_or(u32::MAX))
    }

    /// A page of the `total` reviews, the newest first; hidden ones only where `hidden_too`. One statement,
    /// none where there are no reviews.
    pub async fn reviews(
        &self,
        agent: AgentId,
        (total, hidden_too): (u32, bool),
        page: u32,
        size: impl Into<Rows>,
    ) -> Result<Paged<AgentReview>> {
        type Row = (i64, String, i16, i16, i16, String, DateTime<Utc>, bool);
        let Cut {
            total,
            page,
            pages,
            skip,
            size,
            ..
        } = cut(total.into(), page, size);
        let rows: Vec<Row> = if total == 0 {
            Vec::new()
        } else {
            run!(&mut self.store.session(), |db| sqlx::query_as(
                "SELECT agent_review.id, app_user.real_name, service, truth, skill, body, at, \
                 hidden FROM agent_review JOIN app_user ON app_user.id = renter_id \
                 WHERE agent_id = $1 AND (hidden = FALSE OR $2) \
                 ORDER BY at DESC, agent_review.id DESC LIMIT $3 OFFSET $4"
            )
            .bind(agent.0)
            .bind(hidden_too)
            .bind(size)
            .bind(skip)
            .fetch_all(db))?
        };
        let stars = |stars: i16| u8::try_from(stars).unwrap_or_default();
        let review = |(id, author, service, truth, skill, body, at, hidden): Row| AgentReview {
            id: ReviewId(id),
            author: masked_name(&author),
            stars: Stars {
                service: stars(service),
                truth: stars(truth),
                skill: stars(skill),
            },
            body,
            at,
            hidden,
        };
        Ok(Paged {
            items: rows.into_iter().map(review).collect(),
            total,
            page,
            pages,
        })
    }

    /// A viewing as its review needs it.
    pub async fn viewing(&self, id: ViewingId) -> Result<Option<ViewingRecord>> {
        type Row = (i64, String, i64, i64, String, DateTime<Utc>, String, i64);
        let row: Option<Row> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT viewing.listing_id, listing.title, viewing.renter_id, viewing.host_id, \
             app_user.real_name, viewing.starts_at, viewing.status, \
             (SELECT COUNT(*) FROM agent_review WHERE viewing_id = viewing.id) \
             FROM viewing JOIN listing ON listing.id = viewing.listing_id \
             JOIN app_user ON app_user.id = viewing.host_id WHERE viewing.id = $1"
        )
        .bind(id.0)
        .fetch_optional(db))?;
        let record = |(listing, title, renter, host, host_name, at, status, reviews): Row| {
            Ok(ViewingRecord {
                id,
                listing: ListingId(listing),
                title,
                renter: UserId(renter),
                host: UserId(host),
                host_name,
                at,
                status: word("viewing.status", &status)?,
                reviewed: reviews > 0,
            })
        };
        row.map(record).transpose()
    }
}

impl Agents<'_> {
    /// Of whose account a review says something; nothing when there is no such review, or its agent has no account.
    pub async fn reviewed(&self, review: ReviewId) -> Result<Option<UserId>> {
        let user: Option<Option<i64>> = run!(&mut self.store.session(), |db| sqlx::query_scalar(
            "SELECT agent.user_id FROM agent_review \
             JOIN agent ON agent.id = agent_review.agent_id WHERE agent_review.id = $1"
        )
        .bind(review.0)
        .fetch_optional(db))?;
        Ok(user.flatten().map(UserId))
    }
}

impl Unit {
    /// Writes a review, and draws the agent's stars anew.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Conflict`] when the viewing has been reviewed.
    pub async fn put_review(&mut self, review: &NewReview, now: DateTime<Utc>) -> Result<ReviewId> {
        let (id,): (i64,) = run!(&mut *self, |db| sqlx::query_as(
            "INSERT INTO agent_review \
             (viewing_id, agent_id, renter_id, service, truth, skill, body, at) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id"
        )
        .bind(review.viewing.0)
        .bind(review.agent.0)
        .bind(review.renter.0)
        .bind(i16::from(review.stars.service))
        .bind(i16::from(review.stars.truth))
        .bind(i16::from(review.stars.skill))
        .bind(&review.body)
        .bind(now)
        .fetch_one(db))?;
        self.draw_stars(review.agent).await?;
        Ok(ReviewId(id))
    }

    /// Hides a review or shows it again, and draws the agent's stars anew. Nothing when there is no such
    /// review, or it is that way already.
    pub async fn hide_review(&mut self, id: ReviewId, hidden: bool) -> Result<Option<AgentId>> {
        let agent: Option<(i64,)> = run!(&mut *self, |db| {
            sqlx::query_as(
            "UPDATE agent_review SET hidden = $2 WHERE id = $1 AND hidden <> $2 RETURNING agent_id"
        )
        .bind(id.0)
        .bind(hidden)
        .fetch_optional(db)
        })?;
        let Some((agent,)) = agent else {
            return Ok(None);
        };
        self.draw_stars(AgentId(agent)).await?;
        Ok(Some(AgentId(agent)))
    }

    /// Writes down how many reviews of an agent show, and their middle, rounded. The row of the agent is
    /// taken first, so that of two reviews at once the second counts the first.
    async fn draw_stars(&mut self, agent: AgentId) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "UPDATE agent SET reviews = reviews WHERE id = $1"
        )
        .bind(agent.0)
        .execute(db))?;
        // Half a star is rounded up; whole numbers divide alike in both databases.
        execute!(&mut *self, |db| sqlx::query(
            "UPDATE agent SET (reviews, reviewed_service, reviewed_truth, reviewed_skill) = \
             (SELECT COUNT(*), \
             COALESCE((2 * SUM(service) + COUNT(*)) / NULLIF(2 * COUNT(*), 0), 0), \
             COALESCE((2 * SUM(truth) + COUNT(*)) / NULLIF(2 * COUNT(*), 0), 0), \
             COALESCE((2 * SUM(skill) + COUNT(*)) / NULLIF(2 * COUNT(*), 0), 0) \
             FROM agent_review WHERE agent_id = $1 AND hidden = FALSE) WHERE id = $1"
        )
        .bind(agent.0)
        .execute(db))?;
        Ok(())
    }
}
