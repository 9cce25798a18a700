//! What the admins' pages of agents say.

use crate::locales::Locale;
use domain::agents::LicenceState;

type Fixed = &'static str;

/// Texts of the admins' pages of agents.
pub(in crate::features::admin) struct AgentsText {
    pub(in crate::features::admin) licences: Fixed,
    pub(super) state: fn(LicenceState) -> Fixed,
    pub(super) no_licences: Fixed,
    pub(super) agent: Fixed,
    pub(super) file: Fixed,
    pub(super) picture: Fixed,
    pub(super) accept: Fixed,
    pub(super) reject: Fixed,
    pub(super) reason: Fixed,
    pub(super) reviews: Fixed,
    pub(super) no_reviews: Fixed,
    pub(super) author: Fixed,
    pub(super) stars: Fixed,
    pub(super) hide: Fixed,
    pub(super) show: Fixed,
    pub(super) public_page: Fixed,
    /// What was just done, by its word in the address.
    pub(super) done: fn(&str) -> Option<Fixed>,
}

const ZH_CN: AgentsText = AgentsText {
    licences: "从业证书",
    state: |state| match state {
        LicenceState::InReview => "待审核",
        LicenceState::Accepted => "已通过",
        LicenceState::Rejected => "未通过",
    },
    no_licences: "这里没有证书。",
    agent: "经理人",
    file: "文件",
    picture: "图片",
    accept: "通过",
    reject: "不通过",
    reason: "不通过的原因",
    reviews: "租客评价",
    no_reviews: "还没有评价。",
    author: "租客",
    stars: "满意 / 真实 / 专业",
    hide: "隐藏",
    show: "恢复",
    public_page: "查看公开主页",
    done: |what| {
        Some(match what {
            "accepted" => "证书已通过，经理人显示为已认证。",
            "rejected" => "证书未通过，原因已告知经理人。",
            "review" => "已保存，星级已重新计算。",
            _ => return None,
        })
    },
};

const EN: AgentsText = AgentsText {
    licences: "Licences",
    state: |state| match state {
        LicenceState::InReview => "To be checked",
        LicenceState::Accepted => "Accepted",
        LicenceState::Rejected => "Rejected",
    },
    no_licences: "There are no licences here.",
    agent: "Agent",
    file: "File",
    picture: "Picture",
    accept: "Accept",
    reject: "Reject",
    reason: "Why it is rejected",
    reviews: "Reviews by renters",
    no_reviews: "There are no reviews yet.",
    author: "Renter",
    stars: "Satisfied / truthful / competent",
    hide: "Hide",
    show: "Show again",
    public_page: "See the public page",
    done: |what| {
        Some(match what {
            "accepted" => "The licence is accepted; the agent counts as certified.",
            "rejected" => "The licence is rejected; the agent is told why.",
            "review" => "Saved. The stars were counted anew.",
            _ => return None,
        })
    },
};

/// In the language `locale`.
pub(in crate::features::admin) const fn of(locale: Locale) -> &'static AgentsText {
    match locale {
        Locale::ZhCn => &ZH_CN,
        Locale::En => &EN,
    }
}
