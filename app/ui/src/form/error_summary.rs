use crate::Icon;
use leptos::{oco::Oco, prelude::*};

/// Something that is wrong with a form.
#[derive(Clone, Debug)]
pub struct SummaryLine {
    /// The id of the field that is to blame, if one is.
    pub field: Option<String>,
    /// What is wrong.
    pub words: Oco<'static, str>,
}

/// Why a form was not taken, above its fields, with ways to those that are to blame. It takes the
/// focus when it appears, so that whoever does not see it hears of it.
#[component]
pub fn ErrorSummary(
    /// Its id in the document, for who gives it the focus.
    #[prop(into)]
    id: String,
    /// What happened.
    #[prop(into)]
    title: Oco<'static, str>,
    /// What is wrong.
    lines: Vec<SummaryLine>,
    /// Whether the page comes with it, and is to begin there.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let lines = lines
        .into_iter()
        .map(|line| match line.field {
            // The browser's own way to a part of a page puts the focus there.
            Some(field) => view! {
                <li>
                    <a href=["#", &field].concat() rel="external">
                        {line.words}
                    </a>
                </li>
            }
            .into_any(),
            None => view! { <li>{line.words}</li> }.into_any(),
        })
        .collect_view();
    view! {
        <div class="notice notice-error" id=id role="alert" tabindex="-1" autofocus=autofocus>
            {Icon::Alert.draw()}
            <div>
                <p class="summary-title">{title}</p>
                <ul class="summary">{lines}</ul>
            </div>
        </div>
    }
}
