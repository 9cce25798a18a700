//! Writing listings.

use super::{
    new::{Key, NewListing, PutListing, PutOutcome},
    tags::Tagged,
};
use crate::{
    Error, ErrorKind, EventKind, Result, Unit,
    dialect::{Phrases, execute, insert, run},
    places::json_of,
};
use chrono::{DateTime, SubsecRound, Utc};
use domain::{Decoration, ListingId, ListingStatus, PaymentTerms};
use sqlx::AssertSqlSafe;
use std::collections::{BTreeMap, HashMap};

/// Columns that are bound for each listing.
const COLUMNS: usize = 37;

const INSERT: &str = "INSERT INTO listing (\
     source, source_id, title, detail, rent_fen, area, mode, rooms, halls, baths, floor_plan_id, \
     floor_number, floor_band, floor_total, orientation, facilities, lift, decoration, payment, \
     agent_fee, available_from, city_code, district_code, business_district_id, estate_id, street, \
     near_subway, subway_metres, lon, lat, agent_id, publisher_id, status, demo, published_at, \
     created_at, updated_at) ";
/// The same for listings that bring their number along.
const INSERT_NUMBERED: &str = "INSERT INTO listing (id, \
     source, source_id, title, detail, rent_fen, area, mode, rooms, halls, baths, floor_plan_id, \
     floor_number, floor_band, floor_total, orientation, facilities, lift, decoration, payment, \
     agent_fee, available_from, city_code, district_code, business_district_id, estate_id, street, \
     near_subway, subway_metres, lon, lat, agent_id, publisher_id, status, demo, published_at, \
     created_at, updated_at) ";

/// What a source can say of a listing; a change of anything here is a change of the listing.
macro_rules! said {
    ($prefix:literal) => {
        said!($prefix; "title" "detail" "rent_fen" "area" "mode" "rooms" "halls" "baths"
            "floor_plan_id" "floor_number" "floor_band" "floor_total" "orientation" "facilities"
            "lift" "decoration" "payment" "agent_fee" "available_from" "city_code"
            "district_code" "business_district_id" "estate_id" "street" "near_subway"
            "subway_metres" "lon" "lat" "agent_id" "publisher_id" "status" "demo")
    };
    ($prefix:literal; $($column:literal)+) => {
        concat!("(", $($prefix, $column, ", ",)+ $prefix, "published_at)")
    };
}

/// The same without what people decide about a listing: where it stands in its life, and whose it is.
macro_rules! told {
    ($prefix:literal) => {
        said!($prefix; "title" "detail" "rent_fen" "area" "mode" "rooms" "halls" "baths"
            "floor_plan_id" "floor_number" "floor_band" "floor_total" "orientation" "facilities"
            "lift" "decoration" "payment" "agent_fee" "available_from" "city_code"
            "district_code" "business_district_id" "estate_id" "street" "near_subway"
            "subway_metres" "lon" "lat")
    };
}

/// The same with whose the listing is.
macro_rules! told_with_whose {
    ($prefix:literal) => {
        said!($prefix; "title" "detail" "rent_fen" "area" "mode" "rooms" "halls" "baths"
            "floor_plan_id" "floor_number" "floor_band" "floor_total" "orientation" "facilities"
            "lift" "decoration" "payment" "agent_fee" "available_from" "city_code"
            "district_code" "business_district_id" "estate_id" "street" "near_subway"
            "subway_metres" "lon" "lat" "agent_id" "publisher_id")
    };
}

/// The version tells an inserted listing from an updated one; one that is as it was returns no row.
macro_rules! upsert {
    ($columns:ident) => {
        concat!(
            " ON CONFLICT (source, source_id) DO UPDATE SET ",
            $columns!(""),
            " = ",
            $columns!("excluded."),
            ", version = listing.version + 1, updated_at = excluded.updated_at WHERE ",
            $columns!("listing."),
            " IS DISTINCT FROM ",
            $columns!("excluded."),
            " RETURNING id, source, source_id, version"
        )
    };
}

const UPSERT: &str = upsert!(said);
const REFRESH: &str = upsert!(told);
const BRING: &str = upsert!(told_with_whose);

