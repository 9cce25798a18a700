//! The document around the app. Only the server draws it.

mod start_script;

use crate::{App, context::locale, layout::import_map};
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags};
use start_script::StartScript;

/// The document that the server sends: head, styles, scripts, and the app in its body.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang=locale().tag()>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <meta name="theme-color" content="#ffffff" media="(prefers-color-scheme: light)" />
                <meta name="theme-color" content="#14171a" media="(prefers-color-scheme: dark)" />
                <meta name="format-detection" content="telephone=no" />
                {import_map()}
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <HashedStylesheet options=options.clone() id="style" />
                <AutoReload options=options.clone() />
                <StartScript options />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}
