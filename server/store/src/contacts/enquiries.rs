use super::{Contacts, name_of_other, party, word};
use crate::{
    Error, Result, Unit,
    accounts::{Cut, cut},
    dialect::{execute, run},
};
use chrono::{DateTime, Utc};
use domain::{
    EnquiryId, ListingId, Rows, UserId,
    account::admin::Paged,
    contact::{AboutHome, Enquiry, EnquiryMark, EnquiryMessage, EnquiryQuery, NoticeKind, Side},
};
use sqlx::AssertSqlSafe;

/// Characters of the last message that a list shows.
const EXCERPT: i64 = 80;

/// Who writes to whom about which home.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnquiryParties {
    /// The enquiry.
    pub id: EnquiryId,
    /// The home.
    pub listing: ListingId,
    /// Who asks.
    pub renter: UserId,
    /// Who answers.
    pub host: UserId,
    /// When it began.
    pub opened_at: DateTime<Utc>,
}

impl EnquiryParties {
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

/// A message of an account, for its owner's copy of all data.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct OwnMessage {
    /// In which enquiry.
    pub enquiry: i64,
    /// When.
    pub at: DateTime<Utc>,
    /// The words.
    pub body: String,
}

impl Contacts<'_> {
    /// Who takes part in an enquiry.
    pub async fn enquiry_parties(&self, id: EnquiryId) -> Result<Option<EnquiryParties>> {
        let row: Option<(i64, i64, i64, i64, DateTime<Utc>)> =
            run!(&mut self.store.session(), |db| sqlx::query_as(
                "SELECT id, listing_id, renter_id, host_id, opened_at FROM enquiry WHERE id = $1"
            )
            .bind(id.0)
            .fetch_optional(db))?;
        Ok(
            row.map(|(id, listing, renter, host, opened_at)| EnquiryParties {
                id: EnquiryId(id),
                listing: ListingId(listing),
                renter: UserId(renter),
                host: UserId(host),
                opened_at,
            }),
        )
    }

    /// A renter's enquiry about a home.
    pub async fn enquiry_about(
        &self,
        listing: ListingId,
        renter: UserId,
    ) -> Result<Option<EnquiryId>> {
        let row: Option<(i64,)> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT id FROM enquiry WHERE listing_id = $1 AND renter_id = $2"
        )
        .bind(listing.0)
        .bind(renter.0)
        .fetch_optional(db))?;
        Ok(row.map(|(id,)| EnquiryId(id)))
    }

    /// The enquiries of `user` on `side` that `query` asks for, those with the newest messages first.
    /// Two statements.
    pub async fn enquiries(
        &self,
        user: UserId,
        side: Side,
        query: &EnquiryQuery,
        size: impl Into<Rows>,
    ) -> Result<Paged<Enquiry>> {
        let session = &mut self.store.session();
        let mark = query.mark.map(EnquiryMark::as_str);
        let about = query.listing.map(|listing| listing.0);
        let filter = format!(
            "enquiry.{} = $1 AND ($2 IS NULL OR enquiry.mark = $2) \
             AND ($3 = 0 OR enquiry.{} > 0) AND ($4 IS NULL OR enquiry.listing_id = $4)",
            party(side),
            unread(side)
        );
        let total: i64 = run!(&mut *session, |db| {
            sqlx::query_scalar(AssertSqlSafe(format!(
                "SELECT COUNT(*) FROM enquiry WHERE {filter}"
            )))
            .bind(user.0)
            .bind(mark)
            .bind(i64::from(query.unread))
            .bind(about)
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
                "{} WHERE {filter} ORDER BY enquiry.last_message_at DESC, enquiry.id DESC \
                 LIMIT $5 OFFSET $6",
                select(side)
            )))
            .bind(user.0)
            .bind(mark)
            .bind(i64::from(query.unread))
            .bind(about)
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

    /// An enquiry as it is seen from `side`.
    pub async fn enquiry(&self, id: EnquiryId, side: Side) -> Result<Option<Enquiry>> {
        let row: Option<Row> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "{} WHERE enquiry.id = $1",
                select(side)
            )))
            .bind(id.0)
            .fetch_optional(db)
        })?;
        row.map(|row| row.read(side)).transpose()
    }

    /// The newest messages of an enquiry, the oldest of them first, and the number of the last one; zero where
    /// there is none.
    pub async fn messages(
        &self,
        id: EnquiryId,
        at_most: u32,
    ) -> Result<(Vec<EnquiryMessage>, i64)> {
        let rows: Vec<(bool, DateTime<Utc>, String, i64)> =
            run!(&mut self.store.session(), |db| sqlx::query_as(
                "SELECT enquiry_message.author_id = enquiry.renter_id, enquiry_message.at, \
                 enquiry_message.body, enquiry_message.id FROM enquiry_message \
                 JOIN enquiry ON enquiry.id = enquiry_message.enquiry_id \
                 WHERE enquiry_message.enquiry_id = $1 ORDER BY enquiry_message.id DESC LIMIT $2"
            )
            .bind(id.0)
            .bind(i64::from(at_most))
            .fetch_all(db))?;
        let last = rows.first().map_or(0, |(.., id)| *id);
        let message = |(by_renter, at, body, _)| EnquiryMessage {
            from: if by_renter { Side::Renter } else { Side::Host },
            at,
            body,
        };
        Ok((rows.into_iter().rev().map(message).collect(), last))
    }

    /// What an account wrote, the newest first.
    pub async fn messages_by(&self, user: UserId, at_most: u32) -> Result<Vec<OwnMessage>> {
        let rows: Vec<(i64, DateTime<Utc>, String)> =
            run!(&mut self.store.session(), |db| sqlx::query_as(
                "SELECT enquiry_id, at, body FROM enquiry_message WHERE author_id = $1 \
                 ORDER BY id DESC LIMIT $2"
            )
            .bind(user.0)
            .bind(i64::from(at_most))
            .fetch_all(db))?;
        let message = |(enquiry, at, body)| OwnMessage { enquiry, at, body };
        Ok(rows.into_iter().map(message).collect())
    }

    /// In how many enquiries of `user` on `side` there is something unread.
    pub async fn unread_enquiries(&self, user: UserId, side: Side) -> Result<u32> {
        let count: i64 = run!(&mut self.store.session(), |db| {
            sqlx::query_scalar(AssertSqlSafe(format!(
                "SELECT COUNT(*) FROM enquiry WHERE {} = $1 AND {} > 0",
                party(side),
                unread(side)
            )))
            .bind(user.0)
            .fetch_one(db)
        })?;
        Ok(u32::try_from(count).unwrap_or(u32::MAX))
    }
}

