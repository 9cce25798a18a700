//! The settings of the binary: defaults, then `zufang.toml`, then `ZUFANG_*` variables.

mod accounts;
mod photos;
mod value;

pub use accounts::AccountOptions;

use app::context::MapTiles;
use config::{Environment, File, FileFormat, Source, Value};
use ipnet::IpNet;
use services::photos::BucketSettings;
use std::{
    collections::HashMap,
    fmt,
    net::SocketAddr,
    path::{Path, PathBuf},
};
use store::DatabaseSettings;

/// The file that is read when none is named, if it is there.
pub const DEFAULT_FILE: &str = "zufang.toml";
/// What is logged when nothing else is said. The text index tells of each of its commits.
const DEFAULT_LOG: &str = "info,tantivy=warn";
/// Room for what is kept of answers, in MB.
const RESPONSE_CACHE_MB: u64 = 64;
/// What the names of variables begin with.
const PREFIX: &str = "ZUFANG";
/// Variables of this prefix belong to the project's own scripts and tests.
const TOOLING: &[&str] = &["ZUFANG_TEST_", "ZUFANG_BENCH_", "ZUFANG_E2E_"];

/// Where the program runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// On a developer's machine: readable logs.
    Development,
    /// For real users: JSON logs, cookies and transport for HTTPS only.
    Production,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For people.
    Pretty,
    /// One JSON object a line, for machines.
    Json,
}

/// All settings, validated.
#[derive(Clone)]
pub struct Settings {
    /// `addr`, `port`: where the server listens.
    pub addr: SocketAddr,
    /// `data_dir`: database file, index and photos.
    pub data_dir: PathBuf,
    /// `database_url`, `database_replicas`, `database_max_connections`.
    pub database: DatabaseSettings,
    /// `site_root`: the built assets.
    pub site_root: PathBuf,
    /// `env`.
    pub stage: Stage,
    /// `log`: what is logged, as `level` or `target=level,…`.
    pub log: String,
    /// `log_format`; by default pretty in development, JSON in production.
    pub log_format: LogFormat,
    /// `public_url`: scheme and host under which people reach the site, without a path.
    pub public_url: Option<String>,
    /// `map_tiles`, `map_tiles_attribution`, `map_tiles_datum`: the background of the map.
    pub map_tiles: Option<MapTiles>,
    /// `trusted_proxies`: networks of proxies that say truly whom they were called by.
    pub trusted_proxies: Vec<IpNet>,
    /// `classic_api`: whether the classic API is answered.
    pub classic_api: bool,
    /// Keys, hashing and messages.
    pub accounts: AccountOptions,
    /// `response_cache`, `response_cache_mb`: room for what is kept of answers, in bytes; none without.
    pub response_cache: Option<u64>,
    /// `photo_store_url` and what belongs to it: the bucket of the photos; without it, a folder.
    pub photo_bucket: Option<BucketSettings>,
}

