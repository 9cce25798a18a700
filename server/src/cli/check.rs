//! `zufang check`.

mod safety;

use crate::{settings::Settings, startup};
use anyhow::Result;
use services::Services;
use std::{fs, process::ExitCode};
use store::Store;

/// What a check found.
enum Finding {
    Good(String),
    Weak(String),
    Bad(String),
}
use Finding::{Bad, Good, Weak};

/// Checks everything that serving needs and says, a line each, what is in order and what is not.
/// Fails when anything is not.
pub(super) async fn run(settings: &Settings) -> Result<ExitCode> {
    // Settings that are wrong never come so far.
    let mut findings = vec![(
        "settings",
        Good(format!(
            "{:?}, listening on {}",
            settings.stage, settings.addr
        )),
    )];
    let store = match database(settings).await {
        Ok(store) => {
            findings.push(("database", Good(settings.database_name())));
            Some(store)
        }
        Err(problem) => {
            findings.push(("database", Bad(problem)));
            None
        }
    };
    if let Some(store) = store {
        findings.push(("index", index(settings, store).await));
    }
    findings.push(("site", site(settings)));
    findings.push(("photos", photos(settings).await));
    findings.extend(safety::findings(settings));

    let mut code = ExitCode::SUCCESS;
    for (name, finding) in findings {
        match finding {
            Good(text) => println!("ok    {name}: {text}"),
            Weak(text) => println!("WEAK  {name}: {text}"),
            Bad(text) => {
                println!("FAIL  {name}: {text}");
                code = ExitCode::FAILURE;
            }
        }
    }
    Ok(code)
}

/// Opens the database as it is: a check migrates and creates nothing.
async fn database(settings: &Settings) -> Result<Store, String> {
    let name = settings.database_name();
    let hint = "`zufang migrate` brings it up to date";
    if let Some(path) = settings.database.url.strip_prefix("sqlite:") {
        let path = path.split('?').next().unwrap_or(path);
        let path = path.strip_prefix("//").unwrap_or(path);
        if !fs::exists(path).unwrap_or(false) {
            return Err(format!("there is no {path} yet; {hint}"));
        }
    }
    let store = Store::connect(&settings.database)
        .await
        .map_err(|error| format!("{name} cannot be opened: {:#}", anyhow::Error::new(error)))?;
    match store.places().divisions().await {
        Ok(divisions) if !divisions.is_empty() => Ok(store),
        _ => Err(format!("{name} has not the schema of this version; {hint}")),
    }
}

/// Compares the index with the database.
async fn index(settings: &Settings, store: Store) -> Finding {
    let services = match startup::services(settings, &store).await {
        Ok(services) => services,
        Err(services::Error::IndexInUse(_)) => {
            return Good("in use by a running server; see its /readyz".into());
        }
        Err(error) => return Bad(format!("{:#}", anyhow::Error::new(error))),
    };
    match compared(&services).await {
        Ok(finding) => finding,
        Err(error) => Bad(format!("the database cannot be read: {error:#}")),
    }
}

async fn compared(services: &Services) -> Result<Finding> {
    let (held, position) = (
        u64::from(services.index().len()),
        services.index().position(),
    );
    let stored = services.store().listings().count().await?;
    let last = services.store().events().last().await?;
    Ok(if position == last && held == stored {
        Good(format!("{held} homes, up to date"))
    } else if position == 0 {
        Good(format!("to be built from {stored} homes at the next start"))
    } else if position < last {
        let behind = last - position;
        Good(format!(
            "{held} homes, {behind} changes behind; the next start catches up"
        ))
    } else {
        Bad(format!(
            "{held} homes, but the database has {stored}; run `zufang reindex`"
        ))
    })
}

fn site(settings: &Settings) -> Finding {
    let package = settings.site_root.join("pkg");
    if package.is_dir() {
        Good(settings.site_root.display().to_string())
    } else {
        Bad(format!(
            "no built assets in {} (setting site_root)",
            package.display()
        ))
    }
}

async fn photos(settings: &Settings) -> Finding {
    let place = match &settings.photo_bucket {
        Some(bucket) => format!("bucket {} of {}", bucket.bucket, bucket.endpoint),
        None => settings.photo_dir().display().to_string(),
    };
    let store = match startup::photos(settings) {
        Ok(photos) => photos.store,
        Err(error) => return Bad(format!("{place}: {:#}", anyhow::Error::new(error))),
    };
    match store.check().await {
        Ok(()) => Good(place),
        Err(error) => Bad(format!("{place} is not writable: {error}")),
    }
}