impl Unit {
    /// The enquiry of `renter` about a home, made where there is none. `host` answers it from now on.
    pub async fn open_enquiry(
        &mut self,
        listing: ListingId,
        renter: UserId,
        host: UserId,
        now: DateTime<Utc>,
    ) -> Result<EnquiryParties> {
        let (id, opened_at): (i64, DateTime<Utc>) = run!(&mut *self, |db| {
            sqlx::query_as(
                "INSERT INTO enquiry (listing_id, renter_id, host_id, opened_at, last_message_at) \
             VALUES ($1, $2, $3, $4, $4) \
             ON CONFLICT (listing_id, renter_id) DO UPDATE SET host_id = excluded.host_id \
             RETURNING id, opened_at",
            )
            .bind(listing.0)
            .bind(renter.0)
            .bind(host.0)
            .bind(now)
            .fetch_one(db)
        })?;
        Ok(EnquiryParties {
            id: EnquiryId(id),
            listing,
            renter,
            host,
            opened_at,
        })
    }

    /// Adds a message of `side`. The other side has one more unread, this side none. A host's first
    /// answer is measured; an enquiry that was closed is open again when its renter writes.
    pub async fn write_message(
        &mut self,
        enquiry: &EnquiryParties,
        side: Side,
        body: &str,
        now: DateTime<Utc>,
    ) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "INSERT INTO enquiry_message (enquiry_id, author_id, at, body) VALUES ($1, $2, $3, $4)"
        )
        .bind(enquiry.id.0)
        .bind(enquiry.on(side).0)
        .bind(now)
        .bind(body)
        .execute(db))?;
        let (own, others) = (unread(side), unread(side.other()));
        let (from, to) = match side {
            Side::Host => ("new", "following"),
            Side::Renter => ("closed", "following"),
        };
        execute!(&mut *self, |db| sqlx::query(AssertSqlSafe(format!(
            "UPDATE enquiry SET last_message_at = $2, {own} = 0, {others} = {others} + 1, \
             mark = CASE WHEN mark = $3 THEN $4 ELSE mark END WHERE id = $1"
        )))
        .bind(enquiry.id.0)
        .bind(now)
        .bind(from)
        .bind(to)
        .execute(db))?;
        if side == Side::Host {
            let seconds = (now - enquiry.opened_at).num_seconds().max(0);
            execute!(&mut *self, |db| sqlx::query(
                "UPDATE enquiry SET first_answered_at = $2, first_answer_seconds = $3 \
                 WHERE id = $1 AND first_answered_at IS NULL"
            )
            .bind(enquiry.id.0)
            .bind(now)
            .bind(seconds)
            .execute(db))?;
        }
        Ok(())
    }

    /// Remembers that `side` is told of the enquiry by SMS or e-mail: `false` when it was already,
    /// after `last`.
    pub async fn tell_of_enquiry(
        &mut self,
        id: EnquiryId,
        side: Side,
        last: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let told = match side {
            Side::Renter => "renter_told_at",
            Side::Host => "host_told_at",
        };
        let changed = execute!(&mut *self, |db| sqlx::query(AssertSqlSafe(format!(
            "UPDATE enquiry SET {told} = $2 WHERE id = $1 AND ({told} IS NULL OR {told} <= $3)"
        )))
        .bind(id.0)
        .bind(now)
        .bind(last)
        .execute(db))?;
        Ok(changed == 1)
    }

    /// `side` has read an enquiry up to the message `last`. Returns how many came after.
    pub async fn read_enquiry(&mut self, id: EnquiryId, side: Side, last: i64) -> Result<u32> {
        let left: Option<i32> = run!(&mut *self, |db| {
            sqlx::query_scalar(AssertSqlSafe(format!(
                "UPDATE enquiry SET {unread} = (SELECT COUNT(*) FROM enquiry_message \
                 WHERE enquiry_message.enquiry_id = enquiry.id AND enquiry_message.id > $2 \
                 AND enquiry_message.author_id <> enquiry.{party}) WHERE id = $1 RETURNING {unread}",
                unread = unread(side),
                party = party(side),
            )))
            .bind(id.0)
            .bind(last)
            .fetch_optional(db)
        })?;
        Ok(u32::try_from(left.unwrap_or_default()).unwrap_or_default())
    }

    /// Closes all enquiries that `host` is to answer, with `words` as the last of them, and tells their
    /// renters. It is no answer: nothing is measured.
    pub async fn close_enquiries_of(
        &mut self,
        host: UserId,
        words: &str,
        now: DateTime<Utc>,
    ) -> Result<u64> {
        execute!(&mut *self, |db| sqlx::query(
            "INSERT INTO enquiry_message (enquiry_id, author_id, at, body) \
             SELECT id, host_id, $2, $3 FROM enquiry WHERE host_id = $1 AND mark <> 'closed'"
        )
        .bind(host.0)
        .bind(now)
        .bind(words)
        .execute(db))?;
        let kind = NoticeKind::Message;
        execute!(&mut *self, |db| {
            sqlx::query(
                "INSERT INTO notice (user_id, kind, subject, subject_id, created_at, due_at) \
                 SELECT renter_id, $3, $4, id, $2, $2 FROM enquiry \
                 WHERE host_id = $1 AND mark <> 'closed' AND NOT EXISTS (SELECT 1 FROM notice \
                 WHERE notice.user_id = enquiry.renter_id AND kind = $3 AND subject = $4 \
                 AND subject_id = enquiry.id AND due_at <= $2 AND seen_at IS NULL) \
                 ON CONFLICT (user_id, kind, subject, subject_id, due_at) DO NOTHING",
            )
            .bind(host.0)
            .bind(now)
            .bind(kind.as_str())
            .bind(kind.subject())
            .execute(db)
        })?;
        execute!(&mut *self, |db| {
            sqlx::query(
            "UPDATE enquiry SET mark = 'closed', host_unread = 0, renter_unread = renter_unread + 1, \
             last_message_at = $2 WHERE host_id = $1 AND mark <> 'closed'"
        )
        .bind(host.0)
        .bind(now)
        .execute(db)
        })
    }

    /// Marks an enquiry.
    pub async fn mark_enquiry(&mut self, id: EnquiryId, mark: EnquiryMark) -> Result<()> {
        execute!(&mut *self, |db| sqlx::query(
            "UPDATE enquiry SET mark = $2 WHERE id = $1"
        )
        .bind(id.0)
        .bind(mark.as_str())
        .execute(db))
        .map(|_| ())
    }
}

