//! What the home truly costs, item by item, for payment terms that can be changed.

use crate::{
    features::listing::{card::listing_path, text::CostText},
    format::thousands,
    locales::Text,
};
use domain::{Cost, CostFacts, CostLine, ListingDetail, PaymentTerms, TermsBasis, TrueCost};
use leptos::prelude::*;
use ui::{ChoiceLink, Notice, piece};

/// Marks the section, so that links which change the terms come back to it.
const SECTION: &str = "cost";

/// The payment terms that an address asks for: those of the listing where it names none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum PayParam {
    /// Not in the address.
    #[default]
    Missing,
    /// Named.
    Terms(PaymentTerms),
    /// In the address, and nobody knows it.
    Unknown,
}

impl PayParam {
    /// Reads the value of `pay`.
    pub(crate) fn read(value: Option<&str>) -> Self {
        match value.map(str::trim).filter(|value| !value.is_empty()) {
            None => Self::Missing,
            Some(value) => value.parse().map_or(Self::Unknown, Self::Terms),
        }
    }

    fn chosen(self) -> Option<PaymentTerms> {
        match self {
            Self::Terms(terms) => Some(terms),
            Self::Missing | Self::Unknown => None,
        }
    }
}

/// The section. Only what follows from the terms is drawn anew when they change.
pub(in crate::features::listing) fn cost(
    text: &'static Text,
    listing: &ListingDetail,
    pay: Signal<PayParam>,
) -> AnyView {
    let card = &listing.card;
    let facts = CostFacts {
        rent: card.rent,
        mode: card.mode,
        payment: card.payment,
        agent_fee: card.agent_fee,
    };
    let path = listing_path(card.id);
    let own = match facts.payment {
        Some(_) => text.cost().as_stated,
        None => text.cost().by_custom,
    };
    piece(view! {
        <section class="section cost" id=SECTION>
            <h2>{text.cost().heading}</h2>
            {move || {
                let pay = pay.get();
                let cost = TrueCost::of(facts, pay.chosen());
                view! {
                    {remarks(text, facts, &cost, pay)} {table(text, &cost)}
                    {terms_links(text, own, pay.chosen(), |terms| address(&path, terms))}
                    {assumptions(text.cost(), &cost)}
                }
                    .into_any()
            }}
        </section>
    })
    .into_any()
}

fn address(path: &str, terms: Option<PaymentTerms>) -> String {
    match terms {
        Some(terms) => [path, "?pay=", terms.as_str(), "#", SECTION].concat(),
        None => [path, "#", SECTION].concat(),
    }
}

/// The sum of the first day in a sentence, and what is special about the terms.
fn remarks(text: &'static Text, facts: CostFacts, cost: &TrueCost, pay: PayParam) -> AnyView {
    let words = text.cost();
    let terms = (text.words.payment)(cost.terms);
    let lead = (words.lead)(
        terms,
        &amount(cost.total.first_day),
        &amount(cost.deposit.first_day),
    );
    let remark = match (pay, cost.basis, facts.payment) {
        (PayParam::Unknown, ..) => Some(words.unknown_terms.to_owned()),
        (_, TermsBasis::Chosen, Some(stated)) => {
            Some((words.chosen)((text.words.payment)(stated), terms))
        }
        (_, TermsBasis::Chosen, None) => Some((words.chosen_unstated)(terms)),
        _ => None,
    };
    let remark = remark.map(|remark| view! { <Notice>{remark}</Notice> });
    view! {
        <p class="cost-lead">{lead}</p>
        {remark}
    }
    .into_any()
}

fn table(text: &'static Text, cost: &TrueCost) -> AnyView {
    let words = text.cost();
    let months = (words.months)(&cost.terms.months().to_string());
    let items = [
        (words.rent, Some(months), cost.rent),
        (words.deposit, None, cost.deposit),
        (words.agent_fee, None, cost.agent_fee),
        (words.service_fee, None, cost.service_fee),
    ];
    let rows = items
        .into_iter()
        .map(|(name, months, line)| row(words, name, months, line))
        .collect_view();
    view! {
        <table class="cost-table">
            <caption>{words.unit}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.item}</th>
                    <th scope="col">{words.first_day}</th>
                    <th scope="col">{words.monthly}</th>
                    <th scope="col">{words.year}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
            <tfoot>{row(words, words.total, None, cost.total)}</tfoot>
        </table>
    }
    .into_any()
}

fn row(words: &CostText, name: &'static str, months: Option<String>, line: CostLine) -> AnyView {
    let said = |cost: Cost| match cost {
        Cost::NONE => words.nothing.to_owned(),
        cost => amount(cost),
    };
    let months = months.map(|months| view! { <small>{months}</small> });
    view! {
        <tr>
            <th scope="row">{name}</th>
            <td>{said(line.first_day)} {months}</td>
            <td>{said(line.monthly)}</td>
            <td>{said(line.year)}</td>
        </tr>
    }
    .into_any()
}

/// Links to the same page with other payment terms: `own` says whose terms the first one stands for,
/// `chosen` is what the address asks for now, and `href` makes an address.
pub(crate) fn terms_links(
    text: &'static Text,
    own: &'static str,
    chosen: Option<PaymentTerms>,
    href: impl Fn(Option<PaymentTerms>) -> String,
) -> AnyView {
    let named = PaymentTerms::ALL
        .iter()
        .map(|terms| (Some(*terms), (text.words.payment)(*terms)));
    let links = std::iter::once((None, own))
        .chain(named)
        .map(|(terms, label)| {
            view! {
                <li>
                    <ChoiceLink
                        href=href(terms)
                        label=label
                        count=None
                        selected=terms == chosen
                    />
                </li>
            }
        })
        .collect_view();
    view! {
        <nav class="terms" aria-label=text.cost().switch>
            <span class="muted">{text.cost().switch}</span>
            <ul class="choices">{links}</ul>
        </nav>
    }
    .into_any()
}

fn assumptions(words: &'static CostText, cost: &TrueCost) -> AnyView {
    let items = cost
        .assumptions
        .iter()
        .map(|assumption| view! { <li>{(words.assumption)(*assumption)}</li> })
        .collect_view();
    view! {
        <div class="assumptions muted">
            <h3>{words.assumptions}</h3>
            <ul>{items} <li>{words.not_counted}</li></ul>
        </div>
    }
    .into_any()
}

/// An amount or its range, without unit.
pub(crate) fn amount(cost: Cost) -> String {
    if cost.is_exact() {
        thousands(cost.low)
    } else {
        [thousands(cost.low), thousands(cost.high)].join("–")
    }
}
