//! What the pages of imports ask the server for.

#[cfg(feature = "ssr")]
use crate::{
    context::caller,
    error::{failed, services},
    forms::go_on,
};
use crate::{error::PageError, forms::Next};
use domain::offer::{ImportList, ImportPage};
#[cfg(feature = "ssr")]
use domain::{account::Method, offer::IMPORT_BYTES_MAX};
use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, MultipartData, MultipartFormData};

/// A page goes on with rows for so long before it shows how far it has come, in seconds.
#[cfg(feature = "ssr")]
const PATIENCE: i64 = 8;

/// What a query string asks for by this name.
#[cfg(feature = "ssr")]
fn asked<T: std::str::FromStr>(search: &str, name: &str) -> Option<T> {
    let mut pairs = form_urlencoded::parse(search.as_bytes());
    let (_, value) = pairs.find(|(key, _)| key == name)?;
    value.parse().ok()
}

/// A page of one's imports.
#[server(prefix = "/api/ui", endpoint = "own_imports", input = GetUrl)]
pub async fn own_imports(
    /// The query string of the page.
    search: String,
) -> Result<ImportList, PageError> {
    let page = asked(&search, "page").unwrap_or(1);
    let list = services()?.own_imports(&caller()?, page).await;
    list.map_err(failed)
}

/// An import, with the part of it that the query string of the page asks for.
#[server(prefix = "/api/ui", endpoint = "one_import", input = GetUrl)]
pub async fn one_import(
    /// Which.
    import: i64,
    /// The query string of the page.
    #[server(default)]
    search: String,
) -> Result<ImportPage, PageError> {
    let (shelf, page) = (asked(&search, "show"), asked(&search, "page").unwrap_or(1));
    let shown = services()?
        .import_page(&caller()?, import, shelf, page)
        .await;
    shown.map_err(failed)
}

/// Compares the file of homes `file` of a form, and the archive of photos `photos`, with what is there.
#[server(prefix = "/api/ui", endpoint = "check_import", input = MultipartFormData)]
pub async fn check_import(
    /// The form.
    form: MultipartData,
) -> Result<Next, PageError> {
    let wrong = |field, code| failed(services::Error::field(field, code));
    let (services, caller) = (services()?, caller()?);
    caller.require(Method::Post, "/listings").map_err(failed)?;
    let mut form = form.into_inner().ok_or_else(|| wrong("file", "missing"))?;
    let (mut name, mut file, mut archive) = (String::new(), Vec::new(), None);
    while let Some(mut part) = form
        .next_field()
        .await
        .map_err(|_| wrong("file", "file_cut"))?
    {
        // A browser sends an empty part where nothing was chosen.
        let chosen = part.file_name().unwrap_or_default().to_owned();
        match part.name() {
            Some("file") => {
                name = chosen;
                while let Some(chunk) = part.chunk().await.map_err(|_| wrong("file", "file_cut"))? {
                    file.extend_from_slice(&chunk);
                    if file.len() > IMPORT_BYTES_MAX {
                        return Err(wrong("file", "file_too_large"));
                    }
                }
            }
            Some("photos") if !chosen.is_empty() => {
                archive = Some(services.receive_archive(part).await.map_err(failed)?);
            }
            _ => {}
        }
    }
    let id = services.check_import(&caller, &name, &file, archive).await;
    Ok(go_on(to(id.map_err(failed)?, "checked")))
}

/// Brings the homes of an import in, as many as can be in one go.
#[server(prefix = "/api/ui", endpoint = "apply_import")]
pub async fn apply_import(
    /// Which.
    import: i64,
    /// Whether it was looked through.
    #[server(default)]
    sure: String,
) -> Result<Next, PageError> {
    let (services, caller) = (services()?, caller()?);
    looked_through(&caller, &sure)?;
    let mut patience = Patience::new(&services);
    loop {
        let counts = services.apply_import(&caller, import).await;
        let left = counts.map_err(failed)?.waiting;
        match patience.with(&services, left) {
            Some(true) => return Ok(go_on(to(import, "applied"))),
            Some(false) => return Ok(go_on(to(import, "going_on"))),
            None => {}
        }
    }
}

/// Takes the homes of an import back, as many as can be in one go.
#[server(prefix = "/api/ui", endpoint = "undo_import")]
pub async fn undo_import(
    /// Which.
    import: i64,
    /// Whether that is meant.
    #[server(default)]
    sure: String,
) -> Result<Next, PageError> {
    let (services, caller) = (services()?, caller()?);
    looked_through(&caller, &sure)?;
    let mut patience = Patience::new(&services);
    loop {
        let counts = services.undo_import(&caller, import).await;
        let left = counts.map_err(failed)?.applied;
        match patience.with(&services, left) {
            Some(true) => return Ok(go_on(to(import, "undone"))),
            Some(false) => return Ok(go_on(to(import, "going_back"))),
            None => {}
        }
    }
}

/// How long somebody waits for all rows of an import.
#[cfg(feature = "ssr")]
struct Patience {
    until: chrono::DateTime<chrono::Utc>,
    before: u32,
}

#[cfg(feature = "ssr")]
impl Patience {
    fn new(services: &services::Services) -> Self {
        Self {
            until: services.clock().now() + chrono::TimeDelta::seconds(PATIENCE),
            before: u32::MAX,
        }
    }

    /// Whether it ends while `left` rows are left, and then whether all is done. It ends too when a step did
    /// nothing.
    fn with(&mut self, services: &services::Services, left: u32) -> Option<bool> {
        let before = std::mem::replace(&mut self.before, left);
        match left {
            0 => Some(true),
            _ if left >= before || services.clock().now() > self.until => Some(false),
            _ => None,
        }
    }
}

#[cfg(feature = "ssr")]
fn looked_through(caller: &services::Caller, sure: &str) -> Result<(), PageError> {
    caller.signed_in().map_err(failed)?;
    match sure {
        "true" => Ok(()),
        _ => Err(failed(services::Error::field("sure", "not_sure"))),
    }
}

#[cfg(feature = "ssr")]
fn to(import: i64, done: &str) -> String {
    [&super::path_of(import), "?done=", done].concat()
}
