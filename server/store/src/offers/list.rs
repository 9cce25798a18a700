//! The lists of one's own listings.

use super::Offers;
use crate::{
    Error, Result,
    accounts::word,
    dialect::{Phrases, run},
    pattern,
};
use chrono::{DateTime, Utc};
use domain::{
    Layout, ListingId, ListingStatus, PhotoRef, Rent, UserId,
    offer::{EditState, ListingForm, OwnListing, OwnQuery, OwnShelf, OwnSort},
};
use sqlx::AssertSqlSafe;

/// Which page is read, and what counts as unconfirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnCut {
    /// Listings that were last confirmed before this are to be confirmed.
    pub unconfirmed_before: DateTime<Utc>,
    /// Now, from which the days without a word are counted.
    pub now: DateTime<Utc>,
    /// Listings that are skipped.
    pub skip: u32,
    /// The most that are read.
    pub limit: u32,
}

/// What makes a listing part of a shelf. `$2` is when the unconfirmed ones were last confirmed at most.
const fn condition(shelf: OwnShelf) -> &'static str {
    match shelf {
        OwnShelf::Draft => "listing.status = 'draft'",
        OwnShelf::SentBack => {
            "edit.state = 'open' AND (SELECT step.action FROM listing_step AS step \
             WHERE step.listing_id = listing.id \
             AND step.action NOT IN ('appeal', 'appeal_granted', 'appeal_refused') \
             ORDER BY step.id DESC LIMIT 1) = 'reject'"
        }
        OwnShelf::InReview => "(listing.status = 'in_review' OR edit.state = 'in_review')",
        OwnShelf::Published => "listing.status = 'published'",
        OwnShelf::Unconfirmed => "listing.status = 'published' AND listing.confirmed_at < $2",
        OwnShelf::Reserved => "listing.status = 'reserved'",
        OwnShelf::Let => "listing.status = 'let'",
        OwnShelf::Withdrawn => "listing.status = 'withdrawn'",
        OwnShelf::Expired => "listing.status = 'expired'",
    }
}

const fn order(sort: OwnSort) -> &'static str {
    match sort {
        OwnSort::Changed => "listing.updated_at DESC, listing.id DESC",
        OwnSort::Confirmed => "listing.confirmed_at NULLS LAST, listing.id",
        OwnSort::RentUp => "listing.rent_fen, listing.id",
        OwnSort::RentDown => "listing.rent_fen DESC, listing.id DESC",
    }
}

/// The tables that decide which listings match.
const MATCHED: &str = "FROM listing \
     LEFT JOIN listing_edit AS edit ON edit.listing_id = listing.id \
     LEFT JOIN estate ON estate.id = listing.estate_id \
     WHERE listing.publisher_id = $1";

/// Which listings match, from `FROM` on. Every parameter stands in it, so that both databases know its type.
fn matching<P: Phrases>(shelf: Option<OwnShelf>, some_text: bool) -> String {
    let mut filter = String::from(MATCHED);
    if let Some(shelf) = shelf {
        filter.push_str(" AND ");
        filter.push_str(condition(shelf));
    }
    if some_text {
        // The headline of a draft is the one that is being written.
        let written = P::text_under("title", "edit.form");
        let like = P::LIKE;
        filter.push_str(&format!(
            " AND (listing.title {like} $3 ESCAPE '!' OR estate.name {like} $3 ESCAPE '!' \
             OR listing.id = $4 \
             OR CASE WHEN listing.status = 'draft' THEN {written} END {like} $3 ESCAPE '!')"
        ));
    }
    filter.push_str(
        " AND CAST($2 AS TIMESTAMP) IS NOT NULL AND CAST($3 AS TEXT) IS NOT NULL \
         AND CAST($4 AS BIGINT) IS NOT NULL",
    );
    filter
}

