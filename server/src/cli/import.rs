//! `zufang import`.

use super::progress;
use crate::{settings::Settings, startup};
use anyhow::{Context, Result};
use clap::{Args, Subcommand};
use indicatif::ProgressBar;
use services::{
    Services,
    import::{
        self, ClassicOptions, ClassicReport, ClassicSource, FileSummary, Input, Options, Progress,
    },
};
use std::{ffi::OsString, path::PathBuf, process::ExitCode, sync::Mutex};
use store::Store;

/// What can be imported.
#[derive(Debug, Subcommand)]
pub(super) enum Import {
    /// A whole classic system: accounts, agents, estates, homes, photos, history
    Classic(Classic),
    /// Listings from CSV files, plain or compressed by zstd, gzip or xz
    Listings(Listings),
    /// Metro stations and lines from a folder with stations.csv and lines.csv
    Metro(Metro),
}

/// Everything keeps its number; people go on signing in with their passwords, which are hashed anew when
/// they do. Importing again brings over what changed there since, and leaves alone what was changed here;
/// after it was broken off, run it again. Best begun with a database in which nothing is yet, since a
/// number that something else has is not taken. Works beside a running server.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  zufang import classic --dry-run dump/
  zufang import classic --photos media/ dump/
  zufang import classic mysql://reader:secret@127.0.0.1:3306/zufang

The folder holds tb_user.csv, tb_house_info.csv and so on, with a row that names the columns, plain or
as .csv.xz, .csv.zst or .csv.gz, in UTF-8 or GB18030; a field without quotes and content (or \\N) is NULL.
Times are those of Shanghai.")]
pub(super) struct Classic {
    /// The folder of the tables, or the classic database: mysql://user:password@host:port/name
    #[arg(value_name = "DIR|URL")]
    source: String,
    /// Read and check everything, change nothing, and say what would change. On SQLite a running server
    /// cannot write meanwhile
    #[arg(long)]
    dry_run: bool,
    /// The folder that the paths of photos are meant in; without it no photo is taken
    #[arg(long, value_name = "DIR")]
    photos: Option<PathBuf>,
    /// Where it is told what is not taken, and what is taken otherwise than it stands
    #[arg(long, value_name = "FILE", default_value = "classic.rejects.csv")]
    rejects: PathBuf,
}

/// Stations and lines known by their numbers are updated, new ones inserted; importing a pack twice
/// changes nothing. Works beside a running server, which shows the stations within seconds.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  zufang import metro metro/
  zufang import metro --dry-run stations.csv lines.csv")]
pub(super) struct Metro {
    /// The folder of the pack, or its files
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Read and check everything, change nothing, and say what would change
    #[arg(long)]
    dry_run: bool,
    /// Where rows go that cannot be taken, with line, column and reason
    #[arg(long, value_name = "FILE", default_value = "metro.rejects.csv")]
    rejects: PathBuf,
}

/// Rows known by source and id are updated, new ones inserted; importing a file twice, or again
/// after it was broken off, changes nothing that is right already. Works beside a running server,
/// which shows the homes within a second.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  zufang import listings guangzhou_2025-06.csv.zst
  zufang import listings --dry-run *.csv
  curl https://data.example/homes.csv.gz | zufang import listings -")]
pub(super) struct Listings {
    /// Files to import, one after the other; - is standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<OsString>,
    /// Read and check everything, change nothing, and say what would change
    #[arg(long)]
    dry_run: bool,
    /// Where rows go that cannot be taken, with line, column and reason
    #[arg(long, value_name = "FILE", default_value = "listings.rejects.csv")]
    rejects: PathBuf,
}

