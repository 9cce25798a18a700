//! The document around the app. Only the server draws it.

mod start_script;

use crate::{
    App,
    context::{locale, text, theme, today, visitor},
    layout::{ModuleScript, import_map},
};
use leptos::{html::meta, prelude::*};
use leptos_meta::{HashedStylesheet, MetaTags};
use start_script::StartScript;

/// The document that the server sends: head, styles, scripts, and the app in its body.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    let theme = theme();
    let visitor = visitor();
    let visitor = visitor.as_ref();
    // The browser colours its own bar like the canvas of the page.
    let toolbar = [("light", "#ffffff"), ("dark", "#14171a")]
        .into_iter()
        .filter(|(scheme, _)| theme.attribute().is_none_or(|chosen| chosen == *scheme))
        .map(|(scheme, colour)| {
            let media = ["(prefers-color-scheme: ", scheme, ")"].concat();
            let media = theme.attribute().is_none().then_some(media);
            meta()
                .name("theme-color")
                .content(colour)
                .attr("media", media)
        })
        .collect_view();
    view! {
        <!DOCTYPE html>
        <html
            lang=locale().tag()
            data-theme=theme.attribute()
            data-today=today().map(domain::day::text)
            data-account=visitor.map(|visitor| visitor.id.to_string())
            data-account-name=visitor.map(|visitor| visitor.name.clone())
            data-account-avatar=visitor.and_then(|visitor| visitor.avatar.clone())
            data-account-admin=visitor.is_some_and(|visitor| visitor.admin)
            data-account-console=visitor.is_some_and(|visitor| visitor.console)
        >
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <meta name="color-scheme" content=theme.color_scheme() />
                {toolbar}
                <meta name="format-detection" content="telephone=no" />
                {import_map()}
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
                <link rel="manifest" href=locale().address("/manifest.webmanifest") />
                <HashedStylesheet options=options.clone() id="style" />
                <AutoReload options=options.clone() />
                <StartScript options />
                <MetaTags />
            </head>
            <body>
                <App />
                <compare-tray texts=action_texts() icons=ui::Icon::address()></compare-tray>
                <ModuleScript name="saved" />
            </body>
        </html>
    }
}

/// What the module `saved` says, in the page's language.
fn action_texts() -> String {
    serde_json::to_string(text().actions()).unwrap_or_default()
}
