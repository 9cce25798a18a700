use crate::Icon;
use leptos::prelude::*;

/// A remark on what is shown, such as an input that was read differently.
#[component]
pub fn Notice(
    /// What there is to say.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="notice" role="note">
            {Icon::Info.draw()}
            <div>{children()}</div>
        </div>
    }
}
