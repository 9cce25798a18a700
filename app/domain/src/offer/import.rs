//! Homes that a publisher brings in as a file.

use crate::{FieldError, ListingId, account::admin::FieldChange, moderation::queue::NamedValue};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The largest file, in bytes.
pub const IMPORT_BYTES_MAX: usize = 5 * 1024 * 1024;
/// The most homes of a file.
pub const IMPORT_ROWS_MAX: usize = 5_000;
/// Rows on one page of an import, and imports on one page of the list.
pub const IMPORT_PAGE: u32 = 50;
/// The largest archive of photos, in bytes.
pub const IMPORT_ZIP_BYTES_MAX: u64 = 512 * 1024 * 1024;
/// The most entries of an archive, folders included.
pub const IMPORT_ENTRIES_MAX: usize = 2_000;
/// The most bytes that the photos of an archive have once they are unpacked.
pub const IMPORT_UNPACKED_MAX: u64 = 1024 * 1024 * 1024;
/// An import can be taken back for so many hours.
pub const IMPORT_UNDO_HOURS: i64 = 24;

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

crate::listing::words! {
    /// What becomes of a photo of an import.
    ImportPhotoState {
        /// It is added with its home.
        Waiting = "waiting",
        /// Its home has it already.
        Known = "known",
        /// It cannot be added.
        Refused = "refused",
        /// It was added.
        Added = "added",
        /// It was taken away again.
        Removed = "removed",
    }
}

crate::listing::words! {
    /// A part of what an import shows.
    ImportShelf {
        /// Homes that are not there yet.
        New = "new",
        /// Homes that say something else, or get photos.
        Changed = "changed",
        /// Homes that say the same.
        Same = "same",
        /// Rows that cannot be brought in.
        Rejected = "rejected",
        /// Rows that were to be brought in, or taken back, and were not.
        Left = "left",
        /// The photos.
        Photos = "photos",
    }
}

/// How many rows there are of each kind and outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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

/// How many photos there are in each state.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportPhotoCounts {
    /// Those that are to be added.
    pub waiting: u32,
    /// Those that their homes have already.
    pub known: u32,
    /// Those that cannot be added.
    pub refused: u32,
    /// Those that were added.
    pub added: u32,
    /// Those that were taken away again.
    pub removed: u32,
}

impl ImportPhotoCounts {
    /// All of them.
    pub fn total(self) -> u32 {
        self.waiting + self.known + self.refused + self.added + self.removed
    }

    /// Counts `count` more in `state`.
    pub fn count(&mut self, state: ImportPhotoState, count: u32) {
        *match state {
            ImportPhotoState::Waiting => &mut self.waiting,
            ImportPhotoState::Known => &mut self.known,
            ImportPhotoState::Refused => &mut self.refused,
            ImportPhotoState::Added => &mut self.added,
            ImportPhotoState::Removed => &mut self.removed,
        } += count;
    }
}

/// A photo of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportPhoto {
    /// Its name in the archive.
    pub name: String,
    /// What the home is called that it is for; empty where that cannot be told.
    pub external_id: String,
    /// The line of the file that names the home.
    pub line: Option<u32>,
    /// What becomes of it.
    pub state: ImportPhotoState,
    /// Why it is refused.
    pub problem: Option<String>,
}

/// A row of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
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
    /// The headline, as the file says it.
    pub title: String,
    /// What it would change, or changed.
    pub changes: Vec<FieldChange>,
    /// Its photos.
    pub photos: ImportPhotoCounts,
    /// What keeps it from being brought in, by column.
    pub problems: Vec<FieldError>,
}

/// An import, as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportSummary {
    /// Its number.
    pub id: i64,
    /// The name of the file.
    pub file_name: String,
    /// How far it has come.
    pub state: ImportState,
    /// When it was checked.
    #[serde(with = "crate::moment")]
    pub created_at: DateTime<Utc>,
    /// How many rows there are of each kind and outcome.
    pub counts: ImportCounts,
    /// How many photos there are in each state.
    pub photos: ImportPhotoCounts,
}

/// A page of one's imports, the latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportList {
    /// The imports.
    pub imports: Vec<ImportSummary>,
    /// The page shown, from 1.
    pub page: u32,
    /// Number of pages, at least 1.
    pub pages: u32,
}