impl Import {
    pub(super) async fn run(&self, settings: &Settings) -> Result<ExitCode> {
        let store = startup::store(settings).await?;
        let (summaries, dry_run, rejects) = match self {
            Self::Classic(classic) => {
                let import = async |services: &Services| classic.import(services).await;
                let report = if classic.dry_run {
                    startup::with_accounts(settings, &store, import).await?
                } else {
                    startup::with_index_and_accounts(settings, &store, import).await?
                };
                tell(&report);
                (report.tables, classic.dry_run, &classic.rejects)
            }
            Self::Listings(listings) => {
                let summaries = if listings.dry_run {
                    listings.import(&store).await?
                } else {
                    startup::with_index(settings, &store, listings.import(&store)).await?
                };
                (summaries, listings.dry_run, &listings.rejects)
            }
            Self::Metro(metro) => (metro.import(&store).await?, metro.dry_run, &metro.rejects),
        };
        let rejected: u64 = summaries.iter().map(FileSummary::rejected_rows).sum();
        if dry_run {
            println!("This was a dry run: nothing was changed.");
        }
        if rejected > 0 {
            println!("{rejected} rows were not taken; see {}.", rejects.display());
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Classic {
    async fn import(&self, services: &Services) -> Result<ClassicReport> {
        if let Some(folder) = &self.photos
            && !folder.is_dir()
        {
            anyhow::bail!("the folder of photos {} is not there", folder.display());
        }
        let mut source = ClassicSource::open(&self.source)
            .await
            .context("nothing was imported")?;
        let options = ClassicOptions {
            dry_run: self.dry_run,
            rejects: self.rejects.clone(),
            photos: self.photos.clone(),
        };
        import::classic(services, &mut source, &options, &Bars::default())
            .await
            .context("the import stopped; what was stored stays, and running it again goes on")
    }
}

/// Says what concerns the whole import.
fn tell(report: &ClassicReport) {
    let list = |names: &[String]| names.join(", ");
    if !report.back_office.is_empty() {
        println!(
            "Not taken, for the back office is no part of this product: {}",
            list(&report.back_office)
        );
    }
    if !report.unknown.is_empty() {
        println!(
            "Not taken, for nobody knows them: {}",
            list(&report.unknown)
        );
    }
    if report.is_unchanged() {
        println!("Nothing changed: all that can be taken is here.");
    }
}

impl Metro {
    async fn import(&self, store: &Store) -> Result<Vec<FileSummary>> {
        let options = Options {
            dry_run: self.dry_run,
            rejects: self.rejects.clone(),
        };
        let files = import::metro_files(&self.paths);
        let summaries = import::metro(store, &files, &options)
            .await
            .context("nothing was imported")?;
        for summary in &summaries {
            println!("{summary}");
        }
        Ok(summaries)
    }
}

impl Listings {
    async fn import(&self, store: &Store) -> Result<Vec<FileSummary>> {
        let inputs: Vec<Input> = self
            .files
            .iter()
            .map(|file| Input::from_argument(file))
            .collect();
        let options = Options {
            dry_run: self.dry_run,
            rejects: self.rejects.clone(),
        };
        import::listings(
            store,
            &inputs,
            &options,
            &*startup::clock(),
            &Bars::default(),
        )
        .await
        .context("the import stopped; what was stored stays, and running it again goes on")
    }
}

/// One bar per file, and its summary when it is done.
#[derive(Default)]
struct Bars(Mutex<Option<ProgressBar>>);

impl Bars {
    fn bar(&self) -> std::sync::MutexGuard<'_, Option<ProgressBar>> {
        self.0
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Progress for Bars {
    fn started(&self, name: &str, bytes: Option<u64>) {
        let bar = progress::file_bar(bytes);
        bar.set_prefix(name.to_owned());
        *self.bar() = Some(bar);
    }

    fn advanced(&self, bytes: u64, rows: u64) {
        if let Some(bar) = &*self.bar() {
            bar.set_position(bytes);
            let seconds = bar.elapsed().as_secs_f64().max(0.001);
            bar.set_message(format!("{rows} rows, {:.0} rows/s", rows as f64 / seconds));
        }
    }

    fn finished(&self, summary: &FileSummary) {
        if let Some(bar) = self.bar().take() {
            bar.finish_and_clear();
        }
        println!("{summary}");
    }
}
