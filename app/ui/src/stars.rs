use crate::Icon;
use leptos::{oco::Oco, prelude::*};

/// A rating of up to five stars.
#[component]
pub fn Stars(
    /// Stars, 0 to 5.
    value: u8,
    /// The rating in words, for those who do not see it ("4 of 5").
    #[prop(into)]
    label: Oco<'static, str>,
) -> impl IntoView {
    let stars = (1..=5u8)
        .map(|star| {
            let class = if star <= value {
                "star star-on"
            } else {
                "star"
            };
            view! { <span class=class>{Icon::Star.draw()}</span> }
        })
        .collect_view();
    view! {
        <span class="stars" role="img" aria-label=label>
            {stars}
        </span>
    }
}
