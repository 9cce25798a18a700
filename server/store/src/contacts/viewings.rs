use super::{Contacts, name_of_other, party, word};
use crate::{
    Error, Result, Unit,
    accounts::{Cut, cut},
    dialect::{execute, run},
};
use chrono::{DateTime, Utc};
use domain::{
    ListingId, Rows, UserId, ViewingId,
    account::admin::Paged,
    contact::{AboutHome, CancelReason, Side, Viewing, ViewingQuery, ViewingStatus, ViewingTime},
};
use sqlx::AssertSqlSafe;

/// What holds a slot.
const OPEN: &str = "status IN ('requested', 'confirmed')";

/// A viewing to be booked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewViewing {
    /// Of which home.
    pub listing: ListingId,
    /// Who comes.
    pub renter: UserId,
    /// Who shows it.
    pub host: UserId,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// What the renter says.
    pub note: String,
}

/// Who meets whom, when, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ViewingParties {
    /// The viewing.
    pub id: ViewingId,
    /// The home.
    pub listing: ListingId,
    /// Who comes.
    pub renter: UserId,
    /// Who shows it.
    pub host: UserId,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// Where it stands.
    pub status: ViewingStatus,
    /// Grows with each change.
    pub version: i64,
}

impl ViewingParties {
    /// On which side `user` is, if on any.
    pub fn side_of(&self, user: UserId) -> Option<Side> {
        if user == self.renter {
            Some(Side::Renter)
        } else {
            (user == self.host).then_some(Side::Host)
        }
    }

    /// Who is on `side`.
    pub fn on(&self, side: Side) -> UserId {
        match side {
            Side::Renter => self.renter,
            Side::Host => self.host,
        }
    }
}

/// What becomes of a viewing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ViewingUpdate {
    /// Where it stands from now on.
    pub status: ViewingStatus,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// Whether calendars must notice.
    pub sequenced: bool,
    /// Why it was called off, with more words, and by whom.
    pub cancelled: Option<(CancelReason, String, UserId)>,
}

impl Contacts<'_> {
    /// Who takes part in a viewing.
    pub async fn viewing_parties(&self, id: ViewingId) -> Result<Option<ViewingParties>> {
        let row: Option<PartiesRow> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(AssertSqlSafe(format!("{PARTIES} WHERE id = $1")))
                .bind(id.0)
                .fetch_optional(db)
        })?;
        row.map(ViewingParties::try_from).transpose()
    }

    /// A viewing as it is seen from `side`.
    pub async fn viewing(&self, id: ViewingId, side: Side) -> Result<Option<Viewing>> {
        let row: Option<Row> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "{} WHERE viewing.id = $1",
                select(side)
            )))
            .bind(id.0)
            .fetch_optional(db)
        })?;
        row.map(|row| row.read(side)).transpose()
    }

    /// The viewings of `user` on `side` that `query` asks for: the open ones by time, of the others
    /// the last first. Two statements.
    pub async fn viewings(
        &self,
        user: UserId,
        side: Side,
        query: &ViewingQuery,
        size: impl Into<Rows>,
    ) -> Result<Paged<Viewing>> {
        let session = &mut self.store.session();
        let (condition, order) = match query.time {
            ViewingTime::Open => ("", ""),
            ViewingTime::Past => ("NOT ", " DESC"),
        };
        let filter = format!(
            "viewing.{} = $1 AND {condition}(viewing.{OPEN})",
            party(side)
        );
        let total: i64 = run!(&mut *session, |db| {
            sqlx::query_scalar(AssertSqlSafe(format!(
                "SELECT COUNT(*) FROM viewing WHERE {filter}"
            )))
            .bind(user.0)
            .fetch_one(db)
        })?;
        let Cut {
            total,
            page,
            pages,
            skip,
            size,
            ..
        } = cut(total, query.page, size);
        let rows: Vec<Row> = run!(&mut *session, |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "{} WHERE {filter} ORDER BY viewing.starts_at{order}, viewing.id{order} \
                 LIMIT $2 OFFSET $3",
                select(side)
            )))
            .bind(user.0)
            .bind(size)
            .bind(skip)
            .fetch_all(db)
        })?;
        let items = rows.into_iter().map(|row| row.read(side));
        Ok(Paged {
            items: items.collect::<Result<_>>()?,
            total,
            page,
            pages,
        })
    }

    /// How much waits for `user` as a host at `now`: enquiries with something unread, and viewings to be confirmed.
    /// One statement.
    pub async fn waits_for_host(&self, user: UserId, now: DateTime<Utc>) -> Result<(u32, u32)> {
        let (enquiries, viewings): (i64, i64) = run!(&mut self.store.session(), |db| {
            sqlx::query_as(
                "SELECT (SELECT COUNT(*) FROM enquiry WHERE host_id = $1 AND host_unread > 0), \
                 (SELECT COUNT(*) FROM viewing WHERE host_id = $1 AND status = 'requested' \
                 AND starts_at >= $2)",
            )
            .bind(user.0)
            .bind(now)
            .fetch_one(db)
        })?;
        let count = |number| u32::try_from(number).unwrap_or(u32::MAX);
        Ok((count(enquiries), count(viewings)))
    }

    /// All viewings of `user` on `side` from `from` on, by time: for calendars.
    pub async fn calendar(
        &self,
        user: UserId,
        side: Side,
        from: DateTime<Utc>,
        at_most: u32,
    ) -> Result<Vec<Viewing>> {
        let rows: Vec<Row> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "{} WHERE viewing.{} = $1 AND viewing.starts_at >= $2 \
                 ORDER BY viewing.starts_at, viewing.id LIMIT $3",
                select(side),
                party(side)
            )))
            .bind(user.0)
            .bind(from)
            .bind(i64::from(at_most))
            .fetch_all(db)
        })?;
        rows.into_iter().map(|row| row.read(side)).collect()
    }

    /// The slots after `from` that cannot be booked: those the host holds, and those of `renter`.
    pub async fn taken_slots(
        &self,
        host: UserId,
        renter: UserId,
        from: DateTime<Utc>,
    ) -> Result<Vec<DateTime<Utc>>> {
        let rows: Vec<(DateTime<Utc>,)> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT starts_at FROM viewing \
                 WHERE (host_id = $1 OR renter_id = $2) AND starts_at >= $3 AND {OPEN}"
            )))
            .bind(host.0)
            .bind(renter.0)
            .bind(from)
            .fetch_all(db)
        })?;
        Ok(rows.into_iter().map(|(at,)| at).collect())
    }

    /// The renter's viewing of a home that is still open.
    pub async fn open_viewing_of(
        &self,
        listing: ListingId,
        renter: UserId,
    ) -> Result<Option<ViewingId>> {
        let row: Option<(i64,)> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT id FROM viewing WHERE listing_id = $1 AND renter_id = $2 AND {OPEN}"
            )))
            .bind(listing.0)
            .bind(renter.0)
            .fetch_optional(db)
        })?;
        Ok(row.map(|(id,)| ViewingId(id)))
    }
}

