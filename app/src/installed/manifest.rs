//! The web app manifest.

use super::text_of;
use crate::Locale;
use serde_json::{Value, json};

/// The manifest in `locale`, as JSON. Its start page is in that language too.
pub fn manifest(locale: Locale) -> Value {
    let text = text_of(locale);
    let icon = |name: &str, size: u32, purpose: &str| {
        json!({
            "src": format!("/icons/{name}.png"),
            "sizes": format!("{size}x{size}"),
            "type": "image/png",
            "purpose": purpose,
        })
    };
    let shortcuts = text.shortcuts.map(|(path, name)| {
        json!({
            "name": name,
            "url": locale.address(path),
            "icons": [icon("192", 192, "any")],
        })
    });
    json!({
        // The same app in every language.
        "id": "/",
        "name": text.name,
        "short_name": locale.text().site.brand,
        "description": text.description,
        "lang": locale.tag(),
        "dir": "ltr",
        "start_url": locale.address("/"),
        "scope": "/",
        "display": "standalone",
        "theme_color": "#ffffff",
        "background_color": "#ffffff",
        "categories": ["lifestyle", "shopping"],
        "icons": [
            icon("192", 192, "any"),
            icon("512", 512, "any"),
            icon("maskable-192", 192, "maskable"),
            icon("maskable-512", 512, "maskable"),
            json!({ "src": "/favicon.svg", "sizes": "any", "type": "image/svg+xml" }),
        ],
        "shortcuts": shortcuts,
    })
}
