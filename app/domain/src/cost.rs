//! What a home truly costs: on the first day, per month, over twelve months.
//!
//! A listing states the rent, mostly the payment terms, and sometimes whether an agent fee is due.
//! What it leaves open is counted by custom, as a range where custom is one, and named as an
//! [`Assumption`], never passed off as a fact.

use crate::{PaymentTerms, RentMode};

/// The terms that are counted with where a listing names none: 押一付三, by far the most usual for
/// homes let by agents and owners.
pub const USUAL_TERMS: PaymentTerms = PaymentTerms::Quarterly;

/// Months of rent held as deposit. 押一 in the usual terms; where the terms leave it open, the most
/// that is customary: Beijing's 住房租赁条例 (in force since 2022-09-01) says that a deposit is in
/// general not above one month's rent.
pub const DEPOSIT_MONTHS: u32 = 1;

/// The highest service fee of managed homes, in percent of the rent. Operators of 独栋公寓 and 合租
/// charge nothing to a tenth, due with the rent.
pub const SERVICE_FEE_PERCENT: u32 = 10;

/// Months that the yearly figures cover.
pub const MONTHS: u32 = 12;

/// An amount in whole CNY: from `low` to `high`, which are equal where it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// The least it can be.
    pub low: u32,
    /// The most it can be; never below `low`.
    pub high: u32,
}

impl Cost {
    /// Nothing.
    pub const NONE: Self = Self::exact(0);

    /// A known amount.
    pub const fn exact(amount: u32) -> Self {
        Self {
            low: amount,
            high: amount,
        }
    }

    /// Whether the amount is known.
    pub const fn is_exact(self) -> bool {
        self.low == self.high
    }

    const fn plus(self, other: Self) -> Self {
        Self {
            low: self.low.saturating_add(other.low),
            high: self.high.saturating_add(other.high),
        }
    }

    const fn times(self, count: u32) -> Self {
        Self {
            low: self.low.saturating_mul(count),
            high: self.high.saturating_mul(count),
        }
    }
}

/// What a listing states about its cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CostFacts {
    /// Monthly rent in whole CNY.
    pub rent: u32,
    /// How the home is let.
    pub mode: RentMode,
    /// The payment terms.
    pub payment: Option<PaymentTerms>,
    /// Whether an agent fee is due.
    pub agent_fee: Option<bool>,
}

/// Where the payment terms of a calculation come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermsBasis {
    /// The listing states them.
    Stated,
    /// The reader chose them.
    Chosen,
    /// The listing states none: [`USUAL_TERMS`].
    Usual,
}

/// What is not known and how it is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Assumption {
    /// No payment terms are stated: 押一付三.
    UsualTerms,
    /// The terms leave the deposit open: one month's rent.
    UsualDeposit,
    /// An agent fee is due and its amount is not stated: half a month's rent to a whole one. Beijing's
    /// 住房租赁条例 names one month's rent as the most in general; in Shanghai, Guangzhou and
    /// Shenzhen owner and tenant commonly share it.
    AgentFeeAmount,
    /// It is not stated whether an agent fee is due: nothing to one month's rent.
    AgentFeeUnknown,
    /// A managed home may cost a service fee: nothing to [`SERVICE_FEE_PERCENT`] of the rent.
    ServiceFee,
    /// A home let as a whole is counted without service fee.
    NoServiceFee,
}

/// One item over the three spans of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CostLine {
    /// In cash on the day of moving in.
    pub first_day: Cost,
    /// In each month.
    pub monthly: Cost,
    /// Over twelve months. The deposit is not in it: it comes back.
    pub year: Cost,
}

impl CostLine {
    const fn plus(self, other: Self) -> Self {
        Self {
            first_day: self.first_day.plus(other.first_day),
            monthly: self.monthly.plus(other.monthly),
            year: self.year.plus(other.year),
        }
    }
}

/// What a home truly costs, item by item. Water, power, heating and network are not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrueCost {
    /// The terms that are counted with.
    pub terms: PaymentTerms,
    /// Where they come from.
    pub basis: TermsBasis,
    /// Rent: on the first day for the months that the terms have paid ahead.
    pub rent: CostLine,
    /// Deposit.
    pub deposit: CostLine,
    /// Agent fee, once.
    pub agent_fee: CostLine,
    /// Service fee, due with the rent.
    pub service_fee: CostLine,
    /// All of these together.
    pub total: CostLine,
    /// What was not known, in the order of the items.
    pub assumptions: Vec<Assumption>,
}