impl Offers<'_> {
    /// A page of the listings that `user` published or writes, and how many match. Two statements.
    pub async fn own(
        &self,
        user: UserId,
        query: &OwnQuery,
        cut: OwnCut,
    ) -> Result<(Vec<OwnListing>, u32)> {
        let text = query.q.trim();
        let (shelf, some_text) = (query.shelf, !text.is_empty());
        let pattern = pattern::part_of(text);
        let number: i64 = text.parse().unwrap_or_default();
        let session = &mut self.store.session();
        let total: i64 = run!(&mut *session, |db| sqlx::query_scalar(AssertSqlSafe(
            format!("SELECT COUNT(*) {}", matching::<Db>(shelf, some_text))
        ))
        .bind(user.0)
        .bind(cut.unconfirmed_before)
        .bind(&pattern)
        .bind(number)
        .fetch_one(db))?;
        let order = order(query.sort);
        // The page is found before its rows are filled: what is not shown is not joined.
        let rows: Vec<OwnRow> = run!(&mut *session, |db| {
            sqlx::query_as(AssertSqlSafe(format!(
            "SELECT listing.id, listing.title, listing.rent_fen, listing.area, listing.rooms, \
             listing.halls, listing.baths, district.name AS district, estate.name AS estate, \
             COALESCE(first.photo_key, drawn.photo_key, photo.photo_key) AS photo_key, \
             COALESCE(first.width, drawn.width, photo.width) AS width, \
             COALESCE(first.height, drawn.height, photo.height) AS height, \
             listing.status, edit.state, \
             listing.version, listing.updated_at, listing.confirmed_at, \
             CASE WHEN listing.status = 'draft' THEN edit.form END AS form, \
             CASE WHEN last.action = 'reject' AND edit.state = 'open' THEN last.action \
             WHEN last.action = 'take_down' AND listing.status = 'withdrawn' THEN last.action \
             END AS against \
             FROM listing \
             LEFT JOIN listing_edit AS edit ON edit.listing_id = listing.id \
             LEFT JOIN estate ON estate.id = listing.estate_id \
             LEFT JOIN division AS district ON district.code = listing.district_code \
             LEFT JOIN listing_photo AS photo ON photo.listing_id = listing.id AND photo.position = 0 \
             LEFT JOIN edit_photo AS first ON first.listing_id = listing.id AND first.position = 0 \
             AND listing.status IN ('draft', 'in_review') \
             LEFT JOIN photo AS drawn ON drawn.id = first.photo_id AND drawn.state = 'ready' \
             LEFT JOIN listing_step AS last ON last.id = (SELECT MAX(step.id) \
             FROM listing_step AS step WHERE step.listing_id = listing.id \
             AND step.action NOT IN ('appeal', 'appeal_granted', 'appeal_refused')) \
             WHERE listing.id IN (SELECT listing.id {} ORDER BY {order} LIMIT $5 OFFSET $6) \
             ORDER BY {order}",
            matching::<Db>(shelf, some_text)
        )))
        .bind(user.0)
        .bind(cut.unconfirmed_before)
        .bind(&pattern)
        .bind(number)
        .bind(i64::from(cut.limit))
        .bind(i64::from(cut.skip))
        .fetch_all(db)
        })?;
        let listings = rows
            .into_iter()
            .map(|row| row.read(cut))
            .collect::<Result<_>>()?;
        Ok((listings, count(total)))
    }

    /// How many listings of `user` are on each shelf, in the order of [`OwnShelf::ALL`]. One statement.
    pub async fn own_counts(
        &self,
        user: UserId,
        unconfirmed_before: DateTime<Utc>,
    ) -> Result<Vec<u32>> {
        let counted: Vec<String> = OwnShelf::ALL
            .iter()
            .map(|shelf| format!("COUNT(*) FILTER (WHERE {})", condition(*shelf)))
            .collect();
        let statement = format!(
            "SELECT {} FROM listing \
             LEFT JOIN listing_edit AS edit ON edit.listing_id = listing.id \
             WHERE listing.publisher_id = $1 AND CAST($2 AS TIMESTAMP) IS NOT NULL",
            counted.join(", ")
        );
        type Row = (i64, i64, i64, i64, i64, i64, i64, i64, i64);
        let row: Row = run!(&mut self.store.session(), |db| sqlx::query_as(
            AssertSqlSafe(statement)
        )
        .bind(user.0)
        .bind(unconfirmed_before)
        .fetch_one(db))?;
        let counts = [
            row.0, row.1, row.2, row.3, row.4, row.5, row.6, row.7, row.8,
        ];
        Ok(counts.into_iter().map(count).collect())
    }
}

fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[derive(sqlx::FromRow)]
struct OwnRow {
    id: i64,
    title: String,
    rent_fen: i64,
    area: Option<f64>,
    rooms: Option<i16>,
    halls: Option<i16>,
    baths: Option<i16>,
    district: Option<String>,
    estate: Option<String>,
    photo_key: Option<String>,
    width: Option<i32>,
    height: Option<i32>,
    status: String,
    state: Option<String>,
    version: i64,
    updated_at: DateTime<Utc>,
    confirmed_at: Option<DateTime<Utc>>,
    /// What is written about a draft, which stands above what was said at its beginning.
    form: Option<String>,
    against: Option<String>,
}

impl OwnRow {
    fn read(self, cut: OwnCut) -> Result<OwnListing> {
        let rooms = |count: Option<i16>| count.and_then(|count| u8::try_from(count).ok());
        let pixels = |pixels: Option<i32>| pixels.and_then(|pixels| u16::try_from(pixels).ok());
        let photo = match (self.photo_key, pixels(self.width), pixels(self.height)) {
            (Some(key), Some(width), Some(height)) => Some(PhotoRef { key, width, height }),
            _ => None,
        };
        let edit = self.state.as_deref();
        let edit: Option<EditState> = edit
            .map(|state| word("listing_edit.state", state))
            .transpose()?;
        let written: Option<ListingForm> = self
            .form
            .as_deref()
            .and_then(|form| serde_json::from_str(form).ok());
        let rent = Rent::from_fen(self.rent_fen)
            .ok_or_else(|| Error::unreadable("listing.rent_fen", self.rent_fen))?;
        let (mut title, mut area, mut rent) = (self.title, self.area, rent);
        let mut layout = Layout {
            rooms: rooms(self.rooms),
            halls: rooms(self.halls),
            baths: rooms(self.baths),
        };
        // Of what is typed only what makes sense by itself: the rest is for the editor to say.
        if let Some(form) = written {
            if !form.title.trim().is_empty() {
                title = form.title.trim().to_owned();
            }
            let typed: Option<f64> = form.rent.trim().parse().ok();
            let typed = typed.and_then(|yuan| Rent::from_fen((yuan * 100.0).round() as i64));
            rent = typed.unwrap_or(rent);
            let typed: Option<f64> = form.area.trim().parse().ok();
            area = typed.filter(|metres| metres.is_finite()).or(area);
            let typed = |text: &str, known: Option<u8>| text.trim().parse().ok().or(known);
            layout = Layout {
                rooms: typed(&form.rooms, layout.rooms),
                halls: typed(&form.halls, layout.halls),
                baths: typed(&form.baths, layout.baths),
            };
        }
        let waits = self
            .confirmed_at
            .filter(|at| self.status == "published" && *at < cut.unconfirmed_before);
        let status: ListingStatus = word("listing.status", &self.status)?;
        Ok(OwnListing {
            id: ListingId(self.id),
            title,
            rent: rent.yuan(),
            area,
            layout,
            district: self.district,
            estate: self.estate,
            photo,
            status,
            edit,
            against: match self.against.as_deref() {
                Some(action) => Some(word("listing_step.action", action)?),
                None => None,
            },
            version: self.version,
            updated_at: self.updated_at,
            days_unconfirmed: waits.and_then(|at| u32::try_from((cut.now - at).num_days()).ok()),
            long_expired: status.long_expired(self.confirmed_at, cut.now),
        })
    }
}
