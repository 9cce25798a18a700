//! What renters read who report a home.

use crate::locales::{Locale, Text};
use domain::moderation::{ReportReason, ReportStatus};

type Fixed = &'static str;

/// Texts of reports.
pub(crate) struct ReportText {
    pub(crate) report: Fixed,
    pub(crate) reports: Fixed,
    pub(crate) about: Fixed,
    pub(crate) open_already: Fixed,
    pub(crate) see_reports: Fixed,
    pub(crate) send: Fixed,
    pub(crate) note_hint: Fixed,
    pub(crate) none: Fixed,
    pub(crate) home: Fixed,
    pub(crate) reported_at: Fixed,
    pub(crate) due_at: Fixed,
    pub(crate) status: Fixed,
    pub(crate) sent: Fixed,
    pub(crate) reason: fn(ReportReason) -> Fixed,
    pub(crate) report_status: fn(ReportStatus) -> Fixed,
}

const ZH_CN: ReportText = ReportText {
    report: "举报房源",
    reports: "我的举报",
    about: "我们会在 24 小时内核实并答复。属实的房源会被下架，发布者会被记分。",
    open_already: "你已经举报过这套房源，正在处理。",
    see_reports: "查看我的举报",
    send: "提交举报",
    note_hint: "发生了什么，最多 500 字。选“其他”时必填。",
    none: "你还没有举报过房源。",
    home: "房源",
    reported_at: "举报时间",
    due_at: "最晚答复",
    status: "状态",
    sent: "举报已提交，我们会在 24 小时内答复。",
    reason: |reason| match reason {
        ReportReason::NotAvailable => "已租出或不存在",
        ReportReason::WrongPrice => "价格与实际不符",
        ReportReason::WrongPhotos => "图片与实际不符",
        ReportReason::WrongPlace => "位置与实际不符",
        ReportReason::Duplicate => "重复房源",
        ReportReason::Fraud => "冒充房东或诈骗",
        ReportReason::Other => "其他",
    },
    report_status: |status| match status {
        ReportStatus::Open => "处理中",
        ReportStatus::Upheld => "属实，已下架",
        ReportStatus::Dismissed => "未发现问题",
    },
};

const EN: ReportText = ReportText {
    report: "Report a home",
    reports: "My reports",
    about: "We look at it and answer within 24 hours. A home that is false is taken down, and its publisher gets a strike.",
    open_already: "You reported this home already; it is being looked at.",
    see_reports: "See my reports",
    send: "Send the report",
    note_hint: "What happened, in 500 characters at most. Needed when you choose “Something else”.",
    none: "You have not reported any home yet.",
    home: "Home",
    reported_at: "Reported",
    due_at: "Answer due",
    status: "Status",
    sent: "Your report is in. We answer within 24 hours.",
    reason: |reason| match reason {
        ReportReason::NotAvailable => "Let already, or not there",
        ReportReason::WrongPrice => "The price is wrong",
        ReportReason::WrongPhotos => "The photos are wrong",
        ReportReason::WrongPlace => "The place is wrong",
        ReportReason::Duplicate => "It is there twice",
        ReportReason::Fraud => "A false landlord, or fraud",
        ReportReason::Other => "Something else",
    },
    report_status: |status| match status {
        ReportStatus::Open => "Being looked at",
        ReportStatus::Upheld => "Right: taken down",
        ReportStatus::Dismissed => "Nothing found",
    },
};

impl Text {
    /// Texts of reports.
    pub(crate) fn report(&self) -> &'static ReportText {
        match self.locale {
            Locale::ZhCn => &ZH_CN,
            Locale::En => &EN,
        }
    }
}