impl TrueCost {
    /// Counts with the terms that the reader chose, else with those that the listing states.
    pub fn of(facts: CostFacts, chosen: Option<PaymentTerms>) -> Self {
        let (terms, basis) = match (chosen, facts.payment) {
            (Some(terms), stated) if stated != Some(terms) => (terms, TermsBasis::Chosen),
            (_, Some(terms)) => (terms, TermsBasis::Stated),
            (_, None) => (USUAL_TERMS, TermsBasis::Usual),
        };
        let mut assumptions = Vec::new();
        if basis == TermsBasis::Usual {
            assumptions.push(Assumption::UsualTerms);
        }
        if !terms.names_deposit() {
            assumptions.push(Assumption::UsualDeposit);
        }
        let (agent_fee, assumed) = agent_fee(facts);
        assumptions.extend(assumed);
        let (service_fee, assumed) = service_fee(facts);
        assumptions.push(assumed);

        let rent = due_with_rent(Cost::exact(facts.rent), terms);
        let deposit = CostLine {
            first_day: Cost::exact(facts.rent).times(DEPOSIT_MONTHS),
            ..CostLine::default()
        };
        let agent_fee = CostLine {
            first_day: agent_fee,
            monthly: Cost::NONE,
            year: agent_fee,
        };
        let service_fee = due_with_rent(service_fee, terms);
        Self {
            terms,
            basis,
            rent,
            deposit,
            agent_fee,
            service_fee,
            total: rent.plus(deposit).plus(agent_fee).plus(service_fee),
            assumptions,
        }
    }
}

fn agent_fee(facts: CostFacts) -> (Cost, Option<Assumption>) {
    let month = facts.rent;
    match facts.agent_fee {
        Some(false) => (Cost::NONE, None),
        Some(true) => (
            Cost {
                low: month / 2,
                high: month,
            },
            Some(Assumption::AgentFeeAmount),
        ),
        None => (
            Cost {
                low: 0,
                high: month,
            },
            Some(Assumption::AgentFeeUnknown),
        ),
    }
}

/// The service fee of one month.
fn service_fee(facts: CostFacts) -> (Cost, Assumption) {
    match facts.mode {
        RentMode::Entire => (Cost::NONE, Assumption::NoServiceFee),
        RentMode::Shared | RentMode::Apartment => {
            let tenth = u64::from(facts.rent) * u64::from(SERVICE_FEE_PERCENT);
            let high = u32::try_from(tenth.div_ceil(100)).unwrap_or(u32::MAX);
            (Cost { low: 0, high }, Assumption::ServiceFee)
        }
    }
}