/// How listings are put.
#[derive(Clone, Copy)]
struct Putting {
    /// What happens to those that are there.
    known: &'static str,
    /// Whether a new one has its id at its source as its number.
    numbered: bool,
}

impl Putting {
    const fn of(known: &'static str) -> Self {
        Self {
            known,
            numbered: false,
        }
    }
}

/// Binds the values of a listing in the order of [`INSERT`].
macro_rules! bind_listing {
    ($values:ident, $row:ident, $now:ident) => {
        $values.push_bind(&$row.source);
        $values.push_bind(&$row.source_id);
        $values.push_bind(&$row.title);
        $values.push_bind(&$row.detail);
        $values.push_bind($row.rent.fen());
        $values.push_bind($row.area);
        $values.push_bind($row.mode.as_str());
        $values.push_bind($row.layout.rooms.map(i16::from));
        $values.push_bind($row.layout.halls.map(i16::from));
        $values.push_bind($row.layout.baths.map(i16::from));
        $values.push_bind($row.floor_plan.map(|id| id.0));
        $values.push_bind($row.floor.number);
        $values.push_bind($row.floor.band.map(|band| band.as_str()));
        $values.push_bind($row.floor.total);
        $values.push_bind($row.orientation.bits().cast_signed());
        $values.push_bind($row.facilities.bits().cast_signed());
        $values.push_bind($row.lift);
        $values.push_bind($row.decoration.map(Decoration::as_str));
        $values.push_bind($row.payment.map(PaymentTerms::as_str));
        $values.push_bind($row.agent_fee);
        $values.push_bind($row.available_from);
        $values.push_bind($row.city.0);
        $values.push_bind($row.district.map(|code| code.0));
        $values.push_bind($row.business_district.map(|id| id.0));
        $values.push_bind($row.estate.map(|id| id.0));
        $values.push_bind($row.street.as_deref());
        $values.push_bind($row.near_subway);
        // Beyond the column's type it becomes a number that the schema refuses.
        $values.push_bind($row.subway_metres.map(u32::cast_signed));
        $values.push_bind($row.point.map(|point| point.lon));
        $values.push_bind($row.point.map(|point| point.lat));
        $values.push_bind($row.agent.map(|id| id.0));
        $values.push_bind($row.publisher.map(|id| id.0));
        $values.push_bind($row.status.as_str());
        $values.push_bind($row.demo);
        $values.push_bind($row.published_at.trunc_subsecs(6));
        $values.push_bind($now);
        $values.push_bind($now);
    };
}

impl Unit {
    /// Makes the stored listings what these say, and tells the outbox of each that changed. Made
    /// for batches of 500 to 1,000. Returns what became of each, in the same order. Of listings
    /// with the same source and id, the last one counts.
    ///
    /// A value that the schema does not accept refuses the whole batch, and the unit can only be
    /// rolled back.
    pub async fn put_listings(
        &mut self,
        listings: &[NewListing],
        now: DateTime<Utc>,
    ) -> Result<Vec<PutListing>> {
        self.put(listings, Putting::of(UPSERT), now).await
    }

    /// [`Unit::put_listings`] for a source that does not know what people decided here: a listing that is
    /// there keeps its status, its publisher and its agent. What was let, withdrawn or taken down stays so.
    pub async fn refresh_listings(
        &mut self,
        listings: &[NewListing],
        now: DateTime<Utc>,
    ) -> Result<Vec<PutListing>> {
        self.put(listings, Putting::of(REFRESH), now).await
    }

    /// [`Unit::refresh_listings`] for a source whose ids become the numbers of new listings, and that
    /// knows who publishes them: a listing that is there keeps its status only.
    ///
    /// [`crate::ErrorKind::Conflict`] when a listing of another source has such a number.
    pub async fn bring_listings(
        &mut self,
        listings: &[NewListing],
        now: DateTime<Utc>,
    ) -> Result<Vec<PutListing>> {
        let how = Putting {
            known: BRING,
            numbered: true,
        };
        self.put(listings, how, now).await
    }

