//! The settings of accounts: keys, hashing, messages.

use super::value::Reader;
use crate::outside::Smtp;
use services::{
    accounts::{HashSettings, KeySet, Limits, Rate},
    moderation::ModerationSettings,
};
use std::fmt;

/// What an operator says about accounts.
#[derive(Clone, Default)]
pub struct AccountOptions {
    /// `token_keys`: what tokens are signed with; without it, keys are kept in the data folder.
    pub token_keys: Option<KeySet>,
    /// `hash_memory_kib`, `hash_passes`: how passwords are hashed.
    pub hash: HashSettings,
    /// `limit_…`: how many requests are taken.
    pub limits: Limits,
    /// `strikes_max`, `strikes_days`: how strict moderation is.
    pub moderation: ModerationSettings,
    /// `sms_url`: where SMS are handed over.
    pub sms_url: Option<String>,
    /// `sms_token`: what opens it.
    pub sms_token: Option<String>,
    /// `smtp_url`: where e-mail is handed over.
    pub smtp_url: Option<String>,
    /// `mail_from`: from whom e-mail comes.
    pub mail_from: Option<String>,
}

impl fmt::Debug for AccountOptions {
    /// Without anything secret.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AccountOptions")
            .field("token_keys", &self.token_keys)
            .field("hash", &self.hash)
            .field("sms", &self.sms_url.is_some())
            .field("smtp", &self.smtp_url.is_some())
            .field("mail_from", &self.mail_from)
            .finish_non_exhaustive()
    }
}

impl AccountOptions {
    pub(super) fn read(reader: &mut Reader) -> Self {
        let default = HashSettings::default();
        let memory_kib = reader.checked(
            "hash_memory_kib",
            "KiB of memory, from 7168 to 1048576",
            |text| {
                text.parse()
                    .ok()
                    .filter(|kib| (7_168..=1 << 20).contains(kib))
            },
        );
        let passes = reader.checked("hash_passes", "a number from 1 to 20", |text| {
            text.parse().ok().filter(|passes| (1..=20).contains(passes))
        });
        let limits = limits(reader);
        let moderation = moderation(reader);
        let mail_from = reader.checked("mail_from", "an e-mail address", |text| {
            let smtp = Smtp::new("smtp://localhost", text, Smtp::PATIENCE);
            smtp.is_ok().then(|| text.to_owned())
        });
        Self {
            token_keys: reader.secret(
                "token_keys",
                "NAME:SECRET,…, a secret being 32 bytes in base64url",
                |text| text.parse().ok(),
            ),
            hash: HashSettings {
                memory_kib: memory_kib.unwrap_or(default.memory_kib),
                passes: passes.unwrap_or(default.passes),
                ..default
            },
            limits,
            moderation,
            sms_url: reader.checked(
                "sms_url",
                "an address such as https://sms.example/send",
                |url| {
                    let web = url.starts_with("https://") || url.starts_with("http://");
                    web.then(|| url.to_owned())
                },
            ),
            sms_token: reader.secret("sms_token", "a token", |text| Some(text.to_owned())),
            smtp_url: reader.secret(
                "smtp_url",
                "an address such as smtps://user:password@host",
                |url| {
                    let mail = url.starts_with("smtp://") || url.starts_with("smtps://");
                    let smtp = || Smtp::new(url, "check@zufang.example", Smtp::PATIENCE);
                    (mail && smtp().is_ok()).then(|| url.to_owned())
                },
            ),
            mail_from,
        }
    }
}

fn moderation(reader: &mut Reader) -> ModerationSettings {
    let default = ModerationSettings::default();
    let mut number = |key: &str, most: u32| {
        reader.checked(key, "a number from 1 on", |text| {
            text.parse()
                .ok()
                .filter(|number| (1..=most).contains(number))
        })
    };
    ModerationSettings {
        strikes_max: number("strikes_max", 1_000).unwrap_or(default.strikes_max),
        strikes_days: number("strikes_days", 3_650).unwrap_or(default.strikes_days),
    }
}

fn limits(reader: &mut Reader) -> Limits {
    let default = Limits::default();
    let mut number = |key: &str| reader.read::<u32>(key, "a number of requests");
    let limits = Limits {
        reading: number("limit_reading").unwrap_or(default.reading),
        anonymous_changes: number("limit_changes").unwrap_or(default.anonymous_changes),
        codes_per_address: number("limit_codes").unwrap_or(default.codes_per_address),
        downloads_at_once: number("downloads_at_once").unwrap_or(default.downloads_at_once),
        ..default
    };
    let mut rate = |key: &str, usual: Rate| reader.read(key, Rate::EXPECTED).unwrap_or(usual);
    Limits {
        api_anonymous: rate("limit_api_anonymous", default.api_anonymous),
        api_user: rate("limit_api_user", default.api_user),
        classic_anonymous: rate("limit_classic_anonymous", default.classic_anonymous),
        classic_user: rate("limit_classic_user", default.classic_user),
        downloads: rate("limit_downloads", default.downloads),
        ..limits
    }
}
