use crate::locales::Text;
use leptos::prelude::*;

/// The foot of every page.
pub(crate) fn site_footer(text: &'static Text) -> impl IntoView {
    view! {
        <footer class="site-footer">
            <p>{text.site.footer}</p>
        </footer>
    }
}