/// The column that counts what this side has not read.
const fn unread(side: Side) -> &'static str {
    match side {
        Side::Renter => "renter_unread",
        Side::Host => "host_unread",
    }
}

fn select(side: Side) -> String {
    format!(
        "SELECT enquiry.id, enquiry.listing_id, listing.title, listing.status, \
         COALESCE(listing.publisher_id = enquiry.host_id, FALSE) AS published_by_host, enquiry.mark, \
         enquiry.opened_at, enquiry.last_message_at, enquiry.{} AS unread, {} AS other, \
         COALESCE((SELECT substr(enquiry_message.body, 1, {EXCERPT}) FROM enquiry_message \
         WHERE enquiry_message.enquiry_id = enquiry.id ORDER BY enquiry_message.id DESC LIMIT 1), '') \
         AS last_message \
         FROM enquiry JOIN listing ON listing.id = enquiry.listing_id \
         JOIN app_user AS renter ON renter.id = enquiry.renter_id \
         JOIN app_user AS host ON host.id = enquiry.host_id \
         LEFT JOIN agent AS host_agent ON host_agent.user_id = enquiry.host_id",
        unread(side),
        name_of_other(side)
    )
}

#[derive(sqlx::FromRow)]
struct Row {
    id: i64,
    listing_id: i64,
    title: String,
    status: String,
    published_by_host: bool,
    mark: String,
    opened_at: DateTime<Utc>,
    last_message_at: DateTime<Utc>,
    unread: i32,
    other: String,
    last_message: String,
}

impl Row {
    fn read(self, side: Side) -> Result<Enquiry, Error> {
        Ok(Enquiry {
            id: EnquiryId(self.id),
            home: AboutHome {
                id: ListingId(self.listing_id),
                title: self.title,
                public: self.status == "published",
                published_by_host: self.published_by_host,
            },
            side,
            with: self.other,
            mark: word("enquiry.mark", &self.mark)?,
            opened_at: self.opened_at,
            last_message_at: self.last_message_at,
            last_message: self.last_message,
            unread: u32::try_from(self.unread).unwrap_or_default(),
        })
    }
}
