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
        ("proxy", proxy(settings)),
        ("reach", reach(settings)),
        ("links", links(settings)),
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

/// Whether the addresses of people are known, which limits and networks of admins go by.
fn proxy(settings: &Settings) -> Finding {
    match (settings.stage, settings.trusted_proxies.as_slice()) {
        (Stage::Production, []) => Weak(
            "no trusted_proxies: if the site stands behind a proxy, everybody has the proxy's \
             address and shares its limits"
                .into(),
        ),
        (Stage::Development, []) => Good("none is trusted".into()),
        (_, networks) => {
            let names: Vec<String> = networks.iter().map(ToString::to_string).collect();
            Good(format!("{} trusted", names.join(", ")))
        }
    }
}

/// Who can open what only developers should.
fn reach(settings: &Settings) -> Finding {
    let ip = settings.addr.ip();
    match settings.stage {
        Stage::Production => Good("no page for developers".into()),
        Stage::Development if ip.to_canonical().is_loopback() => Good("this machine only".into()),
        Stage::Development => Weak(format!(
            "env is development and addr is {ip}: whoever reaches it reads the codes of all at \
             /dev/outbox"
        )),
    }
}

/// Whether e-mail can say where the site is: a request may claim any host.
fn links(settings: &Settings) -> Finding {
    match &settings.public_url {
        Some(url) => Good(format!("begin with {url}")),
        None if settings.accounts.smtp_url.is_some() => {
            Weak("no public_url: e-mail for a new password has a code only, no link".into())
        }
        None => Good("begin with the host that a request asked for".into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is found about `name` with these settings: `WEAK`, `FAIL` or nothing, and the text.
    fn found(name: &str, variables: &[(&str, &str)]) -> (&'static str, String) {
        let variables = variables
            .iter()
            .map(|(name, value)| (format!("ZUFANG_{name}"), (*value).to_owned()));
        let settings = Settings::load(None, variables).unwrap();
        let (_, finding) = findings(&settings)
            .into_iter()
            .find(|(about, _)| *about == name)
            .unwrap();
        match finding {
            Good(text) => ("", text),
            Weak(text) => ("WEAK", text),
            Bad(text) => ("FAIL", text),
        }
    }

    const PRODUCTION: (&str, &str) = ("ENV", "production");

    #[test]
    fn production_that_trusts_no_proxy_may_see_everybody_at_one_address() {
        let (word, text) = found("proxy", &[PRODUCTION]);
        assert_eq!(word, "WEAK");
        assert!(text.contains("if the site stands behind a proxy"), "{text}");
        let trusting = [PRODUCTION, ("TRUSTED_PROXIES", "127.0.0.1")];
        assert_eq!(found("proxy", &trusting).0, "");
        assert_eq!(found("proxy", &[]).0, "");
    }

    #[test]
    fn mail_without_a_public_url_has_no_links() {
        let mail = [
            ("SMTP_URL", "smtp://localhost"),
            ("MAIL_FROM", "office@zufang.example"),
        ];
        let (word, text) = found("links", &mail);
        assert_eq!(word, "WEAK");
        assert!(text.contains("public_url"), "{text}");
        let known = [mail[0], mail[1], ("PUBLIC_URL", "https://zufang.example")];
        assert_eq!(found("links", &known).0, "");
        assert_eq!(found("links", &[]).0, "");
    }

    #[test]
    fn development_is_for_this_machine() {
        for (address, word) in [
            ("127.0.0.1:3000", ""),
            ("127.8.8.8:80", ""),
            ("[::1]:3000", ""),
            ("[::ffff:127.0.0.1]:3000", ""),
            ("0.0.0.0:3000", "WEAK"),
            ("[::]:3000", "WEAK"),
            ("192.168.1.5:3000", "WEAK"),
        ] {
            assert_eq!(found("reach", &[("ADDR", address)]).0, word, "{address}");
        }
        let (_, text) = found("reach", &[("ADDR", "0.0.0.0:3000")]);
        assert!(text.contains("/dev/outbox"), "{text}");
        let production = [PRODUCTION, ("ADDR", "0.0.0.0:3000")];
        assert_eq!(found("reach", &production).0, "");
    }
}
