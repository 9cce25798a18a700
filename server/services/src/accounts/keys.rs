//! The keys that tokens and codes are signed with. The newest signs, older ones are still believed, so
//! that keys can be changed while people are signed in.

use crate::{Error, Result};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD as BASE64};
use hmac::{Hmac, Mac};
use rand::RngCore;
use sha2::Sha256;
use std::{fmt, fs, io::Write, path::Path, str::FromStr};

/// Bytes of a key: as many as the hash has.
const KEY_BYTES: usize = 32;
/// Keys that are kept; an older one has signed nothing that is still good.
const KEYS_MAX: usize = 3;

/// A key by its name.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Key {
    pub(crate) kid: String,
    pub(crate) secret: Vec<u8>,
}

/// The keys, the newest first.
#[derive(Clone, PartialEq, Eq)]
pub struct KeySet(Vec<Key>);

impl fmt::Debug for KeySet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names = self.0.iter().map(|key| key.kid.as_str());
        f.debug_list().entries(names).finish()
    }
}

/// Text that holds no keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "keys are written as NAME:SECRET with commas between, a secret being 32 bytes in base64url"
)]
pub struct KeyError;

impl FromStr for KeySet {
    type Err = KeyError;

    /// Reads `name:secret,name:secret`, the newest first.
    fn from_str(text: &str) -> Result<Self, KeyError> {
        let key = |part: &str| {
            let (kid, secret) = part.trim().split_once(':').ok_or(KeyError)?;
            let secret = BASE64.decode(secret.trim()).map_err(|_| KeyError)?;
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
            let named = (1..=32).contains(&kid.len()) && kid.bytes().all(plain);
            (named && secret.len() >= KEY_BYTES)
                .then(|| Key {
                    kid: kid.to_owned(),
                    secret,
                })
                .ok_or(KeyError)
        };
        let keys: Vec<Key> = text.split(',').map(key).collect::<Result<_, KeyError>>()?;
        Ok(Self(keys))
    }
}

impl KeySet {
    /// One fresh key.
    pub fn generated() -> Self {
        Self(vec![fresh()])
    }

    /// The keys in `file`, which is made with a fresh key when it is not there. Nobody but its owner may
    /// read it.
    ///
    /// # Errors
    /// When the file can be neither read nor made, or holds no keys.
    pub fn in_file(file: &Path) -> Result<Self> {
        match fs::read_to_string(file) {
            Ok(text) => text.trim().parse().map_err(Error::internal),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let keys = Self::generated();
                keys.write(file)?;
                Ok(keys)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// These keys with a fresh one before them; the oldest go.
    #[must_use]
    pub fn rotated(&self) -> Self {
        let kept = self.0.iter().take(KEYS_MAX - 1).cloned();
        Self([fresh()].into_iter().chain(kept).collect())
    }

    /// Writes the keys to `file` in one step.
    ///
    /// # Errors
    /// When that is not possible.
    pub fn write(&self, file: &Path) -> Result<()> {
        use std::os::unix::fs::OpenOptionsExt;
        let text: Vec<String> = self
            .0
            .iter()
            .map(|key| format!("{}:{}", key.kid, BASE64.encode(&key.secret)))
            .collect();
        if let Some(folder) = file.parent() {
            fs::create_dir_all(folder)?;
        }
        let new = file.with_extension(format!("new{}", std::process::id()));
        let mut options = fs::OpenOptions::new();
        let mut out = options
            .write(true)
            .create(true)
            .truncate(true)
            .mode(0o600)
            .open(&new)?;
        out.write_all(text.join(",").as_bytes())?;
        out.sync_all()?;
        fs::rename(&new, file)?;
        Ok(())
    }

    /// The key that signs.
    pub(crate) fn newest(&self) -> &Key {
        // Neither way to make a set leaves it empty: `split` gives one part at least.
        &self.0[0]
    }

    /// The key of this name, if it is still believed.
    pub(crate) fn find(&self, kid: &str) -> Option<&Key> {
        self.0.iter().find(|key| key.kid == kid)
    }
}

impl Key {
    fn mac(&self, purpose: &str, parts: &[&str]) -> Hmac<Sha256> {
        // A key of any length is taken.
        let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(&self.secret)
            .unwrap_or_else(|_| <Hmac<Sha256> as Mac>::new(&Default::default()));
        for part in [purpose].iter().chain(parts) {
            // With its length, so that no two lists of parts read the same.
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        mac
    }

    /// A seal on `parts` that only this key makes, for one `purpose`.
    pub(crate) fn seal(&self, purpose: &str, parts: &[&str]) -> String {
        BASE64.encode(self.mac(purpose, parts).finalize().into_bytes())
    }

    /// Whether `seal` is on `parts`, in constant time.
    pub(crate) fn sealed(&self, purpose: &str, parts: &[&str], seal: &str) -> bool {
        BASE64
            .decode(seal)
            .is_ok_and(|seal| self.mac(purpose, parts).verify_slice(&seal).is_ok())
    }
}

fn fresh() -> Key {
    Key {
        kid: random_text::<6>(),
        secret: random::<KEY_BYTES>().to_vec(),
    }
}

/// Bytes that nobody can guess.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}

/// `N` bytes that nobody can guess, as text for URLs.
pub(crate) fn random_text<const N: usize>() -> String {
    BASE64.encode(random::<N>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_older_key_sealed_is_believed_until_it_has_gone() {
        let first = KeySet::generated();
        let seal = first.newest().seal("test", &["a", "b"]);
        let kid = first.newest().kid.clone();
        let mut keys = first;
        for _ in 0..2 {
            keys = keys.rotated();
            assert_ne!(keys.newest().kid, kid);
            assert!(keys.find(&kid).unwrap().sealed("test", &["a", "b"], &seal));
        }
        assert!(keys.rotated().find(&kid).is_none());
    }

    #[test]
    fn a_seal_is_for_its_purpose_and_its_parts_only() {
        let keys = KeySet::generated();
        let key = keys.newest();
        let seal = key.seal("one", &["ab", "c"]);
        assert!(key.sealed("one", &["ab", "c"], &seal));
        assert!(!key.sealed("two", &["ab", "c"], &seal));
        assert!(!key.sealed("one", &["a", "bc"], &seal));
        assert!(!key.sealed("one", &["ab", "c"], ""));
        assert!(!key.sealed("one", &["ab", "c"], &seal[1..]));
    }

    #[test]
    fn keys_are_kept_in_a_file_that_only_its_owner_reads() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("secrets/keys");
        let made = KeySet::in_file(&file).unwrap();
        assert!(KeySet::in_file(&file).unwrap() == made);
        assert_eq!(
            fs::metadata(&file).unwrap().permissions().mode() & 0o777,
            0o600
        );
        for wrong in ["", "a", "a:b", ":AAAA", "a b:AAAA"] {
            assert!(wrong.parse::<KeySet>().is_err(), "{wrong}");
        }
        assert!(!format!("{made:?}").contains(&BASE64.encode(&made.newest().secret)));
    }
}
