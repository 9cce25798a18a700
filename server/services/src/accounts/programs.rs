//! Programs that act for somebody: their tokens (访问令牌).
//!
//! A token is `zuf_`, 43 characters that nobody can guess, and a checksum of six. The checksum lets a typo
//! and a scanner's false find be told from a token without asking the database; it proves nothing.
//!
//! What is kept of a token is its SHA-256. Passwords need a slow hash with a salt because people choose
//! them from few; the secret in a token has 256 random bits, so that no guess ever meets one however fast
//! the hash is, no two are alike, and each request can look its token up by the hash.

use super::{Caller, Client, audit::Deed, fields::Problems};
use crate::{Error, Result, Services};
use chrono::{DateTime, SubsecRound, TimeDelta, Utc};
use domain::{
    TokenId,
    account::{
        AccountStatus, AuditAction, Means, Method, Need, SignedIn,
        token::{
            ApiToken, IssuedToken, NewToken, TOKEN_DAYS, TOKEN_NAME_MAX, TOKEN_PREFIX, TOKENS_MAX,
            TokenEnd, TokenScope,
        },
    },
};
use rand::Rng;
use sha2::{Digest, Sha256};
use std::sync::Arc;
use store::{NewTokenRecord, TokenStanding};

/// Characters of the secret: 62 to the power of 43 is more than 2 to the power of 256.
const SECRET_LENGTH: usize = 43;
/// Characters of the checksum: 62 to the power of six is more than 2 to the power of 32.
const CHECKSUM_LENGTH: usize = 6;
const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// The last use of a token is kept at most so often.
const USE_KEPT: TimeDelta = TimeDelta::minutes(1);
/// Characters of a token that its owner knows it by.
const ENDING_LENGTH: usize = 4;

/// Whether `text` looks like a token of a program, and not like one of a session.
pub(crate) fn is_token(text: &str) -> bool {
    text.starts_with(TOKEN_PREFIX)
}

/// A token that nobody has yet.
fn fresh() -> String {
    let mut random = rand::rng();
    let secret = (0..SECRET_LENGTH).map(|_| {
        let at = random.random_range(0..ALPHABET.len());
        char::from(ALPHABET[at])
    });
    let secret: String = secret.collect();
    [TOKEN_PREFIX, &secret, &checksum(&secret)].concat()
}

/// The CRC-32 of `secret`, in digits of the alphabet.
fn checksum(secret: &str) -> String {
    let mut rest = crc32fast::hash(secret.as_bytes()) as usize;
    let mut digits = [b'0'; CHECKSUM_LENGTH];
    for digit in digits.iter_mut().rev() {
        *digit = ALPHABET[rest % ALPHABET.len()];
        rest /= ALPHABET.len();
    }
    digits.iter().copied().map(char::from).collect()
}

/// Whether `token` could have been made here.
fn is_well_formed(token: &str) -> bool {
    let body = token.strip_prefix(TOKEN_PREFIX).unwrap_or_default();
    body.len() == SECRET_LENGTH + CHECKSUM_LENGTH
        && body.bytes().all(|byte| ALPHABET.contains(&byte))
        && checksum(&body[..SECRET_LENGTH]) == body[SECRET_LENGTH..]
}

