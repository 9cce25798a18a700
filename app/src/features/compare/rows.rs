//! What is compared, row by row.

use crate::{
    features::listing::{amount, verdict_words},
    format::{area, floor, orientation, place, thousands},
    locales::Text,
};
use domain::{ComparedListing, CostFacts, PaymentTerms, RentComparison, TrueCost, day};

/// One thing about all homes.
pub(super) struct Row {
    /// What it is.
    pub(super) name: &'static str,
    /// What it is of each home, in the order of the homes.
    pub(super) cells: Vec<Cell>,
    /// Whether the homes differ in it. What is not known of one and known of another differs.
    pub(super) differs: bool,
}

/// What a row says about one home.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cell {
    /// The main words; `None` where nothing is known.
    pub(super) words: Option<String>,
    /// What explains them, or why there are none, smaller.
    pub(super) detail: Option<String>,
}

impl From<Option<String>> for Cell {
    fn from(words: Option<String>) -> Self {
        Self {
            words: words.filter(|words| !words.is_empty()),
            detail: None,
        }
    }
}

/// All rows about `homes`. `payment` are the terms to count costs with; `None` for each home's own.
pub(super) fn rows(
    text: &'static Text,
    homes: &[&ComparedListing],
    payment: Option<PaymentTerms>,
) -> Vec<Row> {
    let (compare, words, names, costs) = (text.compare(), &text.words, text.listing(), text.cost());
    let true_costs: Vec<_> = homes.iter().map(|home| true_cost(home, payment)).collect();
    let row = |name: &'static str, cells: Vec<Cell>| Row {
        name,
        differs: cells.windows(2).any(|pair| pair.first() != pair.last()),
        cells,
    };
    let each = |name: &'static str, say: &dyn Fn(&ComparedListing) -> Option<String>| {
        row(name, homes.iter().map(|home| say(home).into()).collect())
    };
    let cost = |name: &'static str, say: &dyn Fn(&TrueCost) -> domain::Cost| {
        let cell = |cost: &TrueCost| Cell {
            words: Some((words.yuan)(&amount(say(cost)))),
            detail: None,
        };
        row(name, true_costs.iter().map(cell).collect())
    };
    let either = |value: Option<bool>, yes: &str, no: &str| {
        value.map(|value| if value { yes } else { no }.to_owned())
    };
    vec![
        each(compare.rent, &|home| {
            Some((words.yuan_per_month)(&thousands(home.card.rent)))
        }),
        each(compare.rent_per_area, &|home| {
            let rent = home.card.rent_per_area()?;
            Some((words.rent_per_area)(&thousands(rent.round() as u32)))
        }),
        row(
            compare.verdict,
            homes.iter().map(|home| verdict(text, home)).collect(),
        ),
        row(
            compare.first_day,
            true_costs
                .iter()
                .map(|cost| first_day(text, cost))
                .collect(),
        ),
        cost(compare.monthly, &|cost| cost.total.monthly),
        cost(compare.year, &|cost| cost.total.year),
        each(names.payment, &|home| {
            Some((words.payment)(home.card.payment?).to_owned())
        }),
        each(costs.agent_fee, &|home| {
            either(home.card.agent_fee, names.fee_due, names.fee_free)
        }),
        each(names.mode, &|home| {
            Some((words.mode)(home.card.mode).to_owned())
        }),
        each(names.layout, &|home| Some((words.layout)(home.card.layout))),
        each(names.area, &|home| {
            Some((words.square_metres)(&area(home.card.area?)))
        }),
        each(names.floor, &|home| floor(text, home.card.floor)),
        each(names.orientation, &|home| {
            orientation(text, home.card.orientation)
        }),
        each(names.lift, &|home| {
            either(home.card.lift, names.has_lift, names.no_lift)
        }),
        each(names.decoration, &|home| {
            Some((words.decoration)(home.card.decoration?).to_owned())
        }),
        each(names.available, &|home| {
            Some(match home.card.available_from {
                Some(from) => day::text(from),
                None => names.available_now.to_owned(),
            })
        }),
        each(names.subway, &|home| match home.subway_metres {
            Some(metres) => Some((names.subway_metres)(&metres.to_string())),
            None => home.card.near_subway.then(|| names.subway_near.to_owned()),
        }),
        each(names.facilities, &|home| {
            let names: Vec<_> = home.facilities.iter().map(words.facility).collect();
            Some(names.join(compare.list_gap))
        }),
        each(compare.tags, &|home| {
            let names: Vec<_> = home.card.tags.iter().map(|tag| tag.name.as_str()).collect();
            Some(names.join(compare.list_gap))
        }),
        each(names.estate, &|home| Some(home.card.estate.clone()?.name)),
        each(compare.place, &|home| Some(place(&home.card))),
    ]
}

fn true_cost(home: &ComparedListing, payment: Option<PaymentTerms>) -> TrueCost {
    let facts = CostFacts {
        rent: home.card.rent,
        mode: home.card.mode,
        payment: home.card.payment,
        agent_fee: home.card.agent_fee,
    };
    TrueCost::of(facts, payment)
}

/// The cash of the first day, and what it consists of.
fn first_day(text: &Text, cost: &TrueCost) -> Cell {
    let words = text.cost();
    let parts = [
        (words.rent, cost.rent),
        (text.compare().deposit, cost.deposit),
        (words.agent_fee, cost.agent_fee),
        (words.service_fee, cost.service_fee),
    ];
    let parts: Vec<_> = parts
        .into_iter()
        .filter(|(_, line)| line.first_day != domain::Cost::NONE)
        .map(|(name, line)| [name, " ", &amount(line.first_day)].concat())
        .collect();
    Cell {
        words: Some((text.words.yuan)(&amount(cost.total.first_day))),
        detail: Some(parts.join(" + ")),
    }
}

/// How the rent stands among comparable homes, and the figures behind it.
fn verdict(text: &Text, home: &ComparedListing) -> Cell {
    let words = text.verdict();
    let Some(rents) = home.comparison else {
        return Cell {
            words: None,
            detail: Some(words.too_few.to_owned()),
        };
    };
    let rent = home.card.rent;
    let off = match rents.percent_from_median(rent) {
        0 => words.at_median.to_owned(),
        percent => (words.off_median)(&percent.to_string(), rent > rents.median_rent),
    };
    Cell {
        words: Some(verdict_words(text, rents.verdict(rent))),
        detail: Some([off, figures(text, &rents)].join(text.compare().sentence_gap)),
    }
}

fn figures(text: &Text, rents: &RentComparison) -> String {
    let half = (text.words.between)(
        &thousands(rents.lower_quartile),
        &thousands(rents.upper_quartile),
    );
    (text.verdict().figures)(
        &thousands(rents.count),
        &thousands(rents.median_rent),
        &half,
    )
}
