//! `zufang audit`.

use crate::{settings::Settings, startup};
use anyhow::Result;
use clap::Subcommand;
use std::process::ExitCode;

/// The audit trail
#[derive(Debug, Subcommand)]
pub(super) enum Audit {
    /// Prove that no entry was changed or taken out
    Verify,
}

impl Audit {
    pub(super) async fn run(self, settings: &Settings) -> Result<ExitCode> {
        let Self::Verify = self;
        let store = startup::store(settings).await?;
        startup::with_accounts(settings, &store, async |services| {
            Ok(match services.prove_audit().await? {
                Ok(entries) => {
                    println!("ok    audit: {entries} entries, unbroken");
                    ExitCode::SUCCESS
                }
                Err(broken) => {
                    println!("FAIL  audit: {broken}");
                    ExitCode::FAILURE
                }
            })
        })
        .await
    }
}
