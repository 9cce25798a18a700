//! Homes that a publisher brings in as a file.

use super::ListingForm;
use crate::{FieldError, ListingId, account::admin::FieldChange};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The largest file, in bytes.
pub const IMPORT_BYTES_MAX: usize = 5 * 1024 * 1024;
/// The most homes of a file.
pub const IMPORT_ROWS_MAX: usize = 5_000;
/// Rows on one page of an import.
pub const IMPORT_PAGE: u32 = 50;

crate::listing::words! {
    /// How far an import has come.
    ImportState {
        /// It is read and compared; nothing has changed.
        Checked = "checked",
        /// It is done.
        Applied = "applied",
        /// It was taken back.
        Undone = "undone",
    }
}

crate::listing::words! {
    /// What a row of an import means.
    ImportKind {
        /// A home that is not there yet.
        New = "new",
        /// A home that is there and says something else.
        Changed = "changed",
        /// A home that says the same already.
        Same = "same",
        /// It cannot be brought in.
        Rejected = "rejected",
    }
}

crate::listing::words! {
    /// What became of a row of an import.
    ImportOutcome {
        /// Nothing yet.
        Waiting = "waiting",
        /// It was brought in.
        Applied = "applied",
        /// It could not be brought in: somebody changed the home meanwhile.
        Refused = "refused",
        /// It was taken back.
        Undone = "undone",
        /// It was not taken back: somebody changed the home since.
        Kept = "kept",
    }
}

/// How many rows there are of each kind and outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportCounts {
    /// Homes that are not there yet.
    pub new: u32,
    /// Homes that say something else.
    pub changed: u32,
    /// Homes that say the same.
    pub same: u32,
    /// Rows that cannot be brought in.
    pub rejected: u32,
    /// New and changed ones that nothing was done about yet.
    pub waiting: u32,
    /// Those that were brought in.
    pub applied: u32,
    /// Those that could not be brought in.
    pub refused: u32,
    /// Those that were taken back.
    pub undone: u32,
    /// Those that were not taken back.
    pub kept: u32,
}

/// A row of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportLine {
    /// The line of the file on which it begins, the head being line 1.
    pub line: u32,
    /// What its publisher calls the home.
    pub external_id: String,
    /// What it means.
    pub kind: ImportKind,
    /// What became of it.
    pub outcome: ImportOutcome,
    /// The home.
    pub listing: Option<ListingId>,
    /// What it would change, or changed.
    pub changes: Vec<FieldChange>,
    /// What keeps it from being brought in, by column.
    pub problems: Vec<FieldError>,
}

/// An import, and some of its rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportPage {
    /// Its number.
    pub id: i64,
    /// The name of the file.
    pub file_name: String,
    /// How far it has come.
    pub state: ImportState,
    /// When it was checked.
    pub created_at: DateTime<Utc>,
    /// When its last row was brought in.
    pub applied_at: Option<DateTime<Utc>>,
    /// How many rows there are of each kind and outcome.
    pub counts: ImportCounts,
    /// The page, from 1.
    pub page: u32,
    /// Its rows.
    pub rows: Vec<ImportLine>,
}

/// The column that names a home.
pub const EXTERNAL_ID: &str = "external_id";

/// The field that a head of a column stands for: its name, or the Chinese for it.
pub fn import_field(head: &str) -> Option<&'static str> {
    let head = head.trim();
    let chinese = match head {
        "房源编号" | "外部编号" => EXTERNAL_ID,
        "出租方式" => "mode",
        "城市" => "city",
        "区县" => "district",
        "商圈" => "business_district",
        "小区编号" => "estate",
        "小区" => "estate_name",
        "地址" => "street",
        "经度" => "lon",
        "纬度" => "lat",
        "租金" => "rent",
        "付款方式" => "payment",
        "中介费" => "agent_fee",
        "入住日期" => "available_from",
        "面积" => "area",
        "室" => "rooms",
        "厅" => "halls",
        "卫" => "baths",
        "楼层" => "floor_number",
        "总楼层" => "floor_total",
        "电梯" => "lift",
        "朝向" => "orientation",
        "装修" => "decoration",
        "设施" => "facilities",
        "标题" => "title",
        "描述" => "detail",
        "标签" => "tags",
        _ => "",
    };
    if !chinese.is_empty() {
        return Some(chinese);
    }
    let known = |name: &&'static str| name.eq_ignore_ascii_case(head);
    let mut names = ListingForm::FIELDS.iter().copied();
    names
        .find(known)
        .or_else(|| Some(EXTERNAL_ID).filter(known))
}
