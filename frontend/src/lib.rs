//! The browser entry of Zufang: it takes over the page that the server sent.

use wasm_bindgen::prelude::wasm_bindgen;

/// Called by the page's script once the module is loaded.
#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_lazy(app::App);
}
