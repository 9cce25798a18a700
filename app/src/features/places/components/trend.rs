//! Rents per m² by the month in which homes were published: a sentence, a line, and a table.

use crate::{
    format::{tenths, thousands},
    locales::Text,
};
use domain::{MonthFigures, Prices};
use leptos::prelude::*;
use ui::Disclosure;

/// The picture in its own units, and the margin around the line.
const WIDTH: u32 = 640;
const HEIGHT: u32 = 120;
const MARGIN: u32 = 12;

/// How rents differ from month to month; nothing when fewer than two months have enough homes.
pub(super) fn trend(text: &'static Text, prices: &Prices) -> AnyView {
    let months = &prices.months;
    let (Some(first), Some(last)) = (months.first(), months.last()) else {
        return ().into_any();
    };
    let words = text.places();
    let sentence = (words.trend_sentence)(
        &month(text, first),
        &tenths(first.per_area.median),
        &month(text, last),
        &tenths(last.per_area.median),
    );
    let points = points(months);
    let line = points
        .iter()
        .map(|(x, y)| [x.to_string(), y.to_string()].join(","))
        .collect::<Vec<_>>()
        .join(" ");
    let dots = points
        .iter()
        .map(|(x, y)| view! { <circle cx=x.to_string() cy=y.to_string() r="5" /> })
        .collect_view();
    let rows = months
        .iter()
        .rev()
        .map(|figures| {
            view! {
                <tr>
                    <th scope="row">{month(text, figures)}</th>
                    <td class="loud">{(words.per_area)(&tenths(figures.per_area.median))}</td>
                    <td>{thousands(figures.per_area.count)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div>
            <h3>{words.trend}</h3>
            <figure class="trend">
                <svg viewBox="0 0 640 120" role="img" aria-label=sentence.clone()>
                    <polyline points=line />
                    {dots}
                </svg>
                <p class="trend-ends" aria-hidden="true">
                    <span>{ends(text, first)}</span>
                    <span>{ends(text, last)}</span>
                </p>
                <figcaption>
                    <p>{sentence}</p>
                    <p class="muted">{words.trend_method}</p>
                </figcaption>
            </figure>
            <Disclosure summary=words.trend_table>
                <table class="price-table">
                    <thead>
                        <tr>
                            <th scope="col">{words.month}</th>
                            <th scope="col">{words.per_area_median}</th>
                            <th scope="col">{words.number_of_homes}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </Disclosure>
        </div>
    }
    .into_any()
}

fn month(text: &Text, figures: &MonthFigures) -> String {
    (text.places().month_of)(figures.year, figures.month)
}

fn ends(text: &Text, figures: &MonthFigures) -> String {
    [
        &month(text, figures),
        "\u{a0}· ",
        &tenths(figures.per_area.median),
    ]
    .concat()
}

/// Where the months lie in the picture: along their time, and from the lowest figure at the bottom
/// to the highest on top.
fn points(months: &[MonthFigures]) -> Vec<(u32, u32)> {
    let time = |figures: &MonthFigures| i64::from(figures.year) * 12 + i64::from(figures.month);
    let times = || months.iter().map(time);
    let rents = || {
        months
            .iter()
            .map(|figures| i64::from(figures.per_area.median))
    };
    let place = |value: i64, low: i64, high: i64, length: u32| {
        let room = i64::from(length - 2 * MARGIN);
        let along = (value - low) * room / (high - low).max(1);
        u32::try_from(along).unwrap_or(0) + MARGIN
    };
    let span = |values: (Option<i64>, Option<i64>)| {
        (values.0.unwrap_or_default(), values.1.unwrap_or_default())
    };
    let (start, end) = span((times().min(), times().max()));
    let (low, high) = span((rents().min(), rents().max()));
    months
        .iter()
        .map(|figures| {
            let x = place(time(figures), start, end, WIDTH);
            let y = place(i64::from(figures.per_area.median), low, high, HEIGHT);
            (x, HEIGHT - y)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Median;

    fn of(year: i32, month: u32, median: u32) -> MonthFigures {
        MonthFigures {
            year,
            month,
            per_area: Median { count: 8, median },
        }
    }

    #[test]
    fn months_stand_where_their_time_is() {
        let months = [of(2023, 12, 500), of(2024, 1, 700), of(2024, 12, 600)];
        assert_eq!(points(&months), [(12, 108), (63, 12), (628, 60)]);
    }

    #[test]
    fn equal_rents_are_a_level_line() {
        let months = [of(2024, 1, 500), of(2024, 2, 500)];
        assert_eq!(points(&months), [(12, 108), (628, 108)]);
    }
}
