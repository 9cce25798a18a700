use leptos::{oco::Oco, prelude::*};

/// Content that is shown on demand. Works without script.
#[component]
pub fn Disclosure(
    /// The words on the handle.
    #[prop(into)]
    summary: Oco<'static, str>,
    /// Whether it starts open.
    #[prop(optional)]
    open: bool,
    /// What it discloses.
    children: Children,
) -> impl IntoView {
    view! {
        <details class="disclosure" open=open>
            <summary>{summary}</summary>
            {children()}
        </details>
    }
}
