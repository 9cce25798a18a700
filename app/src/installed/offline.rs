//! The page that stands in for any other while there is no network.

use super::text_of;
use crate::Locale;
use leptos::prelude::*;
use leptos_meta::HashedStylesheet;

/// The whole document in `locale`. It stands at every address that cannot be loaded, so it must
/// not become the app: no code of the app runs in it. The script `module` lists the homes that can
/// be read.
pub fn offline_page(locale: Locale, options: LeptosOptions, module: Option<String>) -> String {
    let text = text_of(locale);
    let brand = locale.text().site.brand;
    Owner::new().with(|| {
        view! {
            <!DOCTYPE html>
            <html lang=locale.tag()>
                <head>
                    <meta charset="utf-8" />
                    <meta name="viewport" content="width=device-width, initial-scale=1" />
                    <meta name="color-scheme" content="light dark" />
                    <meta name="robots" content="noindex" />
                    <title>{[text.offline_title, " · ", brand].concat()}</title>
                    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                    <HashedStylesheet options=options id="style" />
                    {module.map(|module| view! { <script type="module" src=module></script> })}
                </head>
                <body>
                    <main id="main" class="offline">
                        <p class="offline-brand">{brand}</p>
                        <h1>{text.offline_title}</h1>
                        <p>{text.offline}</p>
                        // The empty address is the one that could not be loaded.
                        <p>
                            <a class="button button-primary" href="">
                                {text.try_again}
                            </a>
                        </p>
                        <h2>{text.kept_homes}</h2>
                        <offline-homes empty=text.no_kept_homes></offline-homes>
                    </main>
                </body>
            </html>
        }
        .to_html()
    })
}
