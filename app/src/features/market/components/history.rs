//! Rents over time.

use super::{
    figure::{Kind, chart, figure},
    table::{Row, Table, median_per_area, median_rent, number},
};
use crate::{features::market::labels, format::thousands, locales::Text};
use domain::{
    Market,
    market::{Group, Month, PlaceKind},
};
use leptos::prelude::*;
use ui::piece;

/// Rents by month, where the homes of different months can be compared at all.
pub(crate) fn history(text: &'static Text, market: &Market) -> AnyView {
    let words = text.market();
    let why_not = match (market.place_kind, market.history.as_slice()) {
        (PlaceKind::City, _) => Some(words.history_needs_city),
        (PlaceKind::District, [] | [_]) => Some(words.history_too_short),
        _ => None,
    };
    if let Some(why_not) = why_not {
        return piece(view! {
            <section class="market-figure">
                <h2>{words.history}</h2>
                <p>{why_not}</p>
            </section>
        })
        .into_any();
    }
    let rows = market.history.iter().map(|group| Row {
        name: labels::month(text, group.value),
        href: None,
        selected: false,
        code: None,
        cells: vec![
            number(group.figures.count),
            median_rent(text, group.figures),
            median_per_area(text, group.figures),
        ],
    });
    let table = Table {
        id: "history",
        caption: words.history.to_owned(),
        columns: vec![
            words.month,
            words.homes,
            words.median_rent,
            words.median_per_area,
        ],
        rows: rows.collect(),
    };
    let says = change(text, &market.history);
    let charts = chart(Kind::Line, &table, 2, &says);
    let sentences = vec![says, words.history_note.to_owned()];
    figure(text, words.history, sentences, charts, table)
}

/// How the median has changed from the first month to the last.
fn change(text: &Text, history: &[Group<Month>]) -> String {
    let words = text.market();
    let known = |group: &Group<Month>| Some((group.value, group.figures.median_rent?));
    let first = history.iter().find_map(known);
    let last = history.iter().rev().find_map(known);
    let (Some((first, from)), Some((last, to))) = (first, last) else {
        return String::new();
    };
    let says = (words.history_from_to)(
        &labels::month(text, first),
        &thousands(from),
        &labels::month(text, last),
        &thousands(to),
    );
    let permille = labels::permille(from.abs_diff(to), from);
    let percent = [labels::tenths(permille), "%".into()].concat();
    let change = match permille {
        0..5 => words.stayed.to_owned(),
        _ if to > from => (words.rose)(&percent),
        _ => (words.fell)(&percent),
    };
    [says, change].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::Locale;
    use domain::market::Figures;

    #[test]
    fn the_sentence_says_from_when_to_when_and_by_how_much() {
        let text = Locale::ZhCn.text();
        let month = |year, rent| Group {
            value: Month { year, month: 5 },
            figures: Figures {
                count: 30,
                median_rent: Some(rent),
                ..Figures::default()
            },
        };
        for (to, end) in [
            (5_250, "上涨 5.0%。"),
            (4_000, "下降 20.0%。"),
            (5_010, "基本持平。"),
        ] {
            let says = change(text, &[month(2023, 5_000), month(2024, 1), month(2025, to)]);
            assert!(
                says.starts_with("租金中位数从2023年5月的 5,000 元/月到2025年5月的 "),
                "{says}"
            );
            assert!(says.ends_with(end), "{says}");
        }
    }
}
