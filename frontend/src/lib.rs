//! The browser entry of Zufang: it takes over the page that the server sent.

/// Called by the page's script once the module is loaded.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_lazy(app::App);
}

/// Room that the splitting of the module needs: each part starts its data at an aligned address, and
/// when all parts together grow beyond the data of the whole, the splitter gives up and puts the texts
/// of every page into what every visit loads. Nothing refers to these bytes, so no part carries them.
#[cfg(feature = "hydrate")]
#[used]
static ROOM_FOR_ALIGNMENT: [u8; 16_384] = [1; 16_384];
