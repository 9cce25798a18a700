//! What is being written about a listing.

use super::Offers;
use crate::{
    Error, EventKind, Result, Unit,
    accounts::word,
    dialect::{Phrases, execute, run},
    places::json_of,
    store::Session,
};
use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use domain::{
    AgentId, FloorPlanId, Layout, ListingId, ListingStatus, Rent, UserId, offer::EditState,
};
use sqlx::AssertSqlSafe;

/// What of a listing is not public: whose it is and how it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct OfferRecord {
    /// The listing.
    pub id: ListingId,
    /// Where it comes from.
    pub source: String,
    /// Its id there.
    pub source_id: String,
    /// Where it stands in its life.
    pub status: ListingStatus,
    /// Counts its changes.
    pub version: i64,
    /// The account that published it.
    pub publisher: Option<UserId>,
    /// The agent who offers it.
    pub agent: Option<AgentId>,
    /// Whether it is generated demo data.
    pub demo: bool,
    /// When it became public.
    pub published_at: DateTime<Utc>,
    /// When its publisher last said that it is to be had.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// Monthly rent, to the fen.
    pub rent: Rent,
    /// The rent that somebody looked at last, where it moved since without that.
    pub reviewed_rent: Option<Rent>,
    /// Area in m², as it was given.
    pub area: Option<f64>,
    /// Rooms, halls, baths.
    pub layout: Layout,
    /// Its floor plan, which may say more than the layout.
    pub floor_plan: Option<FloorPlanId>,
    /// From when it can be moved into.
    pub available_from: Option<NaiveDate>,
}

/// What is being written about a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EditRecord {
    /// The listing.
    pub listing: ListingId,
    /// What is written, as JSON.
    pub form: String,
    /// Counts the changes.
    pub version: i64,
    /// How far it has come.
    pub state: EditState,
    /// Who saved it last.
    pub saved_by: Option<UserId>,
    /// When.
    pub saved_at: DateTime<Utc>,
    /// Since when it waits for a moderator.
    pub submitted_at: Option<DateTime<Utc>>,
}

macro_rules! offer {
    () => {
        "SELECT id, source, source_id, status, version, publisher_id, agent_id, demo, published_at, \
         confirmed_at, rent_fen, reviewed_rent_fen, area, rooms, halls, baths, floor_plan_id, available_from \
         FROM listing WHERE id = $1"
    };
}

macro_rules! edit {
    () => {
        "SELECT listing_id, form, version, state, saved_by, saved_at, submitted_at \
         FROM listing_edit WHERE listing_id = $1"
    };
}

impl Offers<'_> {
    /// How a listing stands. One statement.
    pub async fn offer(&self, id: ListingId) -> Result<Option<OfferRecord>> {
        let session: &mut Session<'_> = &mut self.store.session();
        let row: Option<OfferRow> = run!(session, |db| sqlx::query_as(offer!())
            .bind(id.0)
            .fetch_optional(db))?;
        row.map(OfferRecord::try_from).transpose()
    }

    /// What is being written about a listing, if anything is. One statement.
    pub async fn edit(&self, id: ListingId) -> Result<Option<EditRecord>> {
        let row: Option<EditRow> = run!(&mut self.store.session(), |db| sqlx::query_as(edit!())
            .bind(id.0)
            .fetch_optional(db))?;
        row.map(EditRecord::try_from).transpose()
    }

    /// How many photos what is written about a listing has, or else the public listing.
    pub async fn photo_count(&self, id: ListingId, written: bool) -> Result<u32> {
        let count: i64 = run!(&mut self.store.session(), |db| sqlx::query_scalar(
            if written {
                "SELECT COUNT(*) FROM edit_photo WHERE listing_id = $1"
            } else {
                "SELECT COUNT(*) FROM listing_photo WHERE listing_id = $1"
            }
        )
        .bind(id.0)
        .fetch_one(db))?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }

    /// The listings that are public although nobody confirmed them since `before`, at most `limit`.
    /// Those that nobody ever confirmed, such as imported ones, are left alone.
    pub async fn unconfirmed(&self, before: DateTime<Utc>, limit: u32) -> Result<Vec<ListingId>> {
        let ids: Vec<i64> = run!(&mut self.store.session(), |db| sqlx::query_scalar(
            "SELECT id FROM listing WHERE status = 'published' AND confirmed_at < $1 \
             ORDER BY confirmed_at LIMIT $2"
        )
        .bind(before)
        .bind(i64::from(limit))
        .fetch_all(db))?;
        Ok(ids.into_iter().map(ListingId).collect())
    }
}

