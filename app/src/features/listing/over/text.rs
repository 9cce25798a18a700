//! What is said of a home that is not offered any more.

use crate::locales::Text;
use domain::ListingStatus;

/// Texts of the page of a home that cannot be rented now.
pub(crate) struct OverText {
    /// What happened, as a title and as a sentence.
    pub(crate) title: fn(ListingStatus) -> &'static str,
    pub(crate) explanation: fn(ListingStatus) -> &'static str,
    /// The day it happened.
    pub(crate) since: fn(&str) -> String,
    /// The title of the page, from the home's.
    pub(crate) page_title: fn(&str, &str) -> String,
    pub(crate) others: &'static str,
}

impl Text {
    /// The texts of this feature: in the code of its pages, not in that of every page.
    pub(crate) fn over(&self) -> &'static OverText {
        self.locale.pick(&ZH_CN, &EN)
    }
}

static ZH_CN: OverText = OverText {
    title: |status| match status {
        ListingStatus::Reserved => "已被预订",
        ListingStatus::Let => "已出租",
        ListingStatus::Withdrawn => "已下架",
        _ => "已过期",
    },
    explanation: |status| match status {
        ListingStatus::Reserved => "有人预订了这套房。若对方放弃，它会重新开放。",
        ListingStatus::Let => "这套房已经租出去了，资料留在这里供参考。",
        ListingStatus::Withdrawn => "经纪人已撤下这套房。",
        _ => "这套房很久没有人确认是否还在出租，所以不再展示。",
    },
    since: |day| [day, " 起"].concat(),
    page_title: |status, home| [status, "：", home].concat(),
    others: "看看附近类似的房源",
};

static EN: OverText = OverText {
    title: |status| match status {
        ListingStatus::Reserved => "Reserved",
        ListingStatus::Let => "Already let",
        ListingStatus::Withdrawn => "Taken down",
        _ => "Expired",
    },
    explanation: |status| match status {
        ListingStatus::Reserved => {
            "Somebody has reserved this home. It opens again if they step back."
        }
        ListingStatus::Let => "This home has been let. Its details stay here for reference.",
        ListingStatus::Withdrawn => "The agent has taken this home off the market.",
        _ => "Nobody has confirmed for a while that this home is still on offer.",
    },
    since: |day| ["Since ", day].concat(),
    page_title: |status, home| [status, ": ", home].concat(),
    others: "See similar homes nearby",
};
