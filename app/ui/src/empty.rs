use crate::Icon;
use leptos::{oco::Oco, prelude::*};

/// What stands where nothing was found: why, and what to do next.
#[component]
pub fn EmptyState(
    /// What is missing.
    #[prop(into)]
    title: Oco<'static, str>,
    /// One sentence of explanation.
    #[prop(into)]
    explanation: Oco<'static, str>,
    /// What to do next.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="empty">
            {Icon::House.draw()}
            <p class="empty-title">{title}</p>
            <p>{explanation}</p>
            {children()}
        </div>
    }
}