impl Unit {
    /// How a listing stands, as this unit sees it. On PostgreSQL nobody else changes it meanwhile.
    pub async fn offer(&mut self, id: ListingId) -> Result<Option<OfferRecord>> {
        self.lock_listing(id).await?;
        let row: Option<OfferRow> = run!(&mut *self, |db| sqlx::query_as(offer!())
            .bind(id.0)
            .fetch_optional(db))?;
        row.map(OfferRecord::try_from).transpose()
    }

    /// What is being written about a listing, as this unit sees it.
    pub async fn edit(&mut self, id: ListingId) -> Result<Option<EditRecord>> {
        let row: Option<EditRow> = run!(&mut *self, |db| sqlx::query_as(edit!())
            .bind(id.0)
            .fetch_optional(db))?;
        row.map(EditRecord::try_from).transpose()
    }

    /// Begins to write about a listing, unless somebody has begun already. Returns whether it began. The versions
    /// of what is written begin with the moment, so that none of them is ever used twice.
    pub async fn open_edit(
        &mut self,
        id: ListingId,
        form: &str,
        by: UserId,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let opened = execute!(&mut *self, |db| sqlx::query(
            "INSERT INTO listing_edit (listing_id, form, state, saved_by, saved_at, version) \
             VALUES ($1, $2, 'open', $3, $4, $5) ON CONFLICT (listing_id) DO NOTHING"
        )
        .bind(id.0)
        .bind(form)
        .bind(by.0)
        .bind(now.trunc_subsecs(6))
        .bind(now.timestamp_millis().max(1))
        .execute(db))?;
        Ok(opened == 1)
    }

    /// Keeps what is written about a listing, unless somebody saved since `version` was read or it is
    /// not open. Returns the version it has now.
    pub async fn save_edit(
        &mut self,
        id: ListingId,
        version: i64,
        form: &str,
        by: UserId,
        now: DateTime<Utc>,
    ) -> Result<Option<i64>> {
        run!(&mut *self, |db| {
            sqlx::query_scalar(
            "UPDATE listing_edit SET form = $3, version = version + 1, saved_by = $4, saved_at = $5 \
             WHERE listing_id = $1 AND version = $2 AND state = 'open' RETURNING version"
        )
        .bind(id.0)
        .bind(version)
        .bind(form)
        .bind(by.0)
        .bind(now.trunc_subsecs(6))
        .fetch_optional(db)
        })
    }

    /// Moves what is written about a listing on to `state`, unless somebody saved since `version` was
    /// read or it is there already. Returns whether it moved.
    pub async fn move_edit(
        &mut self,
        id: ListingId,
        version: i64,
        state: EditState,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let submitted = (state == EditState::InReview).then(|| now.trunc_subsecs(6));
        let moved = execute!(&mut *self, |db| sqlx::query(
            "UPDATE listing_edit SET state = $3, submitted_at = $4, version = version + 1 \
             WHERE listing_id = $1 AND version = $2 AND state <> $3"
        )
        .bind(id.0)
        .bind(version)
        .bind(state.as_str())
        .bind(submitted)
        .execute(db))?;
        Ok(moved == 1)
    }

    /// Takes what is written about a listing back from review, if it is there.
    pub async fn reopen_edit(&mut self, id: ListingId) -> Result<bool> {
        let reopened = execute!(&mut *self, |db| {
            sqlx::query(
            "UPDATE listing_edit SET state = 'open', submitted_at = NULL, version = version + 1 \
             WHERE listing_id = $1 AND state = 'in_review'"
        )
        .bind(id.0)
        .execute(db)
        })?;
        Ok(reopened == 1)
    }

