//! The command line.

mod audit;
mod check;
mod demo;
mod import;
mod keys;
mod progress;
mod reindex;
mod serve;
mod user;

use crate::{logs, settings::Settings, startup};
use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

const EXAMPLES: &str = "\
Examples:
  zufang demo && zufang serve
  zufang import listings guangzhou.csv.zst shanghai.csv
  zufang import metro metro/
  zufang import classic dump/
  ZUFANG_PORT=8080 ZUFANG_DATA_DIR=/srv/zufang zufang serve

Settings come from zufang.toml in the current folder (or --config FILE) and from variables
ZUFANG_ADDR, ZUFANG_PORT, ZUFANG_DATA_DIR, ZUFANG_DATABASE_URL, ZUFANG_SITE_ROOT, ZUFANG_ENV,
ZUFANG_LOG, ZUFANG_LOG_FORMAT, ZUFANG_PUBLIC_URL and others (docs/operations.md); variables win. `zufang check` tells whether they fit.";

/// Zufang (租房网): a rental-housing marketplace.
#[derive(Debug, Parser)]
#[command(name = "zufang", version, after_help = EXAMPLES)]
struct Cli {
    /// Settings file; by default zufang.toml in the current folder, if it is there
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve the site; migrates the database first and builds the index where needed
    Serve,
    /// Create the database or bring its schema up to date
    Migrate,
    /// Bring data in
    #[command(subcommand)]
    Import(import::Import),
    /// Fill the database with believable demo listings, marked as such
    Demo(demo::Demo),
    #[command(subcommand)]
    User(user::User),
    #[command(subcommand)]
    Audit(audit::Audit),
    #[command(subcommand)]
    Keys(keys::Keys),
    /// Throw the search index away and build it anew
    Reindex,
    /// Tell whether settings, database, index, assets and folders are in order
    Check,
    /// Decode the AVIF picture on standard input: what the server starts for itself
    #[command(hide = true)]
    ReadAvif,
}

/// Runs the command that the process was started with.
pub fn run() -> ExitCode {
    let cli = Cli::parse();
    let done = match cli.command {
        // Without settings, which it is not given, and without anything else that takes time.
        Command::ReadAvif => read_avif(),
        _ => run_command(cli),
    };
    match done {
        Ok(code) => code,
        Err(error) => {
            eprintln!("zufang: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run_command(cli: Cli) -> Result<ExitCode> {
    let settings = load(cli.config.as_deref())?;
    logs::start(&settings);
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("the runtime cannot be started")?
        .block_on(async {
            match cli.command {
                Command::Serve => serve::run(&settings).await?,
                Command::Migrate => migrate(&settings).await?,
                Command::Import(import) => return import.run(&settings).await,
                Command::Demo(demo) => demo.run(&settings).await?,
                Command::User(user) => user.run(&settings).await?,
                Command::Audit(audit) => return audit.run(&settings).await,
                Command::Keys(keys) => keys.run(&settings)?,
                Command::Reindex => reindex::run(&settings).await?,
                Command::Check => return check::run(&settings).await,
                Command::ReadAvif => return read_avif(),
            }
            Ok(ExitCode::SUCCESS)
        })
}

fn load(file: Option<&Path>) -> Result<Settings> {
    // Variables that are not Unicode are none of ours.
    let variables = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    Ok(Settings::load(file, variables)?)
}

fn read_avif() -> Result<ExitCode> {
    services::photos::answer_with_picture()?;
    Ok(ExitCode::SUCCESS)
}

async fn migrate(settings: &Settings) -> Result<()> {
    startup::store(settings).await?;
    println!("The database {} is up to date.", settings.database_name());
    Ok(())
}
