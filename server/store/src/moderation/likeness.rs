//! Photos that look alike.

use super::Moderation;
use crate::{
    Result,
    dialect::{Phrases, run},
    places::json_of,
};
use domain::ListingId;
use sqlx::AssertSqlSafe;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How 64 bits are cut in parts that have an index each: the expression, how far to shift, and what to
/// keep. Of two that differ in six bits at most, one of the seven parts is the same.
const PARTS: [(&str, u32, i64); 7] = [
    ("(likeness & 511)", 0, 511),
    ("((likeness >> 9) & 511)", 9, 511),
    ("((likeness >> 18) & 511)", 18, 511),
    ("((likeness >> 27) & 511)", 27, 511),
    ("((likeness >> 36) & 511)", 36, 511),
    ("((likeness >> 45) & 511)", 45, 511),
    ("((likeness >> 54) & 1023)", 54, 1_023),
];

/// Photos that are found to look like one.
const NEAR_MAX: usize = 2_000;
/// Places where photos that look alike are shown.
const HOMES_MAX: u32 = 2_000;

/// A photo of a home that looks like another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LikePhoto {
    /// The home.
    pub listing: ListingId,
    /// Which of the photos that were asked about, as its bits.
    pub like: i64,
    /// In how many bits the two differ.
    pub bits: u32,
}

impl Moderation<'_> {
    /// The bits of the photos of a listing as it is being written, or as it is public where nothing is
    /// written.
    pub async fn likenesses_of(&self, listing: ListingId) -> Result<Vec<i64>> {
        run!(&mut self.store.session(), |db| sqlx::query_scalar(
            "SELECT photo.likeness FROM photo WHERE photo.likeness IS NOT NULL AND photo.id IN \
             (SELECT photo_id FROM edit_photo WHERE listing_id = $1 \
             UNION SELECT photo_id FROM listing_photo WHERE listing_id = $1 AND NOT EXISTS \
             (SELECT 1 FROM edit_photo WHERE listing_id = $1)) ORDER BY photo.id"
        )
        .bind(listing.0)
        .fetch_all(db))
    }

    /// Photos of homes other than `listing` that differ from one of `likenesses` in `bits` bits at
    /// most (six at most), each home and likeness once. Drafts that were never handed in are left out.
    /// One statement for each likeness, and one more. Of a likeness that very many photos have, such as that
    /// of an empty wall, the newest are looked at.
    pub async fn photos_like(
        &self,
        listing: ListingId,
        likenesses: &[i64],
        bits: u32,
    ) -> Result<Vec<LikePhoto>> {
        let mut near: HashMap<i64, Vec<(i64, u32)>> = HashMap::new();
        let likenesses: BTreeSet<i64> = likenesses.iter().copied().collect();
        for like in &likenesses {
            let parts = (1..).zip(PARTS).map(|(place, (part, ..))| {
                format!("SELECT id, likeness FROM photo WHERE {part} = ${place}")
            });
            let parts = parts.collect::<Vec<_>>().join(" UNION ");
            let statement = format!("{parts} ORDER BY id DESC");
            let rows: Vec<(i64, i64)> = run!(&mut self.store.session(), |db| {
                let mut query = sqlx::query_as(AssertSqlSafe(statement.clone()));
                for (_, shift, keep) in PARTS {
                    query = query.bind((like >> shift) & keep);
                }
                query.fetch_all(db)
            })?;
            let alike = rows.into_iter().filter_map(|(photo, other)| {
                let apart = (like ^ other).count_ones();
                (apart <= bits).then_some((photo, apart))
            });
            for (photo, apart) in alike.take(NEAR_MAX) {
                near.entry(photo).or_default().push((*like, apart));
            }
        }
        if near.is_empty() {
            return Ok(Vec::new());
        }
        let photos: Vec<i64> = near.keys().copied().collect();
        let photos = json_of(&photos)?;
        let homes: Vec<(i64, i64)> = run!(&mut self.store.session(), |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT listing_id, photo_id FROM listing_photo \
                 WHERE listing_id <> $2 AND photo_id IN ({0}) \
                 UNION SELECT edit_photo.listing_id, edit_photo.photo_id FROM edit_photo \
                 JOIN listing_edit ON listing_edit.listing_id = edit_photo.listing_id \
                 WHERE edit_photo.listing_id <> $2 AND listing_edit.state = 'in_review' \
                 AND edit_photo.photo_id IN ({0}) ORDER BY 1, 2 LIMIT {HOMES_MAX}",
                Db::numbers_in("$1")
            )))
            .bind(&photos)
            .bind(listing.0)
            .fetch_all(db)
        })?;
        let mut found: BTreeMap<(ListingId, i64), u32> = BTreeMap::new();
        for (home, photo) in homes {
            for (like, bits) in near.get(&photo).into_iter().flatten() {
                let least = found.entry((ListingId(home), *like)).or_insert(*bits);
                *least = (*least).min(*bits);
            }
        }
        let photo = |((listing, like), bits)| LikePhoto {
            listing,
            like,
            bits,
        };
        Ok(found.into_iter().map(photo).collect())
    }
}
