use crate::Icon;
use leptos::{oco::Oco, prelude::*};

/// Something that is set, and the link that takes it away.
#[component]
pub fn RemovableChip(
    /// What is set.
    #[prop(into)]
    label: Oco<'static, str>,
    /// The address without it.
    href: String,
    /// What the link does, for those who do not see the cross ("remove: …").
    remove: String,
) -> impl IntoView {
    view! {
        <a class="chip" href=href aria-label=remove data-noscroll="">
            <span>{label}</span>
            {Icon::Close.draw()}
        </a>
    }
}