impl Settings {
    /// The keys of `zufang.toml`; a variable is named like its key, in capitals after `ZUFANG_`.
    pub const KEYS: &'static [&'static str] = &[
        "addr",
        "port",
        "data_dir",
        "database_url",
        "database_replicas",
        "database_max_connections",
        "site_root",
        "env",
        "log",
        "log_format",
        "public_url",
        "map_tiles",
        "map_tiles_attribution",
        "map_tiles_datum",
        "trusted_proxies",
        "classic_api",
        "token_keys",
        "hash_memory_kib",
        "hash_passes",
        "limit_reading",
        "limit_changes",
        "limit_codes",
        "limit_api_anonymous",
        "limit_api_user",
        "limit_classic_anonymous",
        "limit_classic_user",
        "limit_downloads",
        "downloads_at_once",
        "strikes_max",
        "strikes_days",
        "sms_url",
        "sms_token",
        "smtp_url",
        "mail_from",
        "response_cache",
        "response_cache_mb",
        "photo_store_url",
        "photo_store_bucket",
        "photo_store_region",
        "photo_store_key_id",
        "photo_store_secret",
    ];

    /// Reads the file `file` (or [`DEFAULT_FILE`], if it is there) and the variables `variables`.
    pub fn load(
        file: Option<&Path>,
        variables: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self, SettingsError> {
        let source = match file {
            Some(path) => File::from(path).format(FileFormat::Toml),
            None => File::new(DEFAULT_FILE, FileFormat::Toml).required(false),
        };
        let prefix = format!("{PREFIX}_");
        let variables: HashMap<String, String> = variables
            .into_iter()
            .filter(|(name, _)| {
                name.starts_with(&prefix) && !TOOLING.iter().any(|used| name.starts_with(used))
            })
            .collect();
        let environment = Environment::with_prefix(PREFIX)
            .ignore_empty(true)
            .source(Some(variables));
        let mut values = read(&source)?;
        values.extend(read(&environment)?);
        Self::from_values(values)
    }

    fn from_values(values: HashMap<String, Value>) -> Result<Self, SettingsError> {
        let mut reader = value::Reader::new(values);
        let data_dir = reader.path("data_dir").unwrap_or_else(|| "data".into());
        let default_addr = SocketAddr::from(([127, 0, 0, 1], 3000));
        let mut addr = reader.read("addr", "an address such as 127.0.0.1:3000");
        if let Some(port) = reader.read("port", "a port, 0 to 65535") {
            addr.get_or_insert(default_addr).set_port(port);
        }
        let url = reader.checked(
            "database_url",
            "sqlite:PATH or postgres://USER@HOST/NAME",
            |url| {
                let schemes = ["sqlite:", "postgres://", "postgresql://"];
                schemes
                    .iter()
                    .any(|scheme| url.starts_with(scheme))
                    .then(|| url.to_owned())
            },
        );
        let stage = reader.checked("env", "development or production", |word| match word {
            "development" => Some(Stage::Development),
            "production" => Some(Stage::Production),
            _ => None,
        });
        let stage = stage.unwrap_or(Stage::Development);
        let log_format = reader.checked("log_format", "pretty or json", |word| match word {
            "pretty" => Some(LogFormat::Pretty),
            "json" => Some(LogFormat::Json),
            _ => None,
        });
        let log = reader.checked("log", "a level or target=level,…, such as info", |text| {
            text.parse::<tracing_subscriber::filter::Targets>()
                .is_ok()
                .then(|| text.to_owned())
        });
        let connections =
            reader.checked("database_max_connections", "a number from 1 to 1000", |n| {
                n.parse().ok().filter(|n| (1..=1000).contains(n))
            });
        let public_url = reader.checked(
            "public_url",
            "scheme and host without a path, such as https://zufang.example",
            |url| {
                let uri: http::Uri = url.trim_end_matches('/').parse().ok()?;
                let web = matches!(uri.scheme_str(), Some("http" | "https"));
                (web && uri.authority().is_some() && uri.path() == "/" && uri.query().is_none())
                    .then(|| url.trim_end_matches('/').to_owned())
            },
        );
        let tiles = reader.checked(
            "map_tiles",
            "a tile address such as https://tiles.example/{z}/{x}/{y}.png",
            |url| {
                let whole = ["{z}", "{x}", "{y}"].iter().all(|part| url.contains(part));
                (whole && tile_origin(url).is_some()).then(|| url.to_owned())
            },
        );
        let attribution = reader.checked("map_tiles_attribution", "a short text", |text| {
            (text.len() <= 300).then(|| text.to_owned())
        });
        let datum = reader.checked("map_tiles_datum", "wgs84 or gcj02", |word| {
            matches!(word, "wgs84" | "gcj02").then(|| word.to_owned())
        });
        let settings = Self {
            trusted_proxies: reader.networks("trusted_proxies"),
            classic_api: reader.read("classic_api", "true or false").unwrap_or(true),
            accounts: AccountOptions::read(&mut reader),
            photo_bucket: photos::bucket(&mut reader),
            response_cache: response_cache(&mut reader),
            map_tiles: tiles.map(|url| MapTiles {
                url,
                attribution: attribution.unwrap_or_default(),
                datum: datum.unwrap_or_else(|| "wgs84".into()),
            }),
            addr: addr.unwrap_or(default_addr),
            database: DatabaseSettings {
                url: url
                    .unwrap_or_else(|| format!("sqlite:{}", data_dir.join("zufang.db").display())),
                replicas: reader.list("database_replicas"),
                max_connections: connections.unwrap_or(8),
            },
            data_dir,
            site_root: reader
                .path("site_root")
                .unwrap_or_else(|| "target/site".into()),
            stage,
            log: log.unwrap_or_else(|| DEFAULT_LOG.into()),
            log_format: log_format.unwrap_or(match stage {
                Stage::Development => LogFormat::Pretty,
                Stage::Production => LogFormat::Json,
            }),
            public_url,
        };
        reader.finish(Self::KEYS)?;
        Ok(settings)
    }

    /// The folder of the index.
    pub fn index_dir(&self) -> PathBuf {
        self.data_dir.join("index")
    }

    /// The folder of the photos.
    pub fn photo_dir(&self) -> PathBuf {
        self.data_dir.join("photos")
    }

    /// The folder in which photos lie while they are being uploaded.
    pub fn arriving_dir(&self) -> PathBuf {
        self.data_dir.join("arriving")
    }

    /// The folder of drawn previews.
    pub fn preview_dir(&self) -> PathBuf {
        self.data_dir.join("previews")
    }

    /// The file of the keys, where no setting holds them.
    pub fn key_file(&self) -> PathBuf {
        self.data_dir.join("secrets").join("keys")
    }

    /// The folder of the avatars.
    pub fn avatar_dir(&self) -> PathBuf {
        self.data_dir.join("avatars")
    }

    /// The folder of agents' licences.
    pub fn licence_dir(&self) -> PathBuf {
        self.data_dir.join("licences")
    }

    /// The database's address without its password, for people.
    pub fn database_name(&self) -> String {
        redacted(&self.database.url)
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Settings")
            .field("addr", &self.addr)
            .field("data_dir", &self.data_dir)
            .field("database", &self.database_name())
            .field("site_root", &self.site_root)
            .field("stage", &self.stage)
            .field("log", &self.log)
            .field("log_format", &self.log_format)
            .field("public_url", &self.public_url)
            .field("map_tiles", &self.map_tiles)
            .field("trusted_proxies", &self.trusted_proxies)
            .field("classic_api", &self.classic_api)
            .field("accounts", &self.accounts)
            .field("photo_bucket", &self.photo_bucket)
            .finish_non_exhaustive()
    }
}

