use leptos::prelude::*;

/// Grey cards of the size of those that come.
#[component]
pub fn CardSkeletons(
    /// How many.
    count: usize,
) -> impl IntoView {
    (0..count)
        .map(|_| {
            view! {
                <li class="card skeleton" aria-hidden="true">
                    <div class="card-photo"></div>
                    <div class="card-body">
                        <p></p>
                        <p></p>
                        <p></p>
                    </div>
                </li>
            }
        })
        .collect_view()
}

/// Grey lines where text comes.
#[component]
pub fn TextSkeleton(
    /// How many lines.
    lines: usize,
) -> impl IntoView {
    let lines = (0..lines).map(|_| view! { <p></p> }).collect_view();
    view! {
        <div class="skeleton text-skeleton" aria-hidden="true">
            {lines}
        </div>
    }
}