/// An import, and some of its rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportPage {
    /// Its number.
    pub id: i64,
    /// The name of the file.
    pub file_name: String,
    /// How far it has come.
    pub state: ImportState,
    /// When it was checked.
    #[serde(with = "crate::moment")]
    pub created_at: DateTime<Utc>,
    /// How many rows there are of each kind and outcome.
    pub counts: ImportCounts,
    /// How many photos there are in each state.
    pub photos: ImportPhotoCounts,
    /// For how many minutes more it can be taken back; nothing where it cannot.
    pub undo_minutes: Option<u32>,
    /// The part that is shown; nothing for all rows.
    pub shelf: Option<ImportShelf>,
    /// The page, from 1.
    pub page: u32,
    /// Number of pages, at least 1.
    pub pages: u32,
    /// Its rows.
    pub rows: Vec<ImportLine>,
    /// Its photos, where the part shows these.
    pub photo_list: Vec<ImportPhoto>,
    /// Names of what the changes refer to by numbers.
    pub names: Vec<NamedValue>,
}

/// The column that names a home.
pub const EXTERNAL_ID: &str = "external_id";

/// A column that a file may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportColumn {
    /// The field; also its head in English.
    pub field: &'static str,
    /// Its head in Chinese.
    pub chinese: &'static str,
    /// What it says of the home that stands as an example.
    pub example: &'static str,
    /// The same, as people write it in Chinese.
    pub example_zh: &'static str,
}

const fn column(
    field: &'static str,
    chinese: &'static str,
    example: &'static str,
    example_zh: &'static str,
) -> ImportColumn {
    ImportColumn {
        field,
        chinese,
        example,
        example_zh,
    }
}

/// The columns that a file may have. The examples are one home.
pub const IMPORT_COLUMNS: &[ImportColumn] = &[
    column(EXTERNAL_ID, "房源编号", "A-1001", "A-1001"),
    column("mode", "出租方式", "entire", "整租"),
    column("city", "城市", "110100", "北京市"),
    column("district", "区县", "110105", "朝阳区"),
    column("business_district", "商圈", "", ""),
    column("estate", "小区编号", "", ""),
    column("estate_name", "小区", "望京花园", "望京花园"),
    column("street", "地址", "望京街 9 号", "望京街 9 号"),
    column("lon", "经度", "", ""),
    column("lat", "纬度", "", ""),
    column("rent", "租金", "6500", "6500"),
    column("payment", "付款方式", "quarterly", "押一付三"),
    column("agent_fee", "中介费", "false", "无"),
    column("available_from", "入住日期", "", ""),
    column("area", "面积", "62.5", "62.5"),
    column("rooms", "室", "2", "2"),
    column("halls", "厅", "1", "1"),
    column("baths", "卫", "1", "1"),
    column("floor_number", "楼层", "5", "5"),
    column("floor_total", "总楼层", "18", "18"),
    column("lift", "电梯", "true", "有"),
    column("orientation", "朝向", "south", "南"),
    column("decoration", "装修", "fine", "精装"),
    column("facilities", "设施", "bed,wardrobe", "床、衣柜"),
    column("title", "标题", "望京花园阳光两居", "望京花园阳光两居"),
    column("detail", "描述", "客厅朝南，近地铁。", "客厅朝南，近地铁。"),
    column("tags", "标签", "近地铁", "近地铁"),
];

/// The field that a head of a column stands for: its name, or the Chinese for it.
pub fn import_field(head: &str) -> Option<&'static str> {
    let head = head.trim();
    // What such lists are called elsewhere.
    if head == "外部编号" {
        return Some(EXTERNAL_ID);
    }
    let mut columns = IMPORT_COLUMNS.iter();
    let named =
        |column: &&ImportColumn| head == column.chinese || head.eq_ignore_ascii_case(column.field);
    columns.find(named).map(|column| column.field)
}

#[cfg(test)]
mod tests {
    use super::{super::ListingForm, *};

    #[test]
    fn every_field_has_a_column_and_the_example_can_be_submitted() {
        let mut form = ListingForm::default();
        for column in IMPORT_COLUMNS {
            let field = column.field;
            assert_eq!(import_field(column.chinese), Some(field));
            assert_eq!(import_field(&field.to_uppercase()), Some(field));
            if let Some(kept) = form.field_mut(field) {
                column.example.clone_into(kept);
            }
        }
        assert_eq!(IMPORT_COLUMNS.len(), ListingForm::FIELDS.len() + 1);
        let today = crate::day::parse("2026-11-28").unwrap();
        assert_eq!(form.check(today).err(), None);
    }
}
