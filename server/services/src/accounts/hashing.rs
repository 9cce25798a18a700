//! Hashing passwords: slow on purpose, a few at a time, and never where requests are answered.

use super::HashSettings;
use crate::{Error, Result};
use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version,
    password_hash::SaltString,
};
use md5::{Digest, Md5};
use std::sync::{Arc, OnceLock};
use subtle::ConstantTimeEq;
use tokio::sync::Semaphore;

/// Marks a hash of the classic system: unsalted MD5. It is replaced at the next sign-in.
const CLASSIC: &str = "md5:";
/// What an account's hash is that nobody can sign in with.
pub(crate) const NO_PASSWORD: &str = "-";

/// The hash of an account of the classic system: 32 hexadecimal digits; `None` for anything else.
pub(crate) fn classic_hash(md5: &str) -> Option<String> {
    let right = md5.len() == 32 && md5.bytes().all(|byte| byte.is_ascii_hexdigit());
    right.then(|| [CLASSIC, &md5.to_ascii_lowercase()].concat())
}

/// Hashes and checks passwords.
pub(crate) struct Hasher {
    settings: HashSettings,
    turns: Arc<Semaphore>,
    /// Checked where there is no account, so that the answer takes as long.
    decoy: OnceLock<String>,
}

/// What checking a password found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Checked {
    Wrong,
    Right,
    /// Right, but hashed in a way that is not used any more.
    RightButOld,
}

impl Hasher {
    pub(crate) fn new(settings: HashSettings) -> Self {
        Self {
            settings,
            turns: Arc::new(Semaphore::new(settings.at_a_time.max(1))),
            decoy: OnceLock::new(),
        }
    }

    /// The hash of a new password.
    pub(crate) async fn hash(&self, password: &str) -> Result<String> {
        let password = password.to_owned();
        let settings = self.settings;
        self.in_turn(move || hash(settings, &password)).await?
    }

    /// Whether `password` is the one that `stored` is the hash of; without an account it never is, and
    /// takes as long.
    pub(crate) async fn check(&self, password: &str, stored: Option<&str>) -> Result<Checked> {
        let password = password.to_owned();
        let settings = self.settings;
        let decoy = self.decoy().await?;
        let stored = stored.map(str::to_owned);
        self.in_turn(move || match stored {
            Some(stored) if stored.starts_with(CLASSIC) => {
                // As slow as any other check, so that nobody can tell which accounts are old.
                let _ = matches(&password, &decoy);
                if classic_matches(&password, &stored) {
                    Checked::RightButOld
                } else {
                    Checked::Wrong
                }
            }
            Some(stored) => match matches(&password, &stored) {
                true if is_current(settings, &stored) => Checked::Right,
                true => Checked::RightButOld,
                false => Checked::Wrong,
            },
            None => {
                let _ = matches(&password, &decoy);
                Checked::Wrong
            }
        })
        .await
    }

    async fn decoy(&self) -> Result<String> {
        if let Some(decoy) = self.decoy.get() {
            return Ok(decoy.clone());
        }
        let made = self.hash("nobody's password").await?;
        Ok(self.decoy.get_or_init(|| made).clone())
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T> {
        let turn = Arc::clone(&self.turns)
            .acquire_owned()
            .await
            .map_err(Error::internal)?;
        tokio::task::spawn_blocking(move || {
            let done = work();
            drop(turn);
            done
        })
        .await
        .map_err(Error::internal)
    }
}

fn argon2(settings: HashSettings) -> Result<Argon2<'static>> {
    let params = Params::new(settings.memory_kib, settings.passes, 1, None)
        .map_err(|error| Error::internal(error.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash(settings: HashSettings, password: &str) -> Result<String> {
    let text = |error: argon2::password_hash::Error| Error::internal(error.to_string());
    let salt = SaltString::encode_b64(&super::keys::random::<16>()).map_err(text)?;
    let hash = argon2(settings)?
        .hash_password(password.as_bytes(), &salt)
        .map_err(text)?;
    Ok(hash.to_string())
}

/// By the parameters that the hash itself names.
fn matches(password: &str, stored: &str) -> bool {
    PasswordHash::new(stored).is_ok_and(|stored| {
        Argon2::default()
            .verify_password(password.as_bytes(), &stored)
            .is_ok()
    })
}

fn is_current(settings: HashSettings, stored: &str) -> bool {
    PasswordHash::new(stored)
        .and_then(|hash| Params::try_from(&hash))
        .is_ok_and(|params| {
            params.m_cost() == settings.memory_kib && params.t_cost() == settings.passes
        })
}

fn classic_matches(password: &str, stored: &str) -> bool {
    let digest = Md5::digest(password.as_bytes());
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let stored = stored[CLASSIC.len()..].to_ascii_lowercase();
    hex.as_bytes().ct_eq(stored.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hasher(passes: u32) -> Hasher {
        Hasher::new(HashSettings {
            memory_kib: 8,
            passes,
            at_a_time: 1,
        })
    }

    #[tokio::test]
    async fn a_password_opens_its_own_hash_only() {
        let hasher = hasher(1);
        let stored = hasher.hash("天天向上租房子").await.unwrap();
        assert!(
            stored.starts_with("$argon2id$v=19$m=8,t=1,p=1$"),
            "{stored}"
        );
        assert_ne!(stored, hasher.hash("天天向上租房子").await.unwrap());
        for (password, stored, found) in [
            ("天天向上租房子", Some(stored.as_str()), Checked::Right),
            ("天天向上租房", Some(&stored), Checked::Wrong),
            ("天天向上租房子", None, Checked::Wrong),
            ("-", Some(NO_PASSWORD), Checked::Wrong),
            ("", Some(&stored), Checked::Wrong),
        ] {
            assert_eq!(
                hasher.check(password, stored).await.unwrap(),
                found,
                "{password}"
            );
        }
    }

    #[tokio::test]
    async fn a_hash_of_the_classic_system_or_of_other_settings_is_to_be_replaced() {
        let hasher = hasher(1);
        let classic = "md5:5F4DCC3B5AA765D61D8327DEB882CF99";
        assert_eq!(
            hasher.check("password", Some(classic)).await.unwrap(),
            Checked::RightButOld
        );
        assert_eq!(
            hasher.check("Password", Some(classic)).await.unwrap(),
            Checked::Wrong
        );
        let other = super::tests::hasher(2).hash("zhaofang2026").await.unwrap();
        assert_eq!(
            hasher.check("zhaofang2026", Some(&other)).await.unwrap(),
            Checked::RightButOld
        );
    }
}
