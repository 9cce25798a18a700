//! What is said about cost and about how a rent stands. Reached from lazy pages only, so that the
//! first download does not carry it.

use crate::locales::{Locale, Text};
use domain::{Assumption, RentVerdict};

type Fixed = &'static str;

/// Texts of the true cost.
pub(crate) struct CostText {
    /// Reporting the home.
    pub(crate) report: Fixed,
    pub(crate) heading: Fixed,
    /// Terms, cash on the first day, and the deposit in it.
    pub(crate) lead: fn(&str, &str, &str) -> String,
    /// The unit of the table.
    pub(crate) unit: Fixed,
    pub(crate) item: Fixed,
    pub(crate) first_day: Fixed,
    pub(crate) monthly: Fixed,
    pub(crate) year: Fixed,
    pub(crate) rent: Fixed,
    pub(crate) deposit: Fixed,
    pub(crate) agent_fee: Fixed,
    pub(crate) service_fee: Fixed,
    pub(crate) total: Fixed,
    /// How many months of rent the first payment covers.
    pub(crate) months: fn(&str) -> String,
    pub(crate) nothing: Fixed,
    pub(crate) switch: Fixed,
    pub(crate) as_stated: Fixed,
    pub(crate) by_custom: Fixed,
    /// The terms that the listing states, and those that were chosen.
    pub(crate) chosen: fn(&str, &str) -> String,
    pub(crate) chosen_unstated: fn(&str) -> String,
    pub(crate) unknown_terms: Fixed,
    pub(crate) assumptions: Fixed,
    pub(crate) assumption: fn(Assumption) -> Fixed,
    pub(crate) not_counted: Fixed,
    /// The address of the page, to be read.
    pub(crate) address: fn(&str) -> String,
}

/// Texts of how a rent stands among comparable homes.
pub(crate) struct VerdictText {
    pub(crate) verdict: fn(RentVerdict) -> Fixed,
    /// Per cent, and the direction.
    pub(crate) off_median: fn(&str, bool) -> String,
    pub(crate) at_median: Fixed,
    /// Homes, their median, their middle half.
    pub(crate) figures: fn(&str, &str, &str) -> String,
    pub(crate) rule: Fixed,
    pub(crate) caution: Fixed,
    pub(crate) too_few: Fixed,
}

const COST_ZH_CN: CostText = CostText {
    report: "举报",
    heading: "租住成本",
    lead: |terms, first_day, deposit| {
        [
            "按",
            terms,
            "计算，入住当天约付 ",
            first_day,
            " 元，其中押金 ",
            deposit,
            " 元退租时退还。",
        ]
        .concat()
    },
    unit: "单位：元",
    item: "项目",
    first_day: "入住当天",
    monthly: "每月",
    year: "12 个月",
    rent: "租金",
    deposit: "押金（可退）",
    agent_fee: "中介费",
    service_fee: "服务费",
    total: "合计",
    months: |months| [months, " 个月"].concat(),
    nothing: "无",
    switch: "换一种付款方式",
    as_stated: "按房源标注",
    by_custom: "按惯例",
    chosen: |stated, chosen| {
        [
            "房源标注的是",
            stated,
            "，这里按你选的",
            chosen,
            "计算，出租方不一定接受。",
        ]
        .concat()
    },
    chosen_unstated: |chosen| ["房源没有标注付款方式，这里按你选的", chosen, "计算。"].concat(),
    unknown_terms: "链接里的付款方式看不懂，已按房源标注计算。",
    assumptions: "估算依据",
    assumption: |assumption| match assumption {
        Assumption::UsualTerms => "房源没有标注付款方式，按最常见的押一付三估算。",
        Assumption::UsualDeposit => "这种付款方式没有写明押金，按一个月租金估算。",
        Assumption::AgentFeeAmount => {
            "房源收取中介费但没有写明金额，按惯例半个月至一个月租金估算。"
        }
        Assumption::AgentFeeUnknown => "不清楚是否收取中介费，按 0 至一个月租金估算。",
        Assumption::ServiceFee => "托管的合租和公寓可能收服务费，按月租金的 0–10% 估算。",
        Assumption::NoServiceFee => "整租一般不收服务费，按 0 计算。",
    },
    not_counted: "押金不计入 12 个月合计；水电燃气、取暖和网费不在其中。金额以合同为准。",
    address: |address| ["本页地址：", address].concat(),
};

