//! TypeScript modules: what the shell says about them, and how a page loads one.

use leptos::prelude::*;

/// Loads the stylesheet of forms where it stands: for the pages of accounts, publishers and admins, which are
/// few of all that are looked at.
#[component]
pub(crate) fn DeskStyle() -> impl IntoView {
    view! { <link rel="stylesheet" href=address("desk") /> }
}

/// Marks the import map, which the browser side reads the addresses of modules from.
const MAP_ID: &str = "modules";

/// What only a document of the server's own loads (`/api/docs`): pages need not know it.
#[cfg(feature = "ssr")]
const NOT_FOR_PAGES: [&str; 2] = ["api-docs", "api-docs-style"];

/// Loads the TypeScript module `name` (a folder of `frontend/modules`) where it stands: with the page
/// that the server sends, and when the browser comes here without loading a page. The browser runs a
/// module once, however often it is asked for. Without such a module nothing happens.
#[component]
pub(crate) fn ModuleScript(
    /// The folder's name.
    name: &'static str,
) -> impl IntoView {
    view! { <script type="module" nonce=nonce() src=address(name)></script> }
}

/// The import map of the document's head: the modules by name, for scripts that import them. It
/// stands before the first script, as browsers ask of it.
#[cfg(feature = "ssr")]
pub(crate) fn import_map() -> impl IntoView {
    view! { <script type="importmap" id=MAP_ID nonce=nonce() inner_html=json()></script> }
}

#[cfg(feature = "ssr")]
fn nonce() -> Option<leptos::nonce::Nonce> {
    leptos::nonce::use_nonce()
}

/// Browsers hide the nonce from scripts: what the server wrote stays.
#[cfg(not(feature = "ssr"))]
fn nonce() -> Option<String> {
    None
}

#[cfg(feature = "ssr")]
fn json() -> String {
    let modules = use_context::<crate::context::Modules>().unwrap_or_default();
    let modules = modules.0.iter();
    let modules = modules.filter(|(name, _)| !NOT_FOR_PAGES.contains(&name.as_str()));
    let modules: std::collections::BTreeMap<_, _> = modules.collect();
    let json = serde_json::json!({ "imports": modules }).to_string();
    // No name can end the script that it stands in.
    json.replace('<', "\\u003c")
}

#[cfg(feature = "ssr")]
fn address(name: &str) -> Option<String> {
    use_context::<crate::context::Modules>()?
        .0
        .get(name)
        .cloned()
}

#[cfg(not(feature = "ssr"))]
fn address(name: &str) -> Option<String> {
    let json = document().get_element_by_id(MAP_ID)?.text_content()?;
    let entry = ["\"", name, "\":\""].concat();
    let (_, rest) = json.split_once(&entry)?;
    rest.split_once('"').map(|(address, _)| address.to_owned())
}
