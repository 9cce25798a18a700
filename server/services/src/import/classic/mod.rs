//! Bringing over a whole classic system: from the CSV files of its tables, or from its own database.
//!
//! Rows keep their numbers. What was taken is remembered with a hash of what it said: a second import
//! changes what is different there since, and leaves alone what was changed here. Tables are read in the
//! order in which they name each other, in batches of one transaction each, so an import that was broken
//! off goes on where it stopped when it is run again.

mod agents;
mod csv;
mod history;
mod listings;
mod photos;
mod places;
mod roles;
mod row;
mod run;
mod sorted;
mod source;
mod table;
mod users;

pub use source::ClassicSource;

use super::{FileSummary, ImportError, Progress};
use crate::Services;
use run::{Remarks, Run};
use std::path::PathBuf;

/// How to bring a classic system over.
#[derive(Clone, Debug)]
pub struct ClassicOptions {
    /// Changes nothing, and reports what would change. All of it is one transaction then.
    pub dry_run: bool,
    /// The file that says what is not taken, and what is taken otherwise than it stands. It is only there
    /// afterwards if there is any such row.
    pub rejects: PathBuf,
    /// The folder that the paths of photos are meant in.
    pub photos: Option<PathBuf>,
}

/// What an import of a classic system did.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassicReport {
    /// What happened to each table that was there.
    pub tables: Vec<FileSummary>,
    /// Tables of the back office, which is no part of this product.
    pub back_office: Vec<String>,
    /// Other tables that nobody knows.
    pub unknown: Vec<String>,
}

impl ClassicReport {
    /// Whether nothing was changed.
    pub fn is_unchanged(&self) -> bool {
        let changes = self
            .tables
            .iter()
            .map(|table| table.inserted + table.updated);
        changes.sum::<u64>() == 0
    }
}

/// Brings a classic system over.
///
/// # Errors
/// When the source cannot be read or the database does not take a batch. What was stored stays.
pub async fn classic(
    services: &Services,
    source: &mut ClassicSource,
    options: &ClassicOptions,
    progress: &dyn Progress,
) -> Result<ClassicReport, ImportError> {
    let tables = source.tables().await?;
    let unknown = tables
        .iter()
        .filter(|name| table::ALL.iter().all(|table| table.name != *name));
    let (back_office, unknown) = unknown
        .cloned()
        .partition(|name| table::BACK_OFFICE.contains(&name.as_str()));
    let remarks = Remarks::at(&options.rejects)?;
    let mut run = Run::new(services, options.dry_run, remarks, progress);
    if let Err(error) = bring(&mut run, source, options).await {
        if let Err(error) = run.break_off().await {
            tracing::error!(%error, "what was stored of an import that broke off is not in the audit trail");
        }
        return Err(error);
    }
    Ok(ClassicReport {
        tables: run.finish().await?,
        back_office,
        unknown,
    })
}

async fn bring(
    run: &mut Run<'_>,
    source: &mut ClassicSource,
    options: &ClassicOptions,
) -> Result<(), ImportError> {
    roles::roles(run, source).await?;
    roles::privileges(run, source).await?;
    users::users(run, source).await?;
    users::user_roles(run, source).await?;
    let divisions = places::districts(run, source).await?;
    places::house_types(run, source).await?;
    places::tags(run, source).await?;
    places::estates(run, source, &divisions).await?;
    agents::agents(run, source).await?;
    agents::agent_estates(run, source).await?;
    let mut tagging = listings::taggings(run, source).await?;
    listings::listings(run, source, &divisions, &mut tagging).await?;
    listings::untagged(run, tagging).await?;
    photos::photos(run, source, options.photos.as_deref()).await?;
    history::records(run, source).await?;
    history::login_logs(run, source).await
}