/// What is wrong with the settings: every problem, each naming its key.
#[derive(Debug, PartialEq, Eq)]
pub struct SettingsError(Vec<String>);

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for SettingsError {}

fn read(source: &impl Source) -> Result<HashMap<String, Value>, SettingsError> {
    source
        .collect()
        .map_err(|error| SettingsError(vec![format!("the settings file cannot be read: {error}")]))
}

fn response_cache(reader: &mut value::Reader) -> Option<u64> {
    let on = reader.read("response_cache", "true or false");
    let megabytes = reader.checked("response_cache_mb", "MB, from 1 to 65536", |text| {
        text.parse().ok().filter(|mb| (1..=65_536).contains(mb))
    });
    on.unwrap_or(true)
        .then(|| megabytes.unwrap_or(RESPONSE_CACHE_MB) << 20)
}

/// Where tiles of the address `url` come from, as a content security policy names it: `{s}` stands
/// for any host below.
pub(crate) fn tile_origin(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let host = rest.split('/').next()?.replace("{s}", "*");
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '*');
    let known = matches!(scheme, "http" | "https");
    (known && !host.is_empty() && host.chars().all(plain)).then(|| format!("{scheme}://{host}"))
}

/// `url` with the password of its authority replaced.
fn redacted(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return url.to_owned();
    };
    let Some((credentials, host)) = rest.rsplit_once('@') else {
        return url.to_owned();
    };
    match credentials.split_once(':') {
        Some((user, _)) => format!("{scheme}://{user}:***@{host}"),
        None => url.to_owned(),
    }
}

#[cfg(test)]
mod tests;
