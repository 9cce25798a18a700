use leptos::{oco::Oco, prelude::*};

/// A table of things rather than figures. On phones and narrow tablets each row is a card, whose cells say the head of
/// their column before them; the roles say that it is still a table.
#[component]
pub fn CardTable(
    /// What it is about.
    #[prop(into)]
    caption: Oco<'static, str>,
    /// The heads of the columns; an empty one is for buttons.
    columns: Vec<&'static str>,
    /// The cells of each row, as many as there are columns.
    rows: Vec<Vec<AnyView>>,
) -> impl IntoView {
    let head = columns
        .iter()
        .map(|column| view! { <th scope="col" role="columnheader">{*column}</th> })
        .collect_view();
    let rows = rows
        .into_iter()
        .map(|cells| {
            let cells = cells
                .into_iter()
                .zip(&columns)
                .map(|(cell, column)| view! { <td role="cell" data-head=*column>{cell}</td> })
                .collect_view();
            view! { <tr role="row">{cells}</tr> }
        })
        .collect_view();
    view! {
        <table class="card-table" role="table">
            <caption>{caption}</caption>
            <thead>
                <tr role="row">{head}</tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}
