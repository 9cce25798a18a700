//! How often homes were shown and looked at. What is counted is kept by home and day; beside it stand
//! the sums that the dashboard needs of thousands of homes at once.

use crate::{
    Result, Store, Unit,
    dialect::{Phrases, execute, insert, run},
    places::json_of,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{DivisionCode, ListingId, UserId};
use sqlx::AssertSqlSafe;
use std::collections::{BTreeMap, HashMap};

/// The lengths of the spans whose sums are kept by home, in days.
const SPANS: [i64; 3] = [7, 30, 90];
/// Writers that were not heard of for so long never try a batch again.
const WRITERS_KEPT: TimeDelta = TimeDelta::days(7);

/// How often a home was shown and looked at on a day in China.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Counted {
    /// The home.
    pub listing: ListingId,
    /// The day.
    pub day: NaiveDate,
    /// How often it was shown in a list.
    pub impressions: u32,
    /// How often it was looked at closely.
    pub views: u32,
}

/// Whose a home is, and where it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountedHome {
    /// Who offers it.
    pub publisher: Option<UserId>,
    /// The district, where it is known.
    pub district: Option<DivisionCode>,
}

/// Reads what was counted.
pub struct Counts<'a> {
    pub(crate) store: &'a Store,
}

impl Counts<'_> {
    /// What was counted of a home, day by day.
    pub async fn days(&self, listing: ListingId) -> Result<Vec<Counted>> {
        let rows: Vec<(NaiveDate, i32, i32)> =
            run!(&mut self.store.session(), |db| sqlx::query_as(
                "SELECT day, impressions, views FROM listing_day WHERE listing_id = $1 ORDER BY day"
            )
            .bind(listing.0)
            .fetch_all(db))?;
        Ok(rows
            .into_iter()
            .map(|(day, impressions, views)| Counted {
                listing,
                day,
                impressions: number(impressions),
                views: number(views),
            })
            .collect())
    }

    /// The sums of a home over the last 7, 30 and 90 days: impressions and views.
    pub async fn recent(&self, listing: ListingId) -> Result<[(u32, u32); 3]> {
        type Row = (i32, i32, i32, i32, i32, i32);
        let row: Option<Row> = run!(&mut self.store.session(), |db| sqlx::query_as(
            "SELECT impressions_7, views_7, impressions_30, views_30, impressions_90, views_90 \
             FROM listing_recent WHERE listing_id = $1"
        )
        .bind(listing.0)
        .fetch_optional(db))?;
        let (a, b, c, d, e, f) = row.unwrap_or_default();
        Ok([(a, b), (c, d), (e, f)].map(|(shown, seen)| (number(shown), number(seen))))
    }
}

fn number(number: i32) -> u32 {
    u32::try_from(number).unwrap_or_default()
}

fn signed(number: u32) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

impl Unit {
    /// Whether this batch of a writer has yet to be written; from now on it has been. The batches of a
    /// writer are numbered in their order.
    pub async fn begin_batch(
        &mut self,
        writer: &str,
        batch: i64,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let changed = execute!(&mut *self, |db| sqlx::query(
            "INSERT INTO count_writer (id, batch, at) VALUES ($1, $2, $3) \
             ON CONFLICT (id) DO UPDATE SET batch = excluded.batch, at = excluded.at \
             WHERE count_writer.batch < excluded.batch"
        )
        .bind(writer)
        .bind(batch)
        .bind(now)
        .execute(db))?;
        Ok(changed == 1)
    }

    /// Forgets writers that have been gone for long.
    pub async fn prune_writers(&mut self, now: DateTime<Utc>) -> Result<u64> {
        execute!(&mut *self, |db| sqlx::query(
            "DELETE FROM count_writer WHERE at < $1"
        )
        .bind(now - WRITERS_KEPT)
        .execute(db))
    }

