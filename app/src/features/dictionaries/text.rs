//! What the pages of dictionaries say.

use crate::locales::{Locale, Text};
use domain::{DivisionLevel, moderation::DictionaryKind};

type Fixed = &'static str;

/// Texts of dictionaries.
pub(crate) struct DictionaryText {
    pub(crate) dictionaries: Fixed,
    pub(crate) kind: fn(DictionaryKind) -> Fixed,
    pub(crate) find: Fixed,
    pub(crate) none: Fixed,
    pub(crate) number: Fixed,
    pub(crate) level: Fixed,
    pub(crate) level_word: fn(DivisionLevel) -> Fixed,
    pub(crate) lies_in: Fixed,
    pub(crate) business_district: Fixed,
    pub(crate) hot: Fixed,
    pub(crate) is_hot: Fixed,
    pub(crate) checked: Fixed,
    pub(crate) unchecked: Fixed,
    pub(crate) is_checked: Fixed,
    pub(crate) suggested_by: Fixed,
    pub(crate) add: Fixed,
    pub(crate) code: Fixed,
    pub(crate) code_hint: Fixed,
    pub(crate) division_hint: Fixed,
    pub(crate) province_hint: Fixed,
    pub(crate) entry: Fixed,
    pub(crate) accept: Fixed,
    pub(crate) accept_about: Fixed,
    pub(crate) merge: Fixed,
    pub(crate) merge_about: Fixed,
    pub(crate) delete: Fixed,
    pub(crate) uses: fn(&str, &str, &str) -> String,
    pub(crate) unused: Fixed,
    pub(crate) builtin: Fixed,
    pub(crate) see_homes: Fixed,
    pub(crate) back: Fixed,
    /// What was just done, by its word in the address.
    pub(crate) done: fn(&str) -> Option<Fixed>,
}

const ZH_CN: DictionaryText = DictionaryText {
    dictionaries: "字典",
    kind: |kind| match kind {
        DictionaryKind::Divisions => "行政区划",
        DictionaryKind::BusinessDistricts => "商圈",
        DictionaryKind::Estates => "小区",
        DictionaryKind::FloorPlans => "户型",
        DictionaryKind::Tags => "标签",
    },
    find: "名称或编号",
    none: "没有符合条件的条目。",
    number: "编号",
    level: "级别",
    level_word: |level| match level {
        DivisionLevel::Province => "省级",
        DivisionLevel::City => "市级",
        DivisionLevel::District => "区县级",
    },
    lies_in: "所在区划",
    business_district: "所属商圈",
    hot: "热度",
    is_hot: "热门城市",
    checked: "核对",
    unchecked: "待核对",
    is_checked: "已核对",
    suggested_by: "提出者",
    add: "新增",
    code: "区划代码",
    code_hint: "GB/T 2260 的六位代码，以后不能改。",
    division_hint: "区县的代码；不清楚区县时填城市的代码。",
    province_hint: "省级留空，市级填省的代码，区县级填市的代码。",
    entry: "字典条目",
    accept: "核对无误",
    accept_about: "这个小区是发布房源时新填的，还没有人核对。可以直接确认、改名，或合并到已有的小区。",
    merge: "合并",
    merge_about: "房源和服务它的经理人都会移过去，以后用这个名称的也归到那里。不能撤销。",
    delete: "删除",
    uses: |listings, places, others| {
        [
            "被 ",
            listings,
            " 套房源、",
            places,
            " 个下级地点、",
            others,
            " 项其他内容使用，不能删除。",
        ]
        .concat()
    },
    unused: "没有内容在用它，可以删除；删除后不能恢复。",
    builtin: "系统按它归类房源，可以改名，不能删除。",
    see_homes: "查看公开页面",
    back: "返回列表",
    done: |what| {
        Some(match what {
            "added" => "条目已新增。",
            "changed" => "条目已保存，搜索和页面马上就会更新。",
            "deleted" => "条目已删除。",
            "merged" => "小区已合并。",
            "accepted" => "小区已核对。",
            _ => return None,
        })
    },
};

const EN: DictionaryText = DictionaryText {
    dictionaries: "Dictionaries",
    kind: |kind| match kind {
        DictionaryKind::Divisions => "Divisions",
        DictionaryKind::BusinessDistricts => "Business districts",
        DictionaryKind::Estates => "Estates",
        DictionaryKind::FloorPlans => "Floor plans",
        DictionaryKind::Tags => "Tags",
    },
    find: "Name or number",
    none: "Nothing is like that.",
    number: "Number",
    level: "Level",
    level_word: |level| match level {
        DivisionLevel::Province => "Province",
        DivisionLevel::City => "City",
        DivisionLevel::District => "District",
    },
    lies_in: "Lies in",
    business_district: "Business district",
    hot: "How much it is asked for",
    is_hot: "Among the cities people ask for most",
    checked: "Checked",
    unchecked: "To be checked",
    is_checked: "Checked",
    suggested_by: "Named by",
    add: "Add",
    code: "Code",
    code_hint: "Six digits of GB/T 2260; it stays.",
    division_hint: "The code of the district, or of the city where the district is not known.",
    province_hint: "Empty for a province, the province’s code for a city, the city’s for a district.",
    entry: "Entry of a dictionary",
    accept: "It is right",
    accept_about: "Somebody named this estate while publishing a home, and nobody has checked it yet. Accept it, rename it, or merge it into one that is there.",
    merge: "Merge",
    merge_about: "Its homes and the agents who serve it move there, and so does whoever names it from now on. This cannot be undone.",
    delete: "Delete",
    uses: |listings, places, others| {
        [
            "Used by ",
            listings,
            " homes, ",
            places,
            " places and ",
            others,
            " other things; it cannot be deleted.",
        ]
        .concat()
    },
    unused: "Nothing uses it; it can be deleted, for good.",
    builtin: "Homes are sorted by it. It can be renamed, not deleted.",
    see_homes: "See its public page",
    back: "Back to the list",
    done: |what| {
        Some(match what {
            "added" => "It is added.",
            "changed" => "It is saved; searches and pages follow at once.",
            "deleted" => "It is deleted.",
            "merged" => "The estates are merged.",
            "accepted" => "The estate is checked.",
            _ => return None,
        })
    },
};

impl Text {
    /// Texts of dictionaries.
    pub(crate) fn dictionary(&self) -> &'static DictionaryText {
        match self.locale {
            Locale::ZhCn => &ZH_CN,
            Locale::En => &EN,
        }
    }
}
