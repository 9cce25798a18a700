//! `zufang demo`.

use super::progress;
use crate::{
    settings::{Settings, Stage},
    startup,
};
use anyhow::{Context, Result};
use clap::Args;
use domain::{ListingId, account::Login};
use services::demo::{self, Options, Summary};
use std::io::{self, Write as _};
use store::Store;

/// Homes that are looked at in one go.
const BATCH: u32 = 5_000;

/// The same numbers make the same homes; running it again with others replaces them. Works beside
/// a running server.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  zufang demo
  zufang demo --listings 100000 --seed 7
  zufang demo --if-empty && zufang serve")]
pub(super) struct Demo {
    /// How many homes
    #[arg(long, value_name = "N", default_value_t = Options::default().listings)]
    listings: u32,
    /// Another seed makes other homes
    #[arg(long, value_name = "S", default_value_t = Options::default().seed)]
    seed: u64,
    /// Make no home when there is any already; demo accounts only beside nothing but demo homes
    #[arg(long)]
    if_empty: bool,
}

impl Demo {
    pub(super) async fn run(&self, settings: &Settings) -> Result<()> {
        let store = startup::store(settings).await?;
        if self.if_empty {
            let homes = store.listings().count().await?;
            if homes > 0 {
                println!("There are {homes} homes already: no demo homes needed.");
                if settings.stage == Stage::Development
                    && !all_accounts(&store).await?
                    && only_demo_homes(&store).await?
                {
                    make_accounts(settings, &store).await?;
                }
                return Ok(());
            }
        }
        println!("Making {} demo homes …", self.listings);
        let summary = startup::with_index(settings, &store, self.fill(settings, &store)).await?;
        println!(
            "{} demo homes in {} estates and {} business districts, offered by {} agents: \
             {} new, {} changed, {} unchanged, in {:.1} s.",
            self.listings,
            summary.estates,
            summary.business_districts,
            summary.agents,
            summary.inserted,
            summary.updated,
            summary.unchanged,
            summary.elapsed.as_secs_f64(),
        );
        make_accounts(settings, &store).await
    }

    async fn fill(&self, settings: &Settings, store: &Store) -> Result<Summary> {
        let options = Options {
            listings: self.listings,
            seed: self.seed,
        };
        let bar = progress::bar(self.listings.into(), "homes");
        let summary = demo::fill(
            store,
            &startup::photos(settings)?.store,
            options,
            &*startup::clock(),
            &|stored| bar.set_position(stored),
        )
        .await
        .context("the demo data cannot be stored")?;
        bar.finish_and_clear();
        Ok(summary)
    }
}

/// Makes the demo accounts that are missing and says which there are.
async fn make_accounts(settings: &Settings, store: &Store) -> Result<()> {
    startup::with_accounts(settings, store, async |services| {
        demo::accounts::make(services).await?;
        Ok(demo::business::make(services).await?)
    })
    .await?;
    print_accounts(settings, store).await
}

/// Whether nobody is missing among the demo accounts.
async fn all_accounts(store: &Store) -> Result<bool> {
    for username in demo::accounts::usernames() {
        let login = Login::Username(username.to_owned());
        if store.accounts().by_login(&login).await?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether every public home is demo data: a database of real homes gets no accounts with a known
/// password.
async fn only_demo_homes(store: &Store) -> Result<bool> {
    let mut last = ListingId(i64::MIN);
    loop {
        let homes = store.listings().indexed_after(last, BATCH).await?;
        let Some(newest) = homes.last() else {
            return Ok(true);
        };
        if homes.iter().any(|home| !home.card.demo) {
            return Ok(false);
        }
        last = newest.card.id;
    }
}

/// Says which demo accounts there are. In production they open nothing, and nothing is said.
pub(super) async fn print_accounts(settings: &Settings, store: &Store) -> Result<()> {
    if settings.stage == Stage::Production {
        return Ok(());
    }
    let mut there = Vec::new();
    for username in demo::accounts::usernames() {
        let login = Login::Username(username.to_owned());
        let account = store.accounts().by_login(&login).await?;
        if account.is_some_and(|account| account.demo) {
            there.push(username);
        }
    }
    if !there.is_empty() {
        let (names, password) = (there.join(", "), demo::accounts::PASSWORD);
        // A server goes on when nobody reads what it says any more.
        let _ = writeln!(
            io::stdout(),
            "Demo accounts, all with the password {password}: {names}"
        );
    }
    Ok(())
}
