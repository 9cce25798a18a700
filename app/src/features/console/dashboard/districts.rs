//! Rents and demand in the districts one serves.

use super::table::{Cell, Row, chart, figure, table};
use crate::{format::tenths, layout::place_name, locales::Text};
use domain::{PlaceKind, agents::dashboard::Dashboard};
use leptos::prelude::*;

const DISTRICTS: &str = "own-districts";

pub(super) fn districts(text: &'static Text, dashboard: &Dashboard) -> AnyView {
    let words = text.dashboard();
    let districts = &dashboard.districts;
    let Some(most) = districts
        .iter()
        .max_by_key(|district| district.views_per_home)
    else {
        return ().into_any();
    };
    let rows = districts.iter().map(|district| {
        let rent = match district.entire {
            Some(entire) => Cell::number(entire.median),
            None => Cell::missing(words.too_few),
        };
        let change = match district.change {
            Some(change) => Cell::said(change, percent(change)),
            None => Cell::missing(words.too_few),
        };
        Row {
            name: view! {
                <a href=PlaceKind::District.path(district.district.id)>
                    {place_name(&district.district.name)}
                </a>
            }
            .into_any(),
            cells: vec![
                Cell::number(district.own),
                Cell::number(district.homes),
                rent,
                change,
                Cell::said(
                    tenths(district.views_per_home),
                    tenths(district.views_per_home),
                ),
            ],
        }
    });
    let says = [
        words.views_per_home,
        words.colon,
        &most.district.name,
        " ",
        &tenths(most.views_per_home),
    ]
    .concat();
    let limit = districts.len();
    let table = table(
        DISTRICTS,
        words.districts,
        vec![
            words.district,
            words.own_homes,
            words.all_homes,
            words.median_rent,
            words.change,
            words.views_per_home,
        ],
        rows.collect(),
    );
    let charts = (limit > 1).then(|| {
        view! {
            <p class="muted" aria-hidden="true">{words.views_per_home}</p>
            {chart("bars", DISTRICTS, 5, limit, says)}
        }
    });
    let about = view! { <p class="muted">{words.districts_about}</p> };
    figure(
        words.districts,
        about.into_any(),
        charts.into_any(),
        (None, table),
    )
}

/// A change in per mille, as people read it.
fn percent(permille: i32) -> String {
    let sign = match permille {
        0 => "",
        1.. => "+",
        _ => "−",
    };
    [sign, &tenths(permille.unsigned_abs()), "%"].concat()
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn a_change_says_where_it_goes() {
        assert_eq!(
            [percent(12), percent(0), percent(-5)],
            ["+1.2%", "0.0%", "−0.5%"]
        );
    }
}