fn hash(token: &str) -> String {
    let digest = Sha256::digest(token.as_bytes());
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Services {
    /// For whom a program acts that sends this token; nobody when the token is no good, has ended, or the
    /// account is closed. Without SQL when it was asked a moment ago.
    pub(super) async fn identify_program(
        &self,
        token: &str,
        client: &Client,
    ) -> Result<Option<Arc<SignedIn>>> {
        if !is_well_formed(token) {
            return Ok(None);
        }
        let (state, now) = (&self.0.accounts, self.clock().now());
        let hash = hash(token);
        let person = match state.programs.get(&hash) {
            Some(person) => person,
            None => {
                let store = self.store().primary_reads();
                let standing = store.accounts().token_standing(&hash).await?;
                let live = standing.filter(|found| found.status == AccountStatus::Active);
                let Some(standing) = live else {
                    return Ok(None);
                };
                let person = Arc::new(acting(standing));
                state.programs.insert(hash, Arc::clone(&person));
                person
            }
        };
        let Means::Token(used) = &person.means else {
            return Ok(None);
        };
        if used.expires_at <= now {
            return Ok(None);
        }
        self.keep_use(used.id, client, now);
        Ok(Some(person))
    }

    /// Keeps that a token was used, beside the request and not before it.
    fn keep_use(&self, id: TokenId, client: &Client, now: DateTime<Utc>) {
        let kept = &self.0.accounts.token_uses;
        let now = now.trunc_subsecs(6);
        if kept.get(&id).is_some_and(|at| now - at < USE_KEPT) {
            return;
        }
        kept.insert(id, now);
        let (services, ip) = (self.clone(), client.ip.to_string());
        tokio::spawn(async move {
            let written = async {
                let mut unit = services.store().begin().await?;
                // Another node may have kept one.
                unit.token_used(id, &ip, now, now - USE_KEPT).await?;
                unit.commit().await
            };
            if let Err(error) = written.await {
                tracing::warn!(%error, token = id.0, "the use of a token was not kept");
            }
        });
    }

    /// The caller's tokens that were not revoked, the newest first.
    pub async fn api_tokens(&self, caller: &Caller) -> Result<Vec<ApiToken>> {
        let user = caller.signed_in()?.user;
        let store = self.store().primary_reads();
        Ok(store.accounts().tokens_of(user).await?)
    }

    /// One of them.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub async fn api_token(&self, caller: &Caller, id: TokenId) -> Result<ApiToken> {
        let tokens = self.api_tokens(caller).await?;
        let found = tokens.into_iter().find(|token| token.id == id);
        found.ok_or(Error::NotFound)
    }

    /// Whether `token` is one of the caller's that is good.
    pub async fn is_own_token(&self, caller: &Caller, token: &str) -> Result<bool> {
        let user = caller.signed_in()?.user;
        if !is_token(token) || !is_well_formed(token) {
            return Ok(false);
        }
        let store = self.store().primary_reads();
        let standing = store.accounts().token_standing(&hash(token)).await?;
        Ok(standing.is_some_and(|standing| standing.token.user == user))
    }

    /// The scopes that a token of the caller's has a use for, by what their roles allow. A token may be made
    /// with others too, for what they may do later.
    pub fn useful_scopes(&self, caller: &Caller) -> Result<Vec<TokenScope>> {
        let grants = &caller.signed_in()?.grants;
        let publishes = grants.allow(Need::new(Method::Post, "/listings"));
        let administers = grants.0.iter().any(|grant| {
            let scope = TokenScope::of(Method::Get, grant.pattern.as_str());
            !grant.own && scope == Some(TokenScope::AdminRead)
        });
        let useful = |scope: &TokenScope| match scope {
            TokenScope::ListingsRead | TokenScope::ListingsWrite => publishes,
            TokenScope::AdminRead | TokenScope::AdminWrite => administers,
            _ => true,
        };
        Ok(TokenScope::ALL.iter().copied().filter(useful).collect())
    }

    /// Makes a token for the caller, which is told this once.
    ///
    /// # Errors
    /// [`Error::Invalid`] with every field that is wrong, or when there are too many tokens already.
    pub async fn make_token(&self, caller: &Caller, form: &NewToken) -> Result<IssuedToken> {
        let user = caller.signed_in()?.user;
        let mut problems = Problems::default();
        let name = form.name.trim();
        if name.is_empty() {
            problems.add("name", "missing");
        } else if name.chars().count() > TOKEN_NAME_MAX as usize {
            problems.add("name", "too_long");
        } else if name.chars().any(char::is_control) {
            problems.add("name", "message_characters");
        }
        let mut scopes = form.scopes.clone();
        scopes.sort_unstable();
        scopes.dedup();
        if scopes.is_empty() {
            problems.add("scopes", "missing");
        }
        match form.days {
            None => problems.add("days", "missing"),
            Some(days) if !TOKEN_DAYS.contains(&days) => problems.add("days", "unknown_value"),
            Some(_) => {}
        }
        problems.check()?;
        let now = self.clock().now().trunc_subsecs(6);
        let token = fresh();
        let new = NewTokenRecord {
            user,
            name,
            scopes: &scopes,
            hash: &hash(&token),
            ending: &token[token.len() - ENDING_LENGTH..],
            expires_at: now + TimeDelta::days(i64::from(form.days.unwrap_or_default())),
        };
        let mut unit = self.store().begin().await?;
        if unit.live_tokens(user, now).await? >= TOKENS_MAX {
            return Err(Error::field("form", "too_many_tokens"));
        }
        let id = unit.put_token(&new, now).await?;
        let words: Vec<&str> = scopes.iter().map(|scope| scope.as_str()).collect();
        let deed = Deed::by(caller, AuditAction::TokenMade)
            .on("token", id)
            .change("name", None::<String>, Some(name))
            .change("scopes", None::<String>, Some(words.join(",")))
            .change(
                "expires_at",
                None::<String>,
                Some(new.expires_at.to_rfc3339()),
            );
        self.record(&mut unit, deed).await?;
        unit.commit().await?;
        let about = ApiToken {
            id,
            name: name.to_owned(),
            ending: new.ending.to_owned(),
            created_at: now,
            expires_at: new.expires_at,
            last_used_at: None,
            last_used_ip: None,
            scopes,
        };
        Ok(IssuedToken { token, about })
    }

    /// Revokes one of the caller's tokens. It is no good for the very next request here, and within two
    /// seconds elsewhere.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the caller has no such token.
    pub async fn revoke_token(&self, caller: &Caller, id: TokenId) -> Result<()> {
        let user = caller.signed_in()?.user;
        let now = self.clock().now().trunc_subsecs(6);
        let mut unit = self.store().begin().await?;
        let name = unit.end_token(user, id, TokenEnd::Revoked, now).await?;
        let name = name.ok_or(Error::NotFound)?;
        let deed = Deed::by(caller, AuditAction::TokenRevoked)
            .on("token", id)
            .change("name", Some(name), None::<String>);
        self.record(&mut unit, deed).await?;
        unit.commit().await?;
        self.0.accounts.programs.invalidate_all();
        Ok(())
    }

    /// Revokes all of the caller's tokens. Returns how many.
    pub async fn revoke_tokens(&self, caller: &Caller) -> Result<u32> {
        let user = caller.signed_in()?.user;
        let now = self.clock().now().trunc_subsecs(6);
        let mut unit = self.store().begin().await?;
        let ended = unit.end_tokens(user, TokenEnd::Revoked, now).await?;
        if ended > 0 {
            let deed = Deed::by(caller, AuditAction::TokenRevoked).on_account(user);
            self.record(&mut unit, deed.counting("tokens", ended))
                .await?;
        }
        unit.commit().await?;
        self.0.accounts.programs.invalidate_all();
        Ok(u32::try_from(ended).unwrap_or(u32::MAX))
    }
}

fn acting(standing: TokenStanding) -> SignedIn {
    SignedIn {
        user: standing.token.user,
        means: Means::Token(standing.token),
        username: standing.username,
        real_name: standing.real_name,
        avatar: standing.avatar,
        grants: standing.grants,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_known_by_its_looks_and_a_typo_is_none() {
        let token = fresh();
        assert!(is_token(&token) && is_well_formed(&token), "{token}");
        assert_eq!(token.len(), 53);
        assert_ne!(token, fresh());
        for at in TOKEN_PREFIX.len()..token.len() {
            let other = if token.as_bytes()[at] == b'a' {
                "b"
            } else {
                "a"
            };
            let mut typo = token.clone();
            typo.replace_range(at..=at, other);
            assert!(!is_well_formed(&typo), "{typo}");
        }
        for wrong in ["", "zuf_", "zuf_é", &token[1..], &token[..52], "zuf_ 1"] {
            assert!(!is_well_formed(wrong), "{wrong}");
        }
    }

    #[test]
    fn the_checksum_is_the_crc_in_base_62() {
        // The check value of CRC-32: 0xCBF43926 is 3,421,780,262.
        assert_eq!(checksum("123456789"), "3jZRME");
        assert_eq!(checksum(""), "000000");
    }
}
