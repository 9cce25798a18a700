//! What the comparison says.

use crate::locales::{Locale, Text};
use domain::CompareIssue;

type Fixed = &'static str;

/// Texts of the comparison.
pub(crate) struct CompareText {
    pub(crate) heading: Fixed,
    /// With the number of homes.
    pub(crate) title: fn(&str) -> String,
    pub(crate) description: Fixed,
    pub(crate) table: Fixed,
    pub(crate) feature: Fixed,
    pub(crate) photo: Fixed,
    pub(crate) rent: Fixed,
    pub(crate) rent_per_area: Fixed,
    pub(crate) verdict: Fixed,
    pub(crate) first_day: Fixed,
    pub(crate) deposit: Fixed,
    pub(crate) monthly: Fixed,
    pub(crate) year: Fixed,
    pub(crate) tags: Fixed,
    pub(crate) place: Fixed,
    pub(crate) unknown: Fixed,
    pub(crate) list_gap: Fixed,
    pub(crate) sentence_gap: Fixed,
    pub(crate) differs: Fixed,
    pub(crate) only_different: Fixed,
    pub(crate) all_rows: Fixed,
    pub(crate) none_different: Fixed,
    pub(crate) legend: Fixed,
    pub(crate) remove: fn(&str) -> String,
    pub(crate) remove_short: Fixed,
    pub(crate) no_such_home: Fixed,
    pub(crate) home_number: fn(&str) -> String,
    pub(crate) issue: fn(CompareIssue) -> Fixed,
    pub(crate) empty_title: Fixed,
    pub(crate) empty: Fixed,
    pub(crate) find_homes: Fixed,
    pub(crate) add_another: Fixed,
    pub(crate) costs: Fixed,
}

const ZH_CN: CompareText = CompareText {
    heading: "对比房源",
    title: |count| ["对比 ", count, " 套房源"].concat(),
    description: "并排比较租金、租住成本、面积、楼层、配套和位置，不同之处一眼看清。",
    table: "房源对比表",
    feature: "对比项",
    photo: "照片",
    rent: "租金",
    rent_per_area: "每平米租金",
    verdict: "租金水平",
    first_day: "入住当天",
    deposit: "押金",
    monthly: "每月支出",
    year: "12 个月支出",
    tags: "标签",
    place: "位置",
    unknown: "未标注",
    list_gap: "、",
    sentence_gap: "；",
    differs: "不同",
    only_different: "只看不同",
    all_rows: "显示全部",
    none_different: "这些房源在所有对比项上都相同。",
    legend: "带「≠」的行，各房源不一样。",
    remove: |title| ["移除：", title].concat(),
    remove_short: "移除",
    no_such_home: "没有这套房源",
    home_number: |id| ["房源 ", id].concat(),
    issue: |issue| match issue {
        CompareIssue::Malformed => "链接里有看不懂的房源编号，已忽略。",
        CompareIssue::TooMany => "最多同时对比 4 套，这里显示前 4 套。",
        CompareIssue::UnknownPayment => "链接里的付款方式看不懂，已按各房源标注计算。",
    },
    empty_title: "还没有选择房源",
    empty: "在房源卡片或房源页点「对比」，最多选 4 套，就能在这里并排比较。",
    find_homes: "去找房",
    add_another: "再选一套才能看出不同。",
    costs: "租住成本按各房源标注或惯例估算，明细见房源页。",
};

const EN: CompareText = CompareText {
    heading: "Compare homes",
    title: |count| match count {
        "1" => "Compare 1 home".to_owned(),
        count => ["Compare ", count, " homes"].concat(),
    },
    description: "Rent, true cost, area, floor, facilities and place side by side, with differences marked.",
    table: "Homes side by side",
    feature: "Feature",
    photo: "Photo",
    rent: "Rent",
    rent_per_area: "Rent per m²",
    verdict: "Rent level",
    first_day: "First day",
    deposit: "Deposit",
    monthly: "Cost per month",
    year: "Cost over 12 months",
    tags: "Tags",
    place: "Place",
    unknown: "not listed",
    list_gap: ", ",
    sentence_gap: "; ",
    differs: "differs",
    only_different: "Only differences",
    all_rows: "Show all rows",
    none_different: "These homes agree in every row.",
    legend: "Rows with “≠” differ between the homes.",
    remove: |title| ["Remove: ", title].concat(),
    remove_short: "Remove",
    no_such_home: "There is no such home",
    home_number: |id| ["Home ", id].concat(),
    issue: |issue| match issue {
        CompareIssue::Malformed => "The link names homes that cannot be read; they were left out.",
        CompareIssue::TooMany => "At most 4 homes stand side by side; these are the first 4.",
        CompareIssue::UnknownPayment => {
            "The payment terms in the link are unknown; each listing’s own are used."
        }
    },
    empty_title: "No homes chosen yet",
    empty: "Press “Compare” on a card or on a home’s page. Up to 4 homes stand side by side here.",
    find_homes: "Find homes",
    add_another: "Choose another home to see differences.",
    costs: "Costs follow what each listing states, else custom; the items are on the home’s page.",
};

impl Text {
    /// Texts of the comparison.
    pub(crate) fn compare(&self) -> &'static CompareText {
        match self.locale {
            Locale::ZhCn => &ZH_CN,
            Locale::En => &EN,
        }
    }
}