    /// Forgets what was written about a listing, its photos included.
    pub async fn drop_edit(&mut self, id: ListingId) -> Result<bool> {
        let dropped = execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM listing_edit WHERE listing_id = $1"
        )
        .bind(id.0)
        .execute(db))?;
        Ok(dropped == 1)
    }

    /// Moves a listing on from `from` to `to`, unless it is somewhere else by now. `confirmed` is when
    /// its publisher last said that it is to be had; without it, that stays. Returns whether it moved.
    pub async fn move_listing(
        &mut self,
        id: ListingId,
        (from, to): (ListingStatus, ListingStatus),
        confirmed: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let now = now.trunc_subsecs(6);
        let moved = execute!(&mut *self, |db| sqlx::query(
            "UPDATE listing SET status = $3, version = version + 1, updated_at = $4, \
             status_since = CASE WHEN status = $3 THEN status_since ELSE $4 END, \
             confirmed_at = COALESCE($5, confirmed_at) \
             WHERE id = $1 AND status = $2"
        )
        .bind(id.0)
        .bind(from.as_str())
        .bind(to.as_str())
        .bind(now)
        .bind(confirmed.map(|at| at.trunc_subsecs(6)))
        .execute(db))?;
        if moved == 1 {
            self.announce([(id, EventKind::Updated)], now).await?;
        }
        Ok(moved == 1)
    }

    /// Keeps which rent of a listing somebody looked at last; nothing when that is the public one.
    pub async fn rent_reviewed(&mut self, id: ListingId, rent: Option<Rent>) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "UPDATE listing SET reviewed_rent_fen = $2 WHERE id = $1"
        )
        .bind(id.0)
        .bind(rent.map(Rent::fen))
        .execute(db))
        .map(|_| ())
    }

    /// Takes these listings for this unit, so that nobody else changes them until it ends. A unit that
    /// changes several takes them all here, before it writes anything: whoever takes one after the other
    /// beside it would wait for each other.
    pub async fn hold_listings(&mut self, ids: &[ListingId]) -> Result<()> {
        // On SQLite a unit is the only writer anyway.
        if self.is_postgres() {
            let ids = json_of(ids)?;
            let _: Vec<i64> = run!(&mut *self, |db| sqlx::query_scalar(AssertSqlSafe(format!(
                "SELECT id FROM listing WHERE id IN ({}) ORDER BY id FOR UPDATE",
                Db::numbers_in("$1")
            )))
            .bind(&ids)
            .fetch_all(db))?;
        }
        Ok(())
    }

    /// Whether a listing was ever public: nobody forgets one that was.
    pub async fn was_public(&mut self, id: ListingId) -> Result<bool> {
        let steps: i64 = run!(&mut *self, |db| sqlx::query_scalar(
            "SELECT COUNT(*) FROM listing_step WHERE listing_id = $1 \
             AND (to_status = 'published' OR from_status = 'published')"
        )
        .bind(id.0)
        .fetch_one(db))?;
        Ok(steps > 0)
    }

    /// On SQLite a unit is the only writer anyway.
    async fn lock_listing(&mut self, id: ListingId) -> Result<()> {
        if self.is_postgres() {
            let _: Option<i64> = run!(&mut *self, |db| sqlx::query_scalar(
                "SELECT id FROM listing WHERE id = $1 FOR UPDATE"
            )
            .bind(id.0)
            .fetch_optional(db))?;
        }
        Ok(())
    }
}

#[derive(sqlx::FromRow)]
struct OfferRow {
    id: i64,
    source: String,
    source_id: String,
    status: String,
    version: i64,
    publisher_id: Option<i64>,
    agent_id: Option<i64>,
    demo: bool,
    published_at: DateTime<Utc>,
    confirmed_at: Option<DateTime<Utc>>,
    rent_fen: i64,
    reviewed_rent_fen: Option<i64>,
    area: Option<f64>,
    rooms: Option<i16>,
    halls: Option<i16>,
    baths: Option<i16>,
    floor_plan_id: Option<i64>,
    available_from: Option<NaiveDate>,
}

impl TryFrom<OfferRow> for OfferRecord {
    type Error = Error;

    fn try_from(row: OfferRow) -> Result<Self> {
        let count = |count: Option<i16>| {
            let count = count.map(u8::try_from).transpose();
            count.map_err(|error| Error::unreadable("listing.rooms", error))
        };
        Ok(Self {
            id: ListingId(row.id),
            source: row.source,
            source_id: row.source_id,
            status: word("listing.status", &row.status)?,
            version: row.version,
            publisher: row.publisher_id.map(UserId),
            agent: row.agent_id.map(AgentId),
            demo: row.demo,
            published_at: row.published_at,
            confirmed_at: row.confirmed_at,
            rent: Rent::from_fen(row.rent_fen)
                .ok_or_else(|| Error::unreadable("listing.rent_fen", row.rent_fen))?,
            reviewed_rent: row.reviewed_rent_fen.and_then(Rent::from_fen),
            area: row.area,
            layout: Layout {
                rooms: count(row.rooms)?,
                halls: count(row.halls)?,
                baths: count(row.baths)?,
            },
            floor_plan: row.floor_plan_id.map(FloorPlanId),
            available_from: row.available_from,
        })
    }
}

#[derive(sqlx::FromRow)]
struct EditRow {
    listing_id: i64,
    form: String,
    version: i64,
    state: String,
    saved_by: Option<i64>,
    saved_at: DateTime<Utc>,
    submitted_at: Option<DateTime<Utc>>,
}

impl TryFrom<EditRow> for EditRecord {
    type Error = Error;

    fn try_from(row: EditRow) -> Result<Self> {
        Ok(Self {
            listing: ListingId(row.listing_id),
            form: row.form,
            version: row.version,
            state: word("listing_edit.state", &row.state)?,
            saved_by: row.saved_by.map(UserId),
            saved_at: row.saved_at,
            submitted_at: row.submitted_at,
        })
    }
}
