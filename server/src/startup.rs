//! Putting the parts together: database, index, use cases, router settings.

use crate::{
    http::{ADDRESSES_MAX, Site},
    outside::{HttpCourier, HttpSms, Smtp},
    settings::{Settings, Stage},
};
use anyhow::{Context, Result};
use app::context::Modules;
use leptos::config::LeptosOptions;
use services::{
    AccountSettings, AvifReader, Clock, PhotoSettings, Services, SystemClock,
    accounts::{KeySet, Sender, Senders},
    follower::Follower,
    photos::PhotoStore,
    webhooks::Courier,
};
use std::{collections::BTreeMap, fs, path::Path, sync::Arc};
use store::Store;

/// The clock of the program.
pub(crate) fn clock() -> Arc<dyn Clock> {
    Arc::new(SystemClock)
}

/// Opens the database and brings its schema up to date.
pub(crate) async fn store(settings: &Settings) -> Result<Store> {
    fs::create_dir_all(&settings.data_dir).with_context(|| {
        format!(
            "the data folder {} cannot be made (setting data_dir)",
            settings.data_dir.display()
        )
    })?;
    let name = settings.database_name();
    let store = Store::connect(&settings.database)
        .await
        .with_context(|| format!("the database {name} cannot be opened (setting database_url)"))?;
    store
        .migrate()
        .await
        .with_context(|| format!("the database {name} cannot be migrated"))?;
    Ok(store)
}

/// Opens the use cases.
pub(crate) async fn services(settings: &Settings, store: &Store) -> services::Result<Services> {
    let (accounts, photos) = (accounts(settings)?, photos(settings)?);
    let index = settings.index_dir();
    Services::open(store.clone(), &index, clock(), accounts, photos).await
}

/// Runs `work` with the use cases of accounts, whoever has the index: these see no homes.
pub(crate) async fn with_accounts<T>(
    settings: &Settings,
    store: &Store,
    work: impl AsyncFnOnce(&Services) -> Result<T>,
) -> Result<T> {
    let nothing = tempfile::tempdir().context("a folder for an empty index cannot be made")?;
    let (accounts, photos) = (accounts(settings)?, photos(settings)?);
    let index = nothing.path();
    let services = Services::open(store.clone(), index, clock(), accounts, photos).await?;
    work(&services).await
}

/// The settings of accounts. Makes the keys when there are none.
fn accounts(settings: &Settings) -> services::Result<AccountSettings> {
    let keys = match &settings.accounts.token_keys {
        Some(keys) => keys.clone(),
        None => KeySet::in_file(&settings.key_file())?,
    };
    Ok(AccountSettings {
        keys,
        hash: settings.accounts.hash,
        limits: settings.accounts.limits,
        moderation: settings.accounts.moderation,
        avatar_dir: settings.avatar_dir(),
        licence_dir: settings.licence_dir(),
        public_url: settings.public_url.clone(),
        production: settings.stage == Stage::Production,
    })
}

/// Where photos are kept: in the bucket that the settings name, else in the data folder.
pub(crate) fn photos(settings: &Settings) -> services::Result<PhotoSettings> {
    let store = match &settings.photo_bucket {
        Some(bucket) => PhotoStore::bucket(bucket).map_err(services::Error::internal)?,
        None => PhotoStore::folder(settings.photo_dir()),
    };
    let program = std::env::current_exe().map_err(services::Error::internal)?;
    Ok(PhotoSettings {
        store,
        arriving: settings.arriving_dir(),
        avif: AvifReader::Apart(program),
    })
}

/// How messages go out. In development, what has no way out stays in the outbox.
pub(crate) fn senders(settings: &Settings) -> Result<Senders> {
    let options = &settings.accounts;
    let sms = options.sms_url.as_ref().map(|url| {
        let token = options.sms_token.as_deref();
        HttpSms::new(url, token, HttpSms::PATIENCE).map_err(anyhow::Error::msg)
    });
    let sms = sms.transpose()?;
    let smtp = match (&options.smtp_url, &options.mail_from) {
        (Some(url), Some(from)) => {
            Some(Smtp::new(url, from, Smtp::PATIENCE).map_err(anyhow::Error::msg)?)
        }
        (Some(_), None) => anyhow::bail!("the setting smtp_url needs mail_from beside it"),
        _ => None,
    };
    Ok(Senders {
        sms: sms.map(|sender| Arc::new(sender) as Arc<dyn Sender>),
        email: smtp.map(|sender| Arc::new(sender) as Arc<dyn Sender>),
    })
}

