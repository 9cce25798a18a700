//! The outbox: what changed, in the order in which it became visible.

use crate::{
    Error, Result, Store, Unit,
    dialect::{execute, insert, run},
};
use chrono::{DateTime, SubsecRound, Utc};
use domain::ListingId;

/// A change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its number. Numbers grow in the order in which changes become visible, with gaps.
    pub seq: i64,
    /// What changed.
    pub subject: Subject,
    /// How.
    pub kind: EventKind,
    /// When.
    pub at: DateTime<Utc>,
}

/// What an event is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A listing, its tags or its photos.
    Listing(ListingId),
}

/// How something changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// It is new.
    Created,
    /// It is not what it was; it may have become public or ceased to be.
    Updated,
    /// It is gone.
    Removed,
}

impl EventKind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Updated => "updated",
            Self::Removed => "removed",
        }
    }
}

/// Reads the outbox.
///
/// Follow it with a store of [`Store::pinned_reads`]: a listing read from a replica that lags behind
/// the one that gave the event would be the listing before the change.
pub struct Events<'a> {
    pub(crate) store: &'a Store,
}

impl Events<'_> {
    /// The events after number `seq`, oldest first, at most `limit`.
    pub async fn after(&self, seq: i64, limit: u32) -> Result<Vec<Event>> {
        let rows: Vec<EventRow> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT seq, subject, subject_id, kind, at FROM outbox \
             WHERE seq > $1 ORDER BY seq LIMIT $2"
        )
        .bind(seq)
        .bind(i64::from(limit))
        .fetch_all(db))?;
        rows.into_iter().map(Event::try_from).collect()
    }

    /// The number of the newest event, 0 when nothing ever happened. Pruning does not change it.
    pub async fn last(&self) -> Result<i64> {
        run!(&mut self.store.session(), |db| sqlx::query_scalar(
            "SELECT COALESCE(MAX(seq), 0) FROM outbox"
        )
        .fetch_one(db))
    }

    /// The number of the oldest event that is kept. A follower that has not come to the one before
    /// it may have missed some and must rebuild.
    pub async fn oldest(&self) -> Result<Option<i64>> {
        run!(&mut self.store.session(), |db| sqlx::query_scalar(
            "SELECT MIN(seq) FROM outbox"
        )
        .fetch_one(db))
    }
}

impl Unit {
    /// Forgets the events that happened before `before`; the newest stays, so that the numbering is
    /// known. Returns how many went.
    pub async fn prune_events(&mut self, before: DateTime<Utc>) -> Result<u64> {
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM outbox WHERE at < $1 AND seq < (SELECT MAX(seq) FROM outbox)"
        )
        .bind(before)
        .execute(db))
    }

    /// Appends an event for each of the listings that this unit has not told of yet.
    pub(crate) async fn announce(
        &mut self,
        listings: impl IntoIterator<Item = (ListingId, EventKind)>,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let events: Vec<(ListingId, EventKind)> = listings
            .into_iter()
            .filter(|(id, kind)| *kind == EventKind::Removed || !self.announced.contains(id))
            .collect();
        if events.is_empty() {
            return Ok(());
        }
        self.lock_outbox().await?;
        let now = now.trunc_subsecs(6);
        insert!(
            &mut *self, &events, 4,
            "INSERT INTO outbox (subject, subject_id, kind, at) ", "" => (),
            |values, (id, kind)| {
                values.push_bind("listing");
                values.push_bind(id.0);
                values.push_bind(kind.as_str());
                values.push_bind(now);
            }
        )?;
        self.announced.extend(events.iter().map(|(id, _)| *id));
        Ok(())
    }
}

#[derive(sqlx::FromRow)]
struct EventRow {
    seq: i64,
    subject: String,
    subject_id: i64,
    kind: String,
    at: DateTime<Utc>,
}

impl TryFrom<EventRow> for Event {
    type Error = Error;

    fn try_from(row: EventRow) -> Result<Self> {
        Ok(Self {
            seq: row.seq,
            subject: match row.subject.as_str() {
                "listing" => Subject::Listing(ListingId(row.subject_id)),
                other => return Err(Error::unreadable("outbox.subject", other)),
            },
            kind: match row.kind.as_str() {
                "created" => EventKind::Created,
                "updated" => EventKind::Updated,
                "removed" => EventKind::Removed,
                other => return Err(Error::unreadable("outbox.kind", other)),
            },
            at: row.at,
        })
    }
}