impl Unit {
    /// The viewings in which an account takes part and which are still open, on whichever side. Nobody
    /// else changes them until this unit ends.
    pub async fn open_viewings_of(&mut self, user: UserId) -> Result<Vec<ViewingParties>> {
        self.open_viewings("(renter_id = $1 OR host_id = $1)", user.0)
            .await
    }

    /// The viewings of a home that are still open. Nobody else changes them until this unit ends.
    pub async fn open_viewings_at(&mut self, listing: ListingId) -> Result<Vec<ViewingParties>> {
        self.open_viewings("listing_id = $1", listing.0).await
    }

    async fn open_viewings(&mut self, whose: &str, id: i64) -> Result<Vec<ViewingParties>> {
        // On SQLite a unit is the only writer anyway.
        let lock = if self.is_postgres() {
            " FOR UPDATE"
        } else {
            ""
        };
        let rows: Vec<PartiesRow> = run!(&mut *self, |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "{PARTIES} WHERE {whose} AND {OPEN} ORDER BY id{lock}"
            )))
            .bind(id)
            .fetch_all(db)
        })?;
        rows.into_iter().map(ViewingParties::try_from).collect()
    }

    /// Books a viewing, which the host is asked to confirm. [`crate::ErrorKind::Conflict`] when the
    /// host or the renter has another at the time, or the renter another of the home.
    pub async fn put_viewing(
        &mut self,
        viewing: &NewViewing,
        now: DateTime<Utc>,
    ) -> Result<ViewingId> {
        let id: i64 = run!(&mut *self, |db| {
            sqlx::query_scalar(
                "INSERT INTO viewing (listing_id, renter_id, host_id, starts_at, status, note, \
             created_at, updated_at) VALUES ($1, $2, $3, $4, 'requested', $5, $6, $6) RETURNING id",
            )
            .bind(viewing.listing.0)
            .bind(viewing.renter.0)
            .bind(viewing.host.0)
            .bind(viewing.starts_at)
            .bind(&viewing.note)
            .bind(now)
            .fetch_one(db)
        })?;
        Ok(ViewingId(id))
    }

    /// Changes a viewing that is open and still as it was read: `false` when it is not, and nothing is
    /// written. [`crate::ErrorKind::Conflict`] when its new slot is taken.
    pub async fn change_viewing(
        &mut self,
        id: ViewingId,
        version: i64,
        update: &ViewingUpdate,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let (reason, note, by) = match &update.cancelled {
            Some((reason, note, by)) => (Some(reason.as_str()), note.as_str(), Some(by.0)),
            None => (None, "", None),
        };
        let changed = execute!(&mut *self, |db| {
            sqlx::query(AssertSqlSafe(format!(
            "UPDATE viewing SET status = $3, starts_at = $4, sequence = sequence + $5, reason = $6, \
             reason_note = $7, cancelled_by = $8, updated_at = $9, version = version + 1 \
             WHERE id = $1 AND version = $2 AND {OPEN}"
        )))
        .bind(id.0)
        .bind(version)
        .bind(update.status.as_str())
        .bind(update.starts_at)
        .bind(i32::from(update.sequenced))
        .bind(reason)
        .bind(note)
        .bind(by)
        .bind(now)
        .execute(db)
        })?;
        Ok(changed == 1)
    }
}

