//! The rent beside comparable homes: a verdict, the sentence behind it, a picture, and the figures.

use crate::{format::thousands, locales::Text};
use domain::{ListingDetail, RentComparison, RentVerdict};
use leptos::prelude::*;
use ui::{Badge, Disclosure, Tone, piece};

/// Width of the picture in its own units, and the margin for the marks at its ends.
const WIDTH: u32 = 640;
const MARGIN: u32 = 12;

/// How the rent stands; nothing when too few homes are comparable.
pub(in crate::features::listing) fn comparison(
    text: &'static Text,
    listing: &ListingDetail,
) -> AnyView {
    listing
        .comparison
        .map(|comparison| comparison_view(text, listing.card.rent, comparison))
        .into_any()
}

fn comparison_view(text: &'static Text, rent: u32, rents: RentComparison) -> AnyView {
    let names = text.listing();
    let sentence = beside_median(text, rent, rents);
    let scale = Scale::new(rents.lowest.min(rent), rents.highest.max(rent));
    let (lower, upper) = (scale.x(rents.lower_quartile), scale.x(rents.upper_quartile));
    let half = (text.words.between)(
        &thousands(rents.lower_quartile),
        &thousands(rents.upper_quartile),
    );
    let half = [names.middle_half, " ", &half].concat();
    let picture = view! {
        <svg
            class="range"
            viewBox="0 0 640 48"
            role="img"
            aria-label=sentence.clone()
            preserveAspectRatio="none"
        >
            <line
                class="range-all"
                x1=scale.x(rents.lowest)
                x2=scale.x(rents.highest)
                y1="24"
                y2="24"
            />
            <line class="range-half" x1=lower x2=upper y1="24" y2="24" />
            <line
                class="range-median"
                x1=scale.x(rents.median_rent)
                x2=scale.x(rents.median_rent)
                y1="10"
                y2="38"
            />
            <line class="range-home" x1=scale.x(rent) x2=scale.x(rent) y1="2" y2="46" />
        </svg>
    };
    let rows = [
        (names.this_home, rent),
        (names.lowest, rents.lowest),
        (names.lower_quartile, rents.lower_quartile),
        (names.median, rents.median_rent),
        (names.upper_quartile, rents.upper_quartile),
        (names.highest, rents.highest),
    ]
    .into_iter()
    .map(|(name, rent)| {
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{(text.words.yuan_per_month)(&thousands(rent))}</td>
            </tr>
        }
    })
    .collect_view();
    let caution = (rents.verdict(rent) == RentVerdict::Below)
        .then(|| view! { <p class="muted">{text.verdict().caution}</p> });
    piece(view! {
        <section class="section">
            <h2>{names.comparison}</h2>
            <p class="verdict">{verdict_badge(text, rents.verdict(rent))} " " {sentence}</p>
            {caution}
            {picture.into_any()}
            <ul class="range-legend">
                <li class="legend-home">{legend(names.this_home, rent)}</li>
                <li class="legend-median">{legend(names.median, rents.median_rent)}</li>
                <li class="legend-half">{half}</li>
            </ul>
            <p class="muted">{names.comparable} " " {text.verdict().rule}</p>
            <Disclosure summary=names.figures>
                <table>
                    <tbody>{rows}</tbody>
                </table>
            </Disclosure>
        </section>
    })
    .into_any()
}

fn legend(name: &str, rent: u32) -> String {
    [name, " ", &thousands(rent)].concat()
}

/// The verdict in a few words. Its sign tells it apart as well as its colour.
pub(crate) fn verdict_words(text: &Text, verdict: RentVerdict) -> String {
    let sign = match verdict {
        RentVerdict::Below => "↓ ",
        RentVerdict::Typical => "≈ ",
        RentVerdict::Above => "↑ ",
    };
    [sign, (text.verdict().verdict)(verdict)].concat()
}

fn verdict_badge(text: &'static Text, verdict: RentVerdict) -> AnyView {
    let tone = match verdict {
        RentVerdict::Below => Tone::Good,
        RentVerdict::Typical | RentVerdict::Above => Tone::Neutral,
    };
    view! { <Badge label=verdict_words(text, verdict) tone=tone /> }.into_any()
}

/// How the rent stands to the median, in a sentence.
fn beside_median(text: &Text, rent: u32, rents: RentComparison) -> String {
    let names = text.listing();
    let count = thousands(rents.count);
    let percent = rents.percent_from_median(rent).to_string();
    if percent == "0" {
        (names.at_median)(&count)
    } else if rent > rents.median_rent {
        (names.above_median)(&percent, &count)
    } else {
        (names.below_median)(&percent, &count)
    }
}

/// Places rents on the width of the picture.
#[derive(Clone, Copy)]
struct Scale {
    low: u32,
    span: u32,
}

impl Scale {
    fn new(low: u32, high: u32) -> Self {
        Self {
            low,
            span: high.saturating_sub(low).max(1),
        }
    }

    fn x(self, rent: u32) -> String {
        let width = u64::from(WIDTH - 2 * MARGIN);
        let along = u64::from(rent.saturating_sub(self.low)) * width / u64::from(self.span);
        (along + u64::from(MARGIN)).to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locales::Locale;

    const RENTS: RentComparison = RentComparison {
        count: 1_200,
        median_rent: 4_000,
        lower_quartile: 3_000,
        upper_quartile: 6_000,
        lowest: 1_000,
        highest: 9_000,
    };

    #[test]
    fn the_sentence_says_how_far_from_the_median_and_among_how_many() {
        for (rent, sentence) in [
            (5_000, "比同商圈 1,200 套同类房源的中位数高 25%"),
            (3_000, "比同商圈 1,200 套同类房源的中位数低 25%"),
            (4_010, "与同商圈 1,200 套同类房源的中位数持平"),
        ] {
            assert_eq!(beside_median(Locale::ZhCn.text(), rent, RENTS), sentence);
        }
    }

    #[test]
    fn the_picture_holds_every_rent_even_when_all_are_equal() {
        let scale = Scale::new(1_000, 9_000);
        assert_eq!(scale.x(1_000), "12");
        assert_eq!(scale.x(9_000), "628");
        assert_eq!(Scale::new(5, 5).x(5), "12");
    }
}