/// What is due for every month and paid ahead as the rent is.
const fn due_with_rent(month: Cost, terms: PaymentTerms) -> CostLine {
    CostLine {
        first_day: month.times(terms.months()),
        monthly: month,
        year: month.times(MONTHS),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const STATED: CostFacts = CostFacts {
        rent: 5_000,
        mode: RentMode::Entire,
        payment: Some(PaymentTerms::Quarterly),
        agent_fee: Some(false),
    };

    #[test]
    fn what_is_stated_is_counted_exactly() {
        let cost = TrueCost::of(STATED, None);
        assert_eq!(cost.basis, TermsBasis::Stated);
        assert_eq!(cost.rent.first_day, Cost::exact(15_000));
        assert_eq!(cost.deposit.first_day, Cost::exact(5_000));
        assert_eq!(cost.total.first_day, Cost::exact(20_000));
        assert_eq!(cost.total.monthly, Cost::exact(5_000));
        assert_eq!(
            cost.total.year,
            Cost::exact(60_000),
            "the deposit comes back"
        );
        assert_eq!(cost.assumptions, [Assumption::NoServiceFee]);
    }

    #[test]
    fn what_is_not_stated_is_an_assumption_and_a_range() {
        let unknown = CostFacts {
            rent: 3_333,
            mode: RentMode::Shared,
            payment: None,
            agent_fee: None,
        };
        let cost = TrueCost::of(unknown, None);
        assert_eq!(
            (cost.terms, cost.basis),
            (PaymentTerms::Quarterly, TermsBasis::Usual)
        );
        assert_eq!(
            cost.agent_fee.first_day,
            Cost {
                low: 0,
                high: 3_333
            }
        );
        assert_eq!(cost.service_fee.monthly, Cost { low: 0, high: 334 });
        let low = 3_333 * 4;
        let high = low + 3_333 + 3 * 334;
        assert_eq!(cost.total.first_day, Cost { low, high });
        assert_eq!(
            cost.assumptions,
            [
                Assumption::UsualTerms,
                Assumption::AgentFeeUnknown,
                Assumption::ServiceFee
            ]
        );
    }

    #[test]
    fn an_agent_fee_of_unknown_amount_is_half_a_month_to_a_month() {
        let due = CostFacts {
            agent_fee: Some(true),
            ..STATED
        };
        let fee = TrueCost::of(due, None).agent_fee;
        let range = Cost {
            low: 2_500,
            high: 5_000,
        };
        assert_eq!(
            (fee.first_day, fee.monthly, fee.year),
            (range, Cost::NONE, range)
        );
    }

    #[test]
    fn the_reader_may_choose_other_terms() {
        let cost = TrueCost::of(STATED, Some(PaymentTerms::Yearly));
        assert_eq!(cost.basis, TermsBasis::Chosen);
        assert_eq!(cost.total.first_day, Cost::exact(13 * 5_000));
        assert!(cost.assumptions.contains(&Assumption::UsualDeposit));
        let same = TrueCost::of(STATED, STATED.payment);
        assert_eq!(
            same.basis,
            TermsBasis::Stated,
            "these are the listing's own"
        );
    }

    fn facts() -> impl Strategy<Value = CostFacts> {
        (
            1..=2_000_000u32,
            proptest::sample::select(RentMode::ALL),
            proptest::option::of(proptest::sample::select(PaymentTerms::ALL)),
            proptest::option::of(any::<bool>()),
        )
            .prop_map(|(rent, mode, payment, agent_fee)| CostFacts {
                rent,
                mode,
                payment,
                agent_fee,
            })
    }

    proptest! {
        #[test]
        fn the_total_is_the_sum_of_its_items_and_ranges_are_in_order(
            facts in facts(),
            chosen in proptest::option::of(proptest::sample::select(PaymentTerms::ALL)),
        ) {
            let cost = TrueCost::of(facts, chosen);
            let items = [cost.rent, cost.deposit, cost.agent_fee, cost.service_fee];
            type Span = fn(&CostLine) -> Cost;
            let spans: [Span; 3] = [|it| it.first_day, |it| it.monthly, |it| it.year];
            for span in spans {
                let total = span(&cost.total);
                prop_assert!(total.low <= total.high);
                prop_assert_eq!(total.low, items.iter().map(|item| span(item).low).sum::<u32>());
                prop_assert_eq!(total.high, items.iter().map(|item| span(item).high).sum::<u32>());
            }
            prop_assert!(cost.total.year.low >= 12 * facts.rent);
        }

        #[test]
        fn paying_further_ahead_moves_cash_and_changes_no_sum(facts in facts()) {
            let with = |terms: PaymentTerms| TrueCost::of(facts, Some(terms));
            for pair in PaymentTerms::ALL.windows(2) {
                let (sooner, later) = (with(pair[0]), with(pair[1]));
                prop_assert!(sooner.total.first_day.low < later.total.first_day.low);
                prop_assert_eq!(sooner.total.monthly, later.total.monthly);
                prop_assert_eq!(sooner.total.year, later.total.year);
            }
        }

        #[test]
        fn a_sum_is_exact_only_where_nothing_about_it_is_assumed(facts in facts()) {
            let cost = TrueCost::of(facts, None);
            let open = [
                Assumption::AgentFeeAmount,
                Assumption::AgentFeeUnknown,
                Assumption::ServiceFee,
            ];
            let assumed = cost.assumptions.iter().any(|it| open.contains(it));
            prop_assert_eq!(!cost.total.year.is_exact(), assumed);
        }
    }
}
