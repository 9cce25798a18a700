use crate::locales::Text;
use leptos::prelude::*;
use ui::{Disclosure, piece};

/// How the figures come about.
pub(crate) fn method(text: &'static Text) -> AnyView {
    let points: Vec<AnyView> = text
        .market()
        .method
        .iter()
        .map(|point| view! { <li>{*point}</li> }.into_any())
        .collect();
    piece(view! {
        <section class="market-method">
            <Disclosure summary=text.market().method_heading>
                <ul>{points}</ul>
            </Disclosure>
        </section>
    })
    .into_any()
}
