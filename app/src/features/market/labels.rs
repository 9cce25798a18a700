//! What the groups of the market are called.

use crate::{features::search::place_of, format::thousands, locales::Text};
use domain::{
    Market, PlaceName, Range, SearchPage,
    market::{MarketPlace, Month, PlaceKind, RentPerArea},
};

/// What the page is about, as its heading says it.
pub(super) fn heading(text: &Text, market: &Market) -> String {
    if let Some(words) = &market.query.text {
        return (text.market().heading_in)(&(text.search.text_chip)(words));
    }
    let named = SearchPage {
        names: market.names.clone(),
        ..SearchPage::default()
    };
    let place = place_of(&market.query, &named);
    if place.is_empty() {
        text.market().heading.to_owned()
    } else {
        (text.market().heading_in)(&place)
    }
}

/// A range without its unit: `3,000–3,499`, or words where an end is open.
pub(super) fn range(text: &Text, range: Range) -> String {
    crate::format::range(text, range, str::to_owned)
}

/// A business district; where there are several cities, with its city.
pub(super) fn business_district(kind: PlaceKind, place: &MarketPlace) -> String {
    match kind {
        PlaceKind::District => place.name.clone(),
        PlaceKind::City => {
            let (city, name) = (PlaceName::of(&place.city), PlaceName::of(&place.name));
            let latin = name
                .latin
                .zip(city.latin)
                .map(|(name, city)| [name, ", ", city].concat());
            let both = PlaceName {
                chinese: &[city.chinese, " ", name.chinese].concat(),
                latin: latin.as_deref(),
            };
            both.text()
        }
    }
}

pub(super) fn month(text: &Text, month: Month) -> String {
    (text.market().month_of)(&month.year.to_string(), &month.month.to_string())
}

/// A rent per m² to one decimal: `58.3`.
pub(super) fn per_area(rent: RentPerArea) -> String {
    let tenths = rent.tenths();
    [&thousands(tenths / 10), ".", &(tenths % 10).to_string()].concat()
}

/// `part` of `whole` in percent: `12.5%`.
pub(super) fn share(part: u32, whole: u32) -> String {
    match permille(part, whole) {
        0 if part > 0 => "<\u{a0}0.1%".into(),
        permille => [tenths(permille).as_str(), "%"].concat(),
    }
}

/// A number of tenths with its decimal point.
pub(super) fn tenths(number: u64) -> String {
    [&(number / 10).to_string(), ".", &(number % 10).to_string()].concat()
}

/// `part` of `whole` in thousandths, rounded.
pub(super) fn permille(part: u32, whole: u32) -> u64 {
    let whole = u64::from(whole.max(1));
    (u64::from(part) * 1_000 + whole / 2) / whole
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_and_rents_have_one_decimal() {
        assert_eq!(share(1, 8), "12.5%");
        assert_eq!(share(0, 8), "0.0%");
        assert_eq!(share(1, 100_000), "<\u{a0}0.1%");
        assert_eq!(per_area(RentPerArea::from_tenths(583)), "58.3");
        assert_eq!(per_area(RentPerArea::from_tenths(12_345)), "1,234.5");
    }
}
