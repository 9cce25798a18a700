//! Photos under the numbers of the classic system.

use crate::{
    EventKind, Result, Unit,
    dialect::{Phrases, execute, run},
    places::json_of,
};
use chrono::{DateTime, SubsecRound, Utc};
use domain::ListingId;
use sqlx::AssertSqlSafe;
use std::collections::{BTreeSet, HashMap};

impl Unit {
    /// What became of the files with these hashes: the row of each that is drawn, and what is wrong with
    /// those that cannot be.
    pub async fn drawn_files(
        &mut self,
        hashes: &[String],
    ) -> Result<HashMap<String, std::result::Result<i64, String>>> {
        let hashes = json_of(hashes)?;
        let rows: Vec<(String, i64, String, Option<String>)> = run!(&mut *self, |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT sha256, id, state, problem FROM photo \
                 WHERE state IN ('ready', 'failed') AND sha256 IN ({})",
                Db::texts_in("$1")
            )))
            .bind(&hashes)
            .fetch_all(db)
        })?;
        let became = |id, state: &str, problem: Option<String>| match state {
            "ready" => Ok(id),
            _ => Err(problem.unwrap_or_default()),
        };
        Ok(rows
            .into_iter()
            .map(|(hash, id, state, problem)| (hash, became(id, &state, problem)))
            .collect())
    }

    /// Adds drawn files to the public photos of listings, each under a number of its own, after those that
    /// are there: listing, number, file. Tells the outbox of the listings.
    pub async fn add_numbered_photos(
        &mut self,
        photos: &[(ListingId, i64, i64)],
        now: DateTime<Utc>,
    ) -> Result<()> {
        let now = now.trunc_subsecs(6);
        for (listing, number, file) in photos {
            execute!(&mut *self, |db| sqlx::query(
                "INSERT INTO listing_photo \
                 (id, listing_id, position, photo_key, photo_id, sha256, width, height) \
                 SELECT $1, $2, \
                 (SELECT COALESCE(MAX(position) + 1, 0) FROM listing_photo WHERE listing_id = $2), \
                 photo_key, id, sha256, width, height FROM photo WHERE id = $3"
            )
            .bind(*number)
            .bind(listing.0)
            .bind(*file)
            .execute(db))?;
        }
        let listings: BTreeSet<ListingId> = photos.iter().map(|it| it.0).collect();
        let others: Vec<ListingId> = listings
            .into_iter()
            .filter(|id| !self.announced.contains(id))
            .collect();
        self.touch(&others, now).await?;
        self.announce(others.iter().map(|id| (*id, EventKind::Updated)), now)
            .await
    }
}
