use leptos::{oco::Oco, prelude::*};

/// The way from the top of the site to a page: a link for each step, the largest first. The page
/// itself may stand at the end; it leads nowhere.
#[component]
pub fn Breadcrumb(
    /// What it is, for those who do not see it.
    #[prop(into)]
    label: Oco<'static, str>,
    /// Words and address of each step.
    steps: Vec<(AnyView, String)>,
    /// The page itself.
    #[prop(optional)]
    here: Option<AnyView>,
) -> impl IntoView {
    let steps = steps
        .into_iter()
        .map(|(name, href)| {
            view! {
                <li>
                    <a href=href>{name}</a>
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="breadcrumb" aria-label=label>
            <ol>
                {steps} {here.map(|here| view! { <li aria-current="page">{here}</li> })}
            </ol>
        </nav>
    }
}