const PARTIES: &str =
    "SELECT id, listing_id, renter_id, host_id, starts_at, status, version FROM viewing";

#[derive(sqlx::FromRow)]
struct PartiesRow {
    id: i64,
    listing_id: i64,
    renter_id: i64,
    host_id: i64,
    starts_at: DateTime<Utc>,
    status: String,
    version: i64,
}

impl TryFrom<PartiesRow> for ViewingParties {
    type Error = Error;

    fn try_from(row: PartiesRow) -> Result<Self> {
        Ok(Self {
            id: ViewingId(row.id),
            listing: ListingId(row.listing_id),
            renter: UserId(row.renter_id),
            host: UserId(row.host_id),
            starts_at: row.starts_at,
            status: word("viewing.status", &row.status)?,
            version: row.version,
        })
    }
}

fn select(side: Side) -> String {
    format!(
        "SELECT viewing.id, viewing.listing_id, listing.title, listing.status AS listing_status, \
         COALESCE(listing.publisher_id = viewing.host_id, FALSE) AS published_by_host, \
         EXISTS (SELECT 1 FROM agent_review WHERE agent_review.viewing_id = viewing.id) AS reviewed, \
         city.name AS city, district.name AS district, estate.name AS estate, listing.street, \
         {} AS other, viewing.renter_id, viewing.starts_at, viewing.status, viewing.note, \
         viewing.reason, viewing.reason_note, viewing.cancelled_by, viewing.sequence, \
         viewing.version, viewing.created_at, viewing.updated_at \
         FROM viewing JOIN listing ON listing.id = viewing.listing_id \
         JOIN division AS city ON city.code = listing.city_code \
         LEFT JOIN division AS district ON district.code = listing.district_code \
         LEFT JOIN estate ON estate.id = listing.estate_id \
         JOIN app_user AS renter ON renter.id = viewing.renter_id \
         JOIN app_user AS host ON host.id = viewing.host_id \
         LEFT JOIN agent AS host_agent ON host_agent.user_id = viewing.host_id",
        name_of_other(side)
    )
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    listing_id: i64,
    title: String,
    listing_status: String,
    published_by_host: bool,
    reviewed: bool,
    city: String,
    district: Option<String>,
    estate: Option<String>,
    street: Option<String>,
    other: String,
    renter_id: i64,
    starts_at: DateTime<Utc>,
    status: String,
    note: String,
    reason: Option<String>,
    reason_note: String,
    cancelled_by: Option<i64>,
    sequence: i32,
    version: i64,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl Row {
    fn read(self, side: Side) -> Result<Viewing> {
        let place = [Some(self.city), self.district, self.estate, self.street];
        let place: Vec<String> = place.into_iter().flatten().collect();
        let reason = self.reason.map(|reason| word("viewing.reason", &reason));
        let by = |id| {
            if id == self.renter_id {
                Side::Renter
            } else {
                Side::Host
            }
        };
        Ok(Viewing {
            id: ViewingId(self.id),
            home: AboutHome {
                id: ListingId(self.listing_id),
                title: self.title,
                public: self.listing_status == "published",
                published_by_host: self.published_by_host,
            },
            place: place.join(" "),
            side,
            with: self.other,
            starts_at: self.starts_at,
            status: word("viewing.status", &self.status)?,
            reviewed: self.reviewed,
            note: self.note,
            reason: reason.transpose()?,
            reason_note: self.reason_note,
            cancelled_by: self.cancelled_by.map(by),
            sequence: u32::try_from(self.sequence).unwrap_or_default(),
            version: self.version,
            created_at: self.created_at,
            updated_at: self.updated_at,
        })
    }
}