const COST_EN: CostText = CostText {
    report: "Report",
    heading: "What it really costs",
    lead: |terms, first_day, deposit| {
        [
            "With “",
            terms,
            "” you pay about ",
            first_day,
            " CNY on the first day; ",
            deposit,
            " CNY of it is the deposit, which you get back.",
        ]
        .concat()
    },
    unit: "In CNY",
    item: "Item",
    first_day: "First day",
    monthly: "Per month",
    year: "12 months",
    rent: "Rent",
    deposit: "Deposit (refundable)",
    agent_fee: "Agent fee",
    service_fee: "Service fee",
    total: "Total",
    months: |months| match months {
        "1" => "1 month".to_owned(),
        months => [months, " months"].concat(),
    },
    nothing: "none",
    switch: "Try other payment terms",
    as_stated: "As listed",
    by_custom: "Usual terms",
    chosen: |stated, chosen| {
        [
            "The listing says “",
            stated,
            "”. This is counted with “",
            chosen,
            "”, as you chose; the landlord may not agree.",
        ]
        .concat()
    },
    chosen_unstated: |chosen| {
        [
            "The listing states no payment terms. This is counted with “",
            chosen,
            "”, as you chose.",
        ]
        .concat()
    },
    unknown_terms: "The payment terms in the link are unknown; the listing’s own are used.",
    assumptions: "What is estimated",
    assumption: |assumption| match assumption {
        Assumption::UsualTerms => {
            "No payment terms are listed: counted with the most usual ones, one month’s deposit and rent paid quarterly."
        }
        Assumption::UsualDeposit => {
            "These terms leave the deposit open: counted with one month’s rent."
        }
        Assumption::AgentFeeAmount => {
            "An agent fee is due but its amount is not listed: usually half a month’s to one month’s rent."
        }
        Assumption::AgentFeeUnknown => {
            "It is not listed whether an agent fee is due: counted as nothing to one month’s rent."
        }
        Assumption::ServiceFee => {
            "Managed rooms and apartments may charge a service fee: counted as 0–10% of the rent."
        }
        Assumption::NoServiceFee => "Whole homes usually charge no service fee: counted as 0.",
    },
    not_counted: "The deposit is not part of the 12 months. Water, power, gas, heating and internet are not included. The contract decides.",
    address: |address| ["Address of this page: ", address].concat(),
};

const VERDICT_ZH_CN: VerdictText = VerdictText {
    verdict: |verdict| match verdict {
        RentVerdict::Below => "租金偏低",
        RentVerdict::Typical => "租金适中",
        RentVerdict::Above => "租金偏高",
    },
    off_median: |percent, above| {
        ["比中位数", if above { "高 " } else { "低 " }, percent, "%"].concat()
    },
    at_median: "与中位数持平",
    figures: |count, median, half| {
        ["同类 ", count, " 套，中位数 ", median, "，中间一半 ", half].concat()
    },
    rule: "怎么判断：在中间一半以外、且与中位数相差 5% 以上，才算偏低或偏高。同类不足 8 套时不作判断。",
    caution: "租金明显低于同类时，请先核实房源和发布人，付款前实地看房。",
    too_few: "同类太少，不作判断",
};

const VERDICT_EN: VerdictText = VerdictText {
    verdict: |verdict| match verdict {
        RentVerdict::Below => "Below typical",
        RentVerdict::Typical => "Typical rent",
        RentVerdict::Above => "Above typical",
    },
    off_median: |percent, above| {
        [
            percent,
            if above {
                "% above the median"
            } else {
                "% below the median"
            },
        ]
        .concat()
    },
    at_median: "at the median",
    figures: |count, median, half| {
        [
            count,
            " comparable homes, median ",
            median,
            ", middle half ",
            half,
        ]
        .concat()
    },
    rule: "How this is judged: a rent outside the middle half and at least 5% off the median is below or above typical. With fewer than 8 comparable homes nothing is said.",
    caution: "Where a rent is far below comparable homes, check the home and who offers it, and see it before you pay.",
    too_few: "Too few to compare",
};

impl Text {
    /// Texts of the true cost.
    pub(crate) fn cost(&self) -> &'static CostText {
        match self.locale {
            Locale::ZhCn => &COST_ZH_CN,
            Locale::En => &COST_EN,
        }
    }

    /// Texts of how a rent stands among comparable homes.
    pub(crate) fn verdict(&self) -> &'static VerdictText {
        match self.locale {
            Locale::ZhCn => &VERDICT_ZH_CN,
            Locale::En => &VERDICT_EN,
        }
    }
}
