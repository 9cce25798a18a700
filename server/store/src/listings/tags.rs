//! Writing tags and which listings carry them.

use super::new::PutOutcome;
use crate::{
    Result, Unit,
    dialect::{Phrases, execute, insert, run},
    places::json_of,
};
use domain::{ListingId, TagId};
use sqlx::AssertSqlSafe;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A listing and the tags it is to carry, the most telling first.
#[derive(Clone, Copy)]
pub(super) struct Tagged<'a> {
    pub(super) listing: ListingId,
    pub(super) tags: &'a [TagId],
}

impl Tagged<'_> {
    /// The tags without those that came before.
    fn distinct(&self) -> impl Iterator<Item = TagId> {
        self.tags
            .iter()
            .enumerate()
            .filter(|(index, tag)| !self.tags.iter().take(*index).any(|before| before == *tag))
            .map(|(_, tag)| *tag)
    }
}

impl Unit {
    /// Makes sure that tags of these names are there. Returns their ids in the same order.
    pub async fn put_tags<N: AsRef<str>>(&mut self, names: &[N]) -> Result<Vec<TagId>> {
        let rows: Vec<&str> = names
            .iter()
            .map(AsRef::as_ref)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect();
        let stored = insert!(
            &mut *self, &rows, 1,
            "INSERT INTO tag (name) ",
            " ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id, name"
                => (i64, String),
            |values, name| {
                values.push_bind(*name);
            }
        )?;
        let ids: BTreeMap<String, i64> = stored.into_iter().map(|(id, name)| (name, id)).collect();
        Ok(names
            .iter()
            .filter_map(|name| ids.get(name.as_ref()).copied())
            .map(TagId)
            .collect())
    }

    /// Gives changed listings the tags they are to carry.
    pub(super) async fn replace_tags(
        &mut self,
        changed: &[(Tagged<'_>, PutOutcome)],
    ) -> Result<()> {
        let updated: Vec<ListingId> = changed
            .iter()
            .filter(|(_, outcome)| *outcome == PutOutcome::Updated)
            .map(|(tagged, _)| tagged.listing)
            .collect();
        if !updated.is_empty() {
            let updated = json_of(&updated)?;
            execute!(&mut *self, |db| {
                sqlx::query(AssertSqlSafe(format!(
                    "DELETE FROM listing_tag WHERE listing_id IN ({})",
                    Db::numbers_in("$1")
                )))
                .bind(&updated)
                .execute(db)
            })?;
        }
        let rows: Vec<(i64, i16, i64)> = changed
            .iter()
            .flat_map(|(tagged, _)| {
                (0_i16..)
                    .zip(tagged.distinct())
                    .map(|(position, tag)| (tagged.listing.0, position, tag.0))
            })
            .collect();
        insert!(
            &mut *self, &rows, 3,
            "INSERT INTO listing_tag (listing_id, position, tag_id) ", "" => (),
            |values, (listing, position, tag)| {
                values.push_bind(*listing);
                values.push_bind(*position);
                values.push_bind(*tag);
            }
        )?;
        Ok(())
    }

    /// Which of these listings carry other tags, or carry them in another order.
    pub(super) async fn differently_tagged(
        &mut self,
        listings: &[Tagged<'_>],
    ) -> Result<HashSet<ListingId>> {
        if listings.is_empty() {
            return Ok(HashSet::new());
        }
        let ids: Vec<ListingId> = listings.iter().map(|tagged| tagged.listing).collect();
        let ids = json_of(&ids)?;
        let rows: Vec<(i64, i64)> = run!(&mut *self, |db| {
            sqlx::query_as(AssertSqlSafe(format!(
                "SELECT listing_id, tag_id FROM listing_tag WHERE listing_id IN ({}) \
                 ORDER BY listing_id, position",
                Db::numbers_in("$1")
            )))
            .bind(&ids)
            .fetch_all(db)
        })?;
        let mut stored: HashMap<ListingId, Vec<TagId>> = HashMap::new();
        for (listing, tag) in rows {
            stored
                .entry(ListingId(listing))
                .or_default()
                .push(TagId(tag));
        }
        Ok(listings
            .iter()
            .filter(|tagged| {
                let stored = stored.get(&tagged.listing).into_iter().flatten().copied();
                !stored.eq(tagged.distinct())
            })
            .map(|tagged| tagged.listing)
            .collect())
    }
}
