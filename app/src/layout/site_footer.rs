use super::display::{language_choice, theme_choice};
use crate::locales::Text;
use leptos::prelude::*;
use ui::later;

/// The largest cities, as GB/T 2260 codes.
const CITIES: [&str; 6] = [
    "/cities/110100",
    "/cities/310100",
    "/cities/440100",
    "/cities/440300",
    "/cities/510100",
    "/cities/500100",
];

/// The foot of every page: cities, parts of the site, theme, language.
pub(crate) fn site_footer(text: &'static Text) -> impl IntoView {
    later(move || {
        let site = &text.site;
        let foot = &site.foot;
        let city = |(href, name)| view! { <li><a href=href>{name}</a></li> };
        let cities = CITIES.into_iter().zip(foot.cities).map(city).collect_view();
        let pages = [
            ("/listings", site.all_homes),
            ("/map", site.nav.map),
            ("/stats", site.nav.market),
            ("/favourites", site.nav.favourites),
            ("/history", foot.history),
        ];
        let pages = pages.into_iter().map(city).collect_view();
        let files = [("/sitemap.xml", foot.sitemap), ("/api/docs", foot.api)]
            .map(|(href, name)| view! { <li><a href=href rel="external">{name}</a></li> })
            .collect_view();
        view! {
            <footer class="site-footer">
                <div class="foot-columns">
                    <section>
                        <h2>{foot.by_city}</h2>
                        <ul>{cities}</ul>
                    </section>
                    <section>
                        <h2>{site.brand}</h2>
                        <ul>{pages} {files}</ul>
                    </section>
                    <section class="foot-display">
                        <h2>{foot.display}</h2>
                        {theme_choice(site)} {language_choice(site)}
                    </section>
                </div>
                <p>{site.footer}</p>
            </footer>
        }
    })
}