    async fn put(
        &mut self,
        listings: &[NewListing],
        how: Putting,
        now: DateTime<Utc>,
    ) -> Result<Vec<PutListing>> {
        if let Some(listing) = listings.iter().find(|listing| listing.has_nul()) {
            return Err(Error::new(
                ErrorKind::Refused,
                format!("a text of listing {:?} contains NUL", listing.key()),
            ));
        }
        let mut last: HashMap<Key<'_>, usize> = HashMap::with_capacity(listings.len());
        for (index, listing) in listings.iter().enumerate() {
            last.insert(listing.key(), index);
        }
        let counts = |index: usize, listing: &NewListing| last.get(&listing.key()) == Some(&index);
        let rows: Vec<&NewListing> = listings
            .iter()
            .enumerate()
            .filter(|(index, listing)| counts(*index, listing))
            .map(|(_, listing)| listing)
            .collect();

        let now = now.trunc_subsecs(6);
        let written = self.upsert(&rows, how, now).await?;
        let mut put: HashMap<Key<'_>, PutListing> = HashMap::with_capacity(rows.len());
        for (id, source, source_id, version) in &written {
            let outcome = if *version == 1 {
                PutOutcome::Inserted
            } else {
                PutOutcome::Updated
            };
            put.insert(
                (source, source_id),
                PutListing {
                    id: ListingId(*id),
                    outcome,
                },
            );
        }
        let same: Vec<&NewListing> = rows
            .iter()
            .copied()
            .filter(|row| !put.contains_key(&row.key()))
            .collect();
        let same = self.unchanged(&same, now).await?;
        put.extend(same);

        let changed: Vec<(Tagged<'_>, PutOutcome)> = rows
            .iter()
            .filter_map(|row| {
                let put = put.get(&row.key())?;
                let tagged = Tagged {
                    listing: put.id,
                    tags: &row.tags,
                };
                (put.outcome != PutOutcome::Unchanged).then_some((tagged, put.outcome))
            })
            .collect();
        self.replace_tags(&changed).await?;
        let events = changed.iter().map(|(tagged, outcome)| {
            let kind = match outcome {
                PutOutcome::Inserted => EventKind::Created,
                PutOutcome::Updated | PutOutcome::Unchanged => EventKind::Updated,
            };
            (tagged.listing, kind)
        });
        self.announce(events, now).await?;

        listings
            .iter()
            .enumerate()
            .map(|(index, listing)| {
                let put = put.get(&listing.key()).copied().ok_or_else(|| {
                    Error::new(ErrorKind::Internal, "a listing that was put is not there")
                })?;
                Ok(if counts(index, listing) {
                    put
                } else {
                    PutListing {
                        outcome: PutOutcome::Unchanged,
                        ..put
                    }
                })
            })
            .collect()
    }

    /// Gives listings another status. Those that have it already do not change. Returns those that
    /// changed, by id.
    pub async fn set_listing_status(
        &mut self,
        ids: &[ListingId],
        status: ListingStatus,
        now: DateTime<Utc>,
    ) -> Result<Vec<ListingId>> {
        let now = now.trunc_subsecs(6);
        let ids = json_of(ids)?;
        let changed: Vec<i64> = run!(&mut *self, |db| {
            sqlx::query_scalar(AssertSqlSafe(format!(
                "UPDATE listing SET status = $2, version = version + 1, updated_at = $3 \
                 WHERE id IN ({}) AND status <> $2 RETURNING id",
                Db::numbers_in("$1")
            )))
            .bind(&ids)
            .bind(status.as_str())
            .bind(now)
            .fetch_all(db)
        })?;
        self.tell(changed, EventKind::Updated, now).await
    }

    /// Removes listings with their tags and photos. Returns those that were there, by id.
    pub async fn remove_listings(
        &mut self,
        ids: &[ListingId],
        now: DateTime<Utc>,
    ) -> Result<Vec<ListingId>> {
        let ids = json_of(ids)?;
        let removed: Vec<i64> = run!(&mut *self, |db| {
            sqlx::query_scalar(AssertSqlSafe(format!(
                "DELETE FROM listing WHERE id IN ({}) RETURNING id",
                Db::numbers_in("$1")
            )))
            .bind(&ids)
            .fetch_all(db)
        })?;
        self.tell(removed, EventKind::Removed, now).await
    }

    async fn tell(
        &mut self,
        ids: Vec<i64>,
        kind: EventKind,
        now: DateTime<Utc>,
    ) -> Result<Vec<ListingId>> {
        let mut ids: Vec<ListingId> = ids.into_iter().map(ListingId).collect();
        ids.sort_unstable();
        self.announce(ids.iter().map(|id| (*id, kind)), now).await?;
        Ok(ids)
    }

    /// Returns id, source, source id and version of the listings that were inserted or differed.
    async fn upsert(
        &mut self,
        rows: &[&NewListing],
        how: Putting,
        now: DateTime<Utc>,
    ) -> Result<Vec<(i64, String, String, i64)>> {
        let known = how.known;
        if how.numbered {
            let numbered = rows
                .iter()
                .map(|row| row.source_id.parse().map(|number: i64| (number, *row)))
                .collect::<std::result::Result<Vec<_>, _>>()
                .map_err(|error| Error::new(ErrorKind::Refused, error))?;
            return insert!(
                &mut *self, &numbered, COLUMNS + 1, INSERT_NUMBERED, known
                    => (i64, String, String, i64),
                |values, (number, row)| {
                    values.push_bind(*number);
                    bind_listing!(values, row, now);
                }
            );
        }
        insert!(
            &mut *self, rows, COLUMNS, INSERT, known => (i64, String, String, i64),
            |values, row| {
                bind_listing!(values, row, now);
            }
        )
    }

    /// Finds the listings whose own row did not change. Where the tags differ, the listing counts
    /// as updated.
    async fn unchanged<'a>(
        &mut self,
        rows: &[&'a NewListing],
        now: DateTime<Utc>,
    ) -> Result<Vec<(Key<'a>, PutListing)>> {
        let mut by_source: BTreeMap<&str, HashMap<&str, &'a NewListing>> = BTreeMap::new();
        for row in rows {
            by_source
                .entry(&row.source)
                .or_default()
                .insert(&row.source_id, row);
        }
        let mut found: Vec<(ListingId, &'a NewListing)> = Vec::with_capacity(rows.len());
        for (source, listings) in by_source {
            let wanted: Vec<&str> = listings.keys().copied().collect();
            let wanted = json_of(&wanted)?;
            let ids: Vec<(i64, String)> = run!(&mut *self, |db| {
                sqlx::query_as(AssertSqlSafe(format!(
                    "SELECT id, source_id FROM listing WHERE source = $1 AND source_id IN ({})",
                    Db::texts_in("$2")
                )))
                .bind(source)
                .bind(&wanted)
                .fetch_all(db)
            })?;
            found.extend(ids.into_iter().filter_map(|(id, source_id)| {
                Some((ListingId(id), *listings.get(source_id.as_str())?))
            }));
        }
        let tagged: Vec<Tagged<'_>> = found
            .iter()
            .map(|(id, row)| Tagged {
                listing: *id,
                tags: &row.tags,
            })
            .collect();
        let retagged = self.differently_tagged(&tagged).await?;
        self.touch(&retagged, now).await?;
        Ok(found
            .into_iter()
            .map(|(id, row)| {
                let outcome = if retagged.contains(&id) {
                    PutOutcome::Updated
                } else {
                    PutOutcome::Unchanged
                };
                (row.key(), PutListing { id, outcome })
            })
            .collect())
    }

    /// Counts a change of what belongs to these listings as a change of the listings.
    pub(crate) async fn touch(
        &mut self,
        ids: impl IntoIterator<Item = &ListingId>,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let ids: Vec<&ListingId> = ids.into_iter().collect();
        if ids.is_empty() {
            return Ok(());
        }
        let ids = json_of(&ids)?;
        execute!(&mut *self, |db| {
            sqlx::query(AssertSqlSafe(format!(
                "UPDATE listing SET version = version + 1, updated_at = $2 WHERE id IN ({})",
                Db::numbers_in("$1")
            )))
            .bind(&ids)
            .bind(now)
            .execute(db)
        })
        .map(|_| ())
    }
}
