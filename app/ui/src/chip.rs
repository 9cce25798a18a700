use crate::Icon;
use leptos::prelude::*;

/// Something that is set, and the link that takes it away.
#[component]
pub fn RemovableChip(
    /// What is set.
    label: impl IntoView + 'static,
    /// The address without it.
    href: String,
    /// What the link does, for those who do not see the cross ("remove: …").
    remove: String,
) -> impl IntoView {
    view! {
        <a class="chip" href=href aria-label=remove data-noscroll="">
            <span>{label.into_any()}</span>
            {Icon::Close.draw()}
        </a>
    }
}
