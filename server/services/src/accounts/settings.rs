//! What an operator decides about accounts.

use super::{KeySet, Rate};
use crate::moderation::ModerationSettings;
use std::path::PathBuf;

/// How passwords are hashed with Argon2id.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HashSettings {
    /// Memory of one hash, in KiB.
    pub memory_kib: u32,
    /// Passes over that memory.
    pub passes: u32,
    /// How many passwords are hashed at a time; others wait.
    pub at_a_time: usize,
}

impl Default for HashSettings {
    /// The first choice of OWASP's Password Storage Cheat Sheet, on half of the cores.
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self {
            memory_kib: 19 * 1024,
            passes: 2,
            at_a_time: (cores / 2).max(1),
        }
    }
}

/// How many requests are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Changes by somebody who is not signed in, per address and minute.
    pub anonymous_changes: u32,
    /// Changes by somebody who is, on pages of ours, per account and day.
    pub account_changes: u32,
    /// Pages and other reading, per address and minute.
    pub reading: u32,
    /// Codes to one phone number or e-mail address in a day.
    pub codes_per_recipient: u32,
    /// Codes asked for from one address in an hour.
    pub codes_per_address: u32,
    /// What programs read without signing in, per address.
    pub api_anonymous: Rate,
    /// Requests of programs that sign in, per account.
    pub api_user: Rate,
    /// Requests to the addresses of the classic system without signing in, per address.
    pub classic_anonymous: Rate,
    /// The same by those who sign in, per account.
    pub classic_user: Rate,
    /// Whole searches and statistics as files, per account, or address of who is not signed in.
    pub downloads: Rate,
    /// How many whole searches are read as files at a time, by everybody together.
    pub downloads_at_once: u32,
}

impl Default for Limits {
    /// The classic system's, and for reading as much as no person needs.
    fn default() -> Self {
        Self {
            anonymous_changes: 30,
            account_changes: 10_000,
            reading: 3_000,
            codes_per_recipient: 10,
            codes_per_address: 60,
            api_anonymous: Rate::per_minute(30),
            api_user: Rate::per_day(10_000),
            classic_anonymous: Rate::per_minute(30),
            classic_user: Rate::per_day(10_000),
            downloads: Rate::per_hour(60),
            downloads_at_once: 16,
        }
    }
}

/// All of it.
#[derive(Clone, Debug)]
pub struct AccountSettings {
    /// What tokens and codes are signed with.
    pub keys: KeySet,
    /// How passwords are hashed.
    pub hash: HashSettings,
    /// How many requests are taken.
    pub limits: Limits,
    /// Where avatars are kept.
    pub avatar_dir: PathBuf,
    /// Where agents' licences are kept, which are never public.
    pub licence_dir: PathBuf,
    /// Scheme and host under which people reach the site, for links in e-mail. Without it there are none:
    /// a request may claim any host.
    pub public_url: Option<String>,
    /// How strict moderation is.
    pub moderation: ModerationSettings,
    /// Whether demo accounts are refused, and messages are forgotten once they are sent.
    pub production: bool,
}

impl AccountSettings {
    /// For programs that sign nobody in, and for tests: fresh keys, cheap hashes, files below `folder`.
    pub fn throwaway(folder: &std::path::Path) -> Self {
        Self {
            keys: KeySet::generated(),
            hash: HashSettings {
                memory_kib: 8,
                passes: 1,
                at_a_time: 2,
            },
            limits: Limits::default(),
            avatar_dir: folder.join("avatars"),
            licence_dir: folder.join("licences"),
            public_url: None,
            moderation: ModerationSettings::default(),
            production: false,
        }
    }
}
