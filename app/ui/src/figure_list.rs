use leptos::{oco::Oco, prelude::*};

/// A figure of [`FigureList`].
#[derive(Clone, Debug)]
pub struct Figure {
    /// What is counted.
    pub name: Oco<'static, str>,
    /// The number with its unit, as people say it.
    pub value: String,
    /// What there is to know of it, such as the number of cases; empty when nothing.
    pub remark: String,
}

/// A few figures side by side, each with its name: the numbers of a page at a glance.
#[component]
pub fn FigureList(
    /// The figures, two to four.
    figures: Vec<Figure>,
) -> impl IntoView {
    let figures = figures
        .into_iter()
        .map(|figure| {
            let remark = (!figure.remark.is_empty())
                .then(|| view! { <dd class="figure-remark">{figure.remark}</dd> });
            view! {
                <div class="figure">
                    <dt>{figure.name}</dt>
                    <dd class="figure-value">{figure.value}</dd>
                    {remark}
                </div>
            }
        })
        .collect_view();
    view! { <dl class="figure-list">{figures}</dl> }
}