/// Who carries webhooks, to the addresses that `services` takes.
pub(crate) fn courier(services: &Services) -> Arc<dyn Courier> {
    Arc::new(HttpCourier::new(services.webhook_guard()))
}

/// Runs `work`, which writes listings, while the index follows beside it, and ends when searches
/// see all of it. When a server has the index, that server follows by itself.
pub(crate) async fn with_index<T>(
    settings: &Settings,
    store: &Store,
    work: impl Future<Output = Result<T>>,
) -> Result<T> {
    match services_with_index(settings, store).await? {
        Some(services) => followed(services, work).await,
        None => work.await.inspect(|_| say_who_has_the_index()),
    }
}

/// As [`with_index`], with the use cases of accounts: the same that have the index, or others when a server has it.
pub(crate) async fn with_index_and_accounts<T>(
    settings: &Settings,
    store: &Store,
    work: impl AsyncFnOnce(&Services) -> Result<T>,
) -> Result<T> {
    match services_with_index(settings, store).await? {
        Some(services) => followed(services.clone(), work(&services)).await,
        None => {
            let done = with_accounts(settings, store, work).await;
            done.inspect(|_| say_who_has_the_index())
        }
    }
}

/// The use cases with the index; nothing when a running server has it.
async fn services_with_index(
    settings: &Settings,
    store: &Store,
) -> services::Result<Option<Services>> {
    match services(settings, store).await {
        Err(services::Error::IndexInUse(_)) => Ok(None),
        opened => opened.map(Some),
    }
}

fn say_who_has_the_index() {
    println!("A running server has the index: it shows the changes within a second.");
}

async fn followed<T>(services: Services, work: impl Future<Output = Result<T>>) -> Result<T> {
    let follower = Follower::start(services);
    let result = work.await;
    if result.is_ok() {
        println!("Finishing the index …");
        follower.caught_up().await?;
    }
    follower.stop().await?;
    result
}

/// What the router has to know.
pub(crate) fn site(settings: &Settings) -> Site {
    let options = LeptosOptions::builder()
        .output_name("zufang")
        .site_root(settings.site_root.to_string_lossy())
        .site_addr(settings.addr)
        .hash_files(has_hashed_files())
        .build();
    Site {
        options,
        preview_dir: settings.preview_dir(),
        production: settings.stage == Stage::Production,
        public_url: settings.public_url.clone(),
        sitemap_addresses: ADDRESSES_MAX,
        map_tiles: settings.map_tiles.clone(),
        trusted_proxies: settings.trusted_proxies.clone(),
        classic_api: settings.classic_api,
        modules: modules(&settings.site_root.join("pkg")),
    }
}

/// The TypeScript modules in the folder `pkg` of the site, as its `modules.json` lists them. Pages
/// work without them, so a build that has none is only worth a word.
fn modules(pkg: &Path) -> Modules {
    let file = pkg.join("modules.json");
    let files: BTreeMap<String, String> = match fs::read(&file) {
        Ok(json) => serde_json::from_slice(&json).unwrap_or_else(|error| {
            tracing::warn!(file = %file.display(), %error, "the list of modules cannot be read");
            BTreeMap::new()
        }),
        Err(error) => {
            tracing::info!(file = %file.display(), %error, "no TypeScript modules");
            BTreeMap::new()
        }
    };
    let address = |(name, file)| (name, format!("/pkg/{file}"));
    Modules(Arc::new(files.into_iter().map(address).collect()))
}

/// Whether the built files carry hashes in their names: then `hash.txt` lies beside the binary.
/// `cargo leptos watch` leaves the hashes out and says so.
fn has_hashed_files() -> bool {
    if std::env::var("LEPTOS_HASH_FILES").is_ok_and(|value| value == "false") {
        return false;
    }
    let exe = std::env::current_exe().ok();
    let folder = exe.as_deref().and_then(Path::parent);
    folder.is_some_and(|folder| folder.join("hash.txt").is_file())
}
