use leptos::{oco::Oco, prelude::*};

/// The frame of a table of figures: it scrolls by itself when it is wider than its place, by finger
/// and by keyboard. The first column names the rows (`<th scope="row">`), the others are numbers and
/// stand at their right edge; the head stays while the rows scroll.
#[component]
pub fn FigureTable(
    /// Its id, for what refers to it.
    #[prop(optional)]
    id: Option<&'static str>,
    /// What it is about.
    #[prop(into)]
    caption: Oco<'static, str>,
    /// The heads of the columns, the first for the names of rows.
    columns: Vec<Oco<'static, str>>,
    /// The rows, each a `<tr>`.
    children: Children,
) -> impl IntoView {
    let head = columns
        .into_iter()
        .map(|column| view! { <th scope="col">{column}</th> })
        .collect_view();
    let label = caption.clone();
    view! {
        <div class="table-frame" tabindex="0" role="group" aria-label=label>
            <table class="figures-table" id=id>
                <caption>{caption}</caption>
                <thead>
                    <tr>{head}</tr>
                </thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
}