    /// Whose these homes are, and where they lie. Homes that are not there are left out.
    pub async fn counted_homes(
        &mut self,
        ids: &[ListingId],
    ) -> Result<HashMap<ListingId, CountedHome>> {
        let ids = json_of(ids)?;
        let rows: Vec<(i64, Option<i64>, Option<i32>)> = run!(&mut *self, |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT id, publisher_id, district_code FROM listing WHERE id IN ({})",
                Db::numbers_in("$1")
            )))
            .bind(&ids)
            .fetch_all(db)
        })?;
        let home = |(id, publisher, district): (i64, Option<i64>, Option<i32>)| {
            let home = CountedHome {
                publisher: publisher.map(UserId),
                district: district.map(DivisionCode),
            };
            (ListingId(id), home)
        };
        Ok(rows.into_iter().map(home).collect())
    }

    /// Makes the sums over the last days those up to `today`. Holds whoever else counts until the unit is
    /// over. Returns the day up to which they go, which is later than `today` where another clock says so.
    pub async fn count_up_to(&mut self, today: NaiveDate) -> Result<NaiveDate> {
        let (through,): (NaiveDate,) = run!(&mut *self, |db| sqlx::query_as(
            "INSERT INTO count_window (id, day) VALUES (1, $1) \
             ON CONFLICT (id) DO UPDATE SET day = count_window.day RETURNING day"
        )
        .bind(today)
        .fetch_one(db))?;
        if through >= today {
            return Ok(through);
        }
        for (span, days) in SPANS.into_iter().zip(["7", "30", "90"]) {
            // From the first day that falls out to the last.
            let first = through - TimeDelta::days(span - 1);
            let last = (today - TimeDelta::days(span)).min(through);
            execute!(&mut *self, |db| {
                sqlx::query(AssertSqlSafe(format!(
                    "UPDATE listing_recent SET \
                     impressions_{days} = impressions_{days} - COALESCE((SELECT SUM(impressions) \
                     FROM listing_day WHERE listing_day.listing_id = listing_recent.listing_id \
                     AND day BETWEEN $1 AND $2), 0), \
                     views_{days} = views_{days} - COALESCE((SELECT SUM(views) \
                     FROM listing_day WHERE listing_day.listing_id = listing_recent.listing_id \
                     AND day BETWEEN $1 AND $2), 0) \
                     WHERE listing_id IN \
                     (SELECT listing_id FROM listing_day WHERE day BETWEEN $1 AND $2)"
                )))
                .bind(first)
                .bind(last)
                .execute(db)
            })?;
        }
        execute!(&mut *self, |db| sqlx::query(
            "UPDATE count_window SET day = $1 WHERE id = 1"
        )
        .bind(today)
        .execute(db))?;
        Ok(today)
    }

    /// Counts what `counted` says, each home and day once in it, and in all sums. `through` is what
    /// [`Self::count_up_to`] said, `homes` what [`Self::counted_homes`] did; of homes that are not in it
    /// nothing is counted.
    pub async fn count(
        &mut self,
        counted: &[Counted],
        homes: &HashMap<ListingId, CountedHome>,
        through: NaiveDate,
    ) -> Result<()> {
        type Sums<K> = BTreeMap<K, (i32, i32)>;
        fn add<K: Ord>(sums: &mut Sums<K>, key: K, counted: &Counted) {
            let sum = sums.entry(key).or_default();
            sum.0 = sum.0.saturating_add(signed(counted.impressions));
            sum.1 = sum.1.saturating_add(signed(counted.views));
        }
        let mut by_day: Sums<(i64, NaiveDate)> = BTreeMap::new();
        let mut recent: BTreeMap<i64, [(i32, i32); 3]> = BTreeMap::new();
        let mut by_publisher: Sums<(i64, NaiveDate)> = BTreeMap::new();
        let mut by_district: Sums<(i32, NaiveDate)> = BTreeMap::new();
        for one in counted {
            let Some(home) = homes.get(&one.listing) else {
                continue;
            };
            add(&mut by_day, (one.listing.0, one.day), one);
            if let Some(publisher) = home.publisher {
                add(&mut by_publisher, (publisher.0, one.day), one);
            }
            if let Some(district) = home.district {
                add(&mut by_district, (district.0, one.day), one);
            }
            let sums = recent.entry(one.listing.0).or_default();
            for (span, sum) in SPANS.into_iter().zip(sums) {
                if one.day > through - TimeDelta::days(span) {
                    sum.0 = sum.0.saturating_add(signed(one.impressions));
                    sum.1 = sum.1.saturating_add(signed(one.views));
                }
            }
        }
        let by_day: Vec<_> = by_day.into_iter().collect();
        insert!(
            &mut *self, &by_day, 4,
            "INSERT INTO listing_day (listing_id, day, impressions, views) ",
            " ON CONFLICT (listing_id, day) DO UPDATE SET \
             impressions = listing_day.impressions + excluded.impressions, \
             views = listing_day.views + excluded.views" => (),
            |values, ((listing, day), (impressions, views))| {
                values.push_bind(*listing);
                values.push_bind(*day);
                values.push_bind(*impressions);
                values.push_bind(*views);
            }
        )?;
        let recent: Vec<_> = recent.into_iter().collect();
        insert!(
            &mut *self, &recent, 7,
            "INSERT INTO listing_recent (listing_id, impressions_7, views_7, \
             impressions_30, views_30, impressions_90, views_90) ",
            " ON CONFLICT (listing_id) DO UPDATE SET \
             impressions_7 = listing_recent.impressions_7 + excluded.impressions_7, \
             views_7 = listing_recent.views_7 + excluded.views_7, \
             impressions_30 = listing_recent.impressions_30 + excluded.impressions_30, \
             views_30 = listing_recent.views_30 + excluded.views_30, \
             impressions_90 = listing_recent.impressions_90 + excluded.impressions_90, \
             views_90 = listing_recent.views_90 + excluded.views_90" => (),
            |values, (listing, sums)| {
                values.push_bind(*listing);
                for (impressions, views) in sums {
                    values.push_bind(*impressions);
                    values.push_bind(*views);
                }
            }
        )?;
        let by_publisher: Vec<_> = by_publisher.into_iter().collect();
        insert!(
            &mut *self, &by_publisher, 4,
            "INSERT INTO publisher_day (publisher_id, day, impressions, views) ",
            " ON CONFLICT (publisher_id, day) DO UPDATE SET \
             impressions = publisher_day.impressions + excluded.impressions, \
             views = publisher_day.views + excluded.views" => (),
            |values, ((publisher, day), (impressions, views))| {
                values.push_bind(*publisher);
                values.push_bind(*day);
                values.push_bind(*impressions);
                values.push_bind(*views);
            }
        )?;
        let by_district: Vec<_> = by_district.into_iter().collect();
        insert!(
            &mut *self, &by_district, 4,
            "INSERT INTO district_day (district_code, day, impressions, views) ",
            " ON CONFLICT (district_code, day) DO UPDATE SET \
             impressions = district_day.impressions + excluded.impressions, \
             views = district_day.views + excluded.views" => (),
            |values, ((district, day), (impressions, views))| {
                values.push_bind(*district);
                values.push_bind(*day);
                values.push_bind(*impressions);
                values.push_bind(*views);
            }
        )?;
        Ok(())
    }
}
