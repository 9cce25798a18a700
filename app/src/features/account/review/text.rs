//! What the page says on which a renter reviews an agent.

use crate::locales::Locale;

type Fixed = &'static str;

/// Texts of the page.
pub(super) struct ReviewText {
    pub(super) review: Fixed,
    pub(super) home: Fixed,
    pub(super) agent: Fixed,
    pub(super) when: Fixed,
    pub(super) stars: fn(u8) -> Fixed,
    pub(super) body_hint: Fixed,
    pub(super) send: Fixed,
    pub(super) reviewed: Fixed,
    pub(super) thanks: Fixed,
}

const ZH_CN: ReviewText = ReviewText {
    review: "评价看房",
    home: "房源",
    agent: "经理人",
    when: "看房时间",
    stars: |stars| match stars {
        1 => "1 星",
        2 => "2 星",
        3 => "3 星",
        4 => "4 星",
        _ => "5 星",
    },
    body_hint: "选填，最多 500 个字。所有人都能看到，姓名只显示姓氏。",
    send: "提交评价",
    reviewed: "这次看房已经评价过了，评价不能再改。",
    thanks: "谢谢，评价已提交。",
};

const EN: ReviewText = ReviewText {
    review: "Review a viewing",
    home: "Home",
    agent: "Agent",
    when: "When you viewed it",
    stars: |stars| match stars {
        1 => "1 star",
        2 => "2 stars",
        3 => "3 stars",
        4 => "4 stars",
        _ => "5 stars",
    },
    body_hint: "Optional, up to 500 characters. Everybody can read it; of your name only the first character shows.",
    send: "Send the review",
    reviewed: "You have reviewed this viewing; a review stays as it is.",
    thanks: "Thank you, your review is in.",
};

/// In the language `locale`.
pub(super) const fn of(locale: Locale) -> &'static ReviewText {
    match locale {
        Locale::ZhCn => &ZH_CN,
        Locale::En => &EN,
    }
}
