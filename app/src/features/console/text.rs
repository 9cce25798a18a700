//! What the console says around its pages.

use crate::locales::{Locale, Text};

type Fixed = &'static str;

/// Texts around the pages of the console.
pub(crate) struct ConsoleText {
    pub(crate) console: Fixed,
    pub(crate) today: Fixed,
    pub(crate) listings: Fixed,
    pub(crate) imports: Fixed,
    pub(crate) enquiries: Fixed,
    pub(crate) viewings: Fixed,
    pub(crate) hours: Fixed,
    pub(crate) profile: Fixed,
}

const ZH_CN: ConsoleText = ConsoleText {
    console: "工作台",
    today: "今日",
    listings: "房源",
    imports: "导入",
    enquiries: "咨询",
    viewings: "看房",
    hours: "接待时间",
    profile: "资料",
};

const EN: ConsoleText = ConsoleText {
    console: "Console",
    today: "Today",
    listings: "Homes",
    imports: "Import",
    enquiries: "Enquiries",
    viewings: "Viewings",
    hours: "Hours",
    profile: "Profile",
};

impl Text {
    /// Texts around the pages of the console.
    pub(crate) fn console(&self) -> &'static ConsoleText {
        match self.locale {
            Locale::ZhCn => &ZH_CN,
            Locale::En => &EN,
        }
    }
}
