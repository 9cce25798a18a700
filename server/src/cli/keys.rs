//! `zufang keys`.

use crate::settings::Settings;
use anyhow::{Result, bail};
use clap::Subcommand;
use services::accounts::KeySet;

/// The keys that tokens are signed with
#[derive(Debug, Subcommand)]
pub(super) enum Keys {
    /// Sign with a fresh key from the next start on; tokens of the two before it stay good
    Rotate,
}

impl Keys {
    pub(super) fn run(self, settings: &Settings) -> Result<()> {
        let Self::Rotate = self;
        if settings.accounts.token_keys.is_some() {
            bail!("the keys come from the setting token_keys: change them there");
        }
        let file = settings.key_file();
        KeySet::in_file(&file)?.rotated().write(&file)?;
        println!("A fresh key is in {}. Restart the servers.", file.display());
        Ok(())
    }
}
