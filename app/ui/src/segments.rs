use leptos::{oco::Oco, prelude::*};

/// One way of [`Segments`].
#[derive(Clone, Debug)]
pub struct Segment {
    /// The words.
    pub label: Oco<'static, str>,
    /// Where it leads.
    pub href: String,
    /// Whether it is what shows now.
    pub current: bool,
    /// The language of the words, where it is not the page's.
    pub lang: Option<&'static str>,
}

/// A few ways to show the same, side by side, of which one is current: a segmented control made of
/// links. It works without script, and the address says which one is current.
#[component]
pub fn Segments(
    /// What is chosen, for those who do not see it.
    #[prop(into)]
    label: Oco<'static, str>,
    /// The ways, two to five.
    segments: Vec<Segment>,
    /// Whether the links leave the app for a route of the server.
    #[prop(optional)]
    external: bool,
) -> impl IntoView {
    let rel = external.then_some("external nofollow");
    let items = segments
        .into_iter()
        .map(|segment| {
            let current = segment.current.then_some("true");
            view! {
                <li>
                    <a
                        href=segment.href
                        rel=rel
                        lang=segment.lang
                        aria-current=current
                        data-noscroll=""
                    >
                        {segment.label}
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <ul class="segments" aria-label=label>
            {items}
        </ul>
    }
}
