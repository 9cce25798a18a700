use leptos::{oco::Oco, prelude::*};

/// What a home costs: the loudest thing of its surroundings.
#[component]
pub fn Price(
    /// The number, grouped.
    amount: String,
    /// What it is and per what time, such as `元/月`.
    #[prop(into)]
    unit: Oco<'static, str>,
    /// Remarks on it, such as the price per area. Empty ones are left out.
    #[prop(optional)]
    remarks: Vec<String>,
) -> impl IntoView {
    let remarks = remarks
        .into_iter()
        .filter(|remark| !remark.is_empty())
        .map(|remark| view! { <small>{remark}</small> })
        .collect_view();
    view! {
        <p class="rent">
            <b>{amount}</b>
            " "
            <span>{unit}</span>
            {remarks}
        </p>
    }
}
