//! Settings that work but are not safe, or leave people without an answer.

use super::Finding::{self, Bad, Good, Weak};
use crate::settings::{Settings, Stage};
use services::accounts::HashSettings;
use std::{fs, os::unix::fs::PermissionsExt};

/// What is found, each with what it is about.
pub(super) fn findings(settings: &Settings) -> Vec<(&'static str, Finding)> {
    vec![
        ("cookies", cookies(settings)),
        ("keys", keys(settings)),
        ("passwords", passwords(settings)),
        ("messages", messages(settings)),
    ]
}

fn cookies(settings: &Settings) -> Finding {
    let https = |url: &String| url.starts_with("https://");
    match (settings.stage, &settings.public_url) {
        (Stage::Production, Some(url)) if !https(url) => {
            Bad("public_url is no https address: browsers would send no cookie".into())
        }
        (Stage::Production, _) => Good("over HTTPS only".into()),
        (Stage::Development, Some(url)) if https(url) => Weak(
            "env is development: cookies go over HTTP too, and /dev/outbox and /design are open"
                .into(),
        ),
        (Stage::Development, _) => {
            Good("over HTTP too, and /dev/outbox and /design are open: development".into())
        }
    }
}

fn keys(settings: &Settings) -> Finding {
    if settings.accounts.token_keys.is_some() {
        return Good("from the setting token_keys".into());
    }
    let file = settings.key_file();
    match fs::metadata(&file) {
        Ok(known) if known.permissions().mode() & 0o077 != 0 => {
            Bad(format!("others may read {}", file.display()))
        }
        Ok(_) if settings.database.url.starts_with("postgres") => Weak(format!(
            "in {}: several servers need the same (setting token_keys)",
            file.display()
        )),
        Ok(_) => Good(file.display().to_string()),
        Err(_) => Good("made at the next start".into()),
    }
}

fn passwords(settings: &Settings) -> Finding {
    let (chosen, least) = (settings.accounts.hash, HashSettings::default());
    let said = format!(
        "Argon2id with {} KiB, {} passes",
        chosen.memory_kib, chosen.passes
    );
    // Twice the memory makes up for half the passes.
    let cost = |hash: HashSettings| u64::from(hash.memory_kib) * u64::from(hash.passes);
    if cost(chosen) < cost(least) {
        Weak(format!(
            "{said}; OWASP asks for {} KiB, {} passes",
            least.memory_kib, least.passes
        ))
    } else {
        Good(said)
    }
}

fn messages(settings: &Settings) -> Finding {
    let options = &settings.accounts;
    let missing: Vec<&str> = [
        ("SMS (sms_url)", options.sms_url.is_none()),
        ("e-mail (smtp_url, mail_from)", options.smtp_url.is_none()),
    ]
    .into_iter()
    .filter_map(|(name, missing)| missing.then_some(name))
    .collect();
    match (settings.stage, missing.as_slice()) {
        (_, []) => Good("by SMS and e-mail".into()),
        (Stage::Development, _) => Good("kept at /dev/outbox".into()),
        (Stage::Production, missing) => Weak(format!(
            "no way for {}: codes would wait in the outbox",
            missing.join(", ")
        )),
    }
}
