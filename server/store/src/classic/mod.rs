//! What the adapter of the classic API reads and writes that nobody else asks for in this way.

mod agents;
mod estates;
mod homes;

pub use agents::{AgentValues, ClassicAgent, ClassicAgents};
pub use estates::{ClassicEstates, EstateOrder};
pub use homes::{ClassicHome, ClassicPhoto};

use crate::{Result, Store, dialect::run};
use domain::{NamedPlace, moderation::DictionaryKind};

/// Reads for the classic API.
pub struct Classic<'a> {
    pub(crate) store: &'a Store,
}

/// A part of a list: so many after the first `skip`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Left out before it.
    pub skip: u32,
    /// At most.
    pub length: u32,
}

impl Classic<'_> {
    /// Floor plans or tags: how many there are.
    pub async fn names_count(&self, kind: DictionaryKind) -> Result<u64> {
        let statement = match kind {
            DictionaryKind::FloorPlans => "SELECT COUNT(*) FROM floor_plan",
            _ => "SELECT COUNT(*) FROM tag",
        };
        let count: i64 = run!(&mut self.store.session(), |db| sqlx::query_scalar(
            statement
        )
        .fetch_one(db))?;
        Ok(count.unsigned_abs())
    }

    /// Floor plans or tags, by id.
    pub async fn names(&self, kind: DictionaryKind, cut: Cut) -> Result<Vec<NamedPlace>> {
        let statement = match kind {
            DictionaryKind::FloorPlans => {
                "SELECT id, name FROM floor_plan ORDER BY id LIMIT $1 OFFSET $2"
            }
            _ => "SELECT id, name FROM tag ORDER BY id LIMIT $1 OFFSET $2",
        };
        let rows: Vec<(i64, String)> =
            run!(&mut self.store.session(), |db| sqlx::query_as(statement)
                .bind(i64::from(cut.length))
                .bind(i64::from(cut.skip))
                .fetch_all(db))?;
        Ok(rows.into_iter().map(named).collect())
    }
}

fn named((id, name): (i64, String)) -> NamedPlace {
    NamedPlace { id, name }
}
