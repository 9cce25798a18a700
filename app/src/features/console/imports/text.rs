//! What the pages of imports say.

use crate::locales::Locale;
use domain::offer::{
    ImportCounts, ImportKind, ImportOutcome, ImportPhotoCounts, ImportPhotoState, ImportShelf,
    ImportState,
};

type Fixed = &'static str;

/// Texts of the pages of imports.
pub(super) struct ImportsText {
    pub(super) heading: Fixed,
    pub(super) one: Fixed,
    pub(super) back: Fixed,
    pub(super) list: Fixed,
    pub(super) none_yet: Fixed,
    pub(super) unnamed: Fixed,
    pub(super) file: Fixed,
    pub(super) when: Fixed,
    pub(super) state_head: Fixed,
    pub(super) rows: Fixed,
    pub(super) state: fn(ImportState, ImportCounts) -> String,
    pub(super) counts: fn(ImportCounts, ImportPhotoCounts) -> String,
    pub(super) new: Fixed,
    pub(super) about: Fixed,
    pub(super) template: Fixed,
    pub(super) label: fn(&str) -> Fixed,
    pub(super) file_hint: Fixed,
    pub(super) photos_hint: Fixed,
    pub(super) check: Fixed,
    pub(super) help: Fixed,
    pub(super) rules: &'static [Fixed],
    pub(super) columns: Fixed,
    pub(super) head_chinese: Fixed,
    pub(super) head_english: Fixed,
    pub(super) meaning: Fixed,
    pub(super) takes: Fixed,
    pub(super) example: Fixed,
    pub(super) required: Fixed,
    pub(super) needed: fn(&str) -> bool,
    pub(super) values: fn(&str) -> Fixed,
    pub(super) external_id: Fixed,
    pub(super) problem: fn(&str) -> Option<Fixed>,
    pub(super) done: fn(&str) -> Option<Fixed>,
    pub(super) differences: Fixed,
    pub(super) shelf: fn(Option<ImportShelf>) -> Fixed,
    pub(super) none_here: Fixed,
    pub(super) nothing_to_do: Fixed,
    pub(super) apply_heading: Fixed,
    pub(super) will: fn(ImportCounts, ImportPhotoCounts) -> Vec<String>,
    pub(super) sure: Fixed,
    pub(super) apply: Fixed,
    pub(super) go_on: Fixed,
    pub(super) progress: fn(&str, &str) -> String,
    pub(super) undo_heading: Fixed,
    pub(super) undo_left: fn(u32, u32) -> String,
    pub(super) undo_about: Fixed,
    pub(super) sure_undo: Fixed,
    pub(super) undo: Fixed,
    pub(super) too_late: Fixed,
    pub(super) line: Fixed,
    pub(super) kind_head: Fixed,
    pub(super) what: Fixed,
    pub(super) kind: fn(ImportKind) -> Fixed,
    pub(super) outcome: fn(ImportOutcome) -> Fixed,
    pub(super) all_of_it: Fixed,
    pub(super) photos: Fixed,
    pub(super) photo_name: Fixed,
    pub(super) photo_counts: fn(ImportPhotoCounts) -> String,
    pub(super) photo_state: fn(ImportPhotoState) -> Fixed,
}

/// The texts in this language.
pub(super) fn of(locale: Locale) -> &'static ImportsText {
    match locale {
        Locale::ZhCn => &ZH_CN,
        Locale::En => &EN,
    }
}

fn needed(field: &str) -> bool {
    matches!(
        field,
        "external_id"
            | "mode"
            | "city"
            | "district"
            | "estate_name"
            | "rent"
            | "area"
            | "rooms"
            | "title"
    )
}

/// Those of these parts that count something, one after the other.
fn parts(parts: &[(u32, Fixed, Fixed)], between: &str) -> String {
    let said = parts.iter().filter(|(count, _, _)| *count > 0);
    let said: Vec<String> = said
        .map(|(count, before, after)| [*before, &count.to_string(), *after].concat())
        .collect();
    said.join(between)
}

const ZH_CN: ImportsText = ImportsText {
    heading: "批量导入",
    one: "导入的内容",
    back: "全部导入",
    list: "导入记录",
    none_yet: "还没有导入过。",
    unnamed: "未命名的文件",
    file: "文件",
    when: "时间",
    state_head: "进度",
    rows: "内容",
    state: |state, counts| {
        match state {
            ImportState::Checked if counts.waiting == 0 => "没有变化",
            ImportState::Checked if counts.applied + counts.refused > 0 => "导入了一部分",
            ImportState::Checked => "已比对，还没导入",
            ImportState::Applied => "已导入",
            ImportState::Undone => "已撤销",
        }
        .to_owned()
    },
    counts: |counts, photos| {
        parts(
            &[
                (counts.new, "新增 ", ""),
                (counts.changed, "修改 ", ""),
                (counts.same, "相同 ", ""),
                (counts.rejected, "不能导入 ", ""),
                (photos.total(), "照片 ", ""),
            ],
            "，",
        )
    },
    new: "上传文件",
    about: "上传后先比对，列出会新增、修改和不能导入的房源；确认之前什么都不会改动，导入后一天内可以整批撤销。",
    template: "下载模板（CSV）",
    label: |field| match field {
        "file" => "房源表格（CSV）",
        "photos" => "照片压缩包（zip）",
        "sure" => "确认",
        _ => "表格",
    },
    file_hint: "最大 5 MB，最多 5,000 套。Excel 里请另存为“CSV UTF-8”；GBK 编码也能识别。",
    photos_hint: "照片放在以房源编号命名的文件夹里，例如 A-1001/1.jpg；或者文件名以编号开头，例如 A-1001_1.jpg。按数字排序，第一张是主图。压缩包最大 512 MB，每张最大 20 MB，每套最多 30 张。",
    check: "上传并比对",
    help: "表格怎么填",
    rules: &[
        "第一行是列名，中文或英文都可以；不需要的列可以去掉，列的顺序不限。",
        "每套房源用“房源编号”区分：编号没出现过的是新增，出现过的是修改。同一个文件可以反复导入，不会重复。",
        "没有的列保持原来的内容；有列但留空，会把那一项清空。",
        "新增的房源和重要的修改要先审核，只改租金、付款方式等会马上公开。",
        "压缩包里的照片只会增加，不会替换；已经有的照片不会再加一次。",
    ],
    columns: "可以用的列",
    head_chinese: "中文列名",
    head_english: "英文列名",
    meaning: "内容",
    takes: "可以填",
    example: "示例",
    required: "必填",
    needed,
    values: |field| match field {
        "mode" => "整租、合租、独栋公寓",
        "city" => "城市名或代码",
        "district" => "区县名或代码",
        "business_district" | "estate" => "系统里的编号，可以不填",
        "estate_name" => "小区名称，没有的会在审核后建立",
        "lon" | "lat" => "WGS-84 坐标",
        "rent" => "每月多少元",
        "payment" => "押一付一、双月付、押一付三、半年付、年付",
        "agent_fee" | "lift" => "有、无",
        "available_from" => "像 2026-12-01；留空表示随时",
        "area" => "平方米",
        "rooms" | "halls" | "baths" | "floor_number" | "floor_total" => "数字",
        "orientation" => "南、东南……可以有几个",
        "decoration" => "毛坯、简装、精装、豪装",
        "facilities" => "床、衣柜……用顿号分开",
        "tags" => "用顿号分开，最多 10 个",
        "external_id" => "自己定，最多 64 个字",
        _ => "文字",
    },
    external_id: "房源编号",
    problem: |code| {
        Some(match code {
            "file_too_large" => "文件太大，最大 5 MB",
            "file_cut" => "文件没有传完，请再传一次",
            "not_utf8" => "看不懂文件的编码，请在 Excel 里另存为“CSV UTF-8”",
            "not_csv" => "这不是 CSV 文件，请在 Excel 里另存为“CSV UTF-8”",
            "unknown_column" => "有不认识的列名，请对照模板修改或删掉那一列",
            "column_twice" => "有两列是同一个内容，请删掉一列",
            "no_external_id" => "没有“房源编号”这一列",
            "too_many_rows" => "超过 5,000 套，请分成几个文件",
            "wrong_columns" => "这一行的列数和第一行不一样",
            "twice" => "这个编号在前面已经出现过",
            "changed_since" => "比对之后被改动过，没有处理",
            "too_late" => "导入超过一天，不能再撤销",
            "not_sure" => "请先勾选确认",
            "zip_too_large" => "压缩包太大，最大 512 MB",
            "zip_cut" => "压缩包没有传完，请再传一次",
            "zip_unreadable" => "这不是 zip 压缩包，或者文件不完整",
            "zip_too_many" => "压缩包里的文件超过 2,000 个，请分成几个",
            "zip_overlaps" => "压缩包的结构不正常，请重新压缩",
            "zip_bomb" => "压缩包解开后超过 1 GB，请分成几个",
            "zip_empty" => "压缩包里没有照片",
            "photo_path" => "文件名指到了压缩包外面，或者含有反斜杠、盘符",
            "photo_link" => "这是一个链接，不是照片",
            "photo_encrypted" => "加了密码，打不开",
            "photo_packed" => "压缩方式不支持，请用普通的 zip 重新压缩",
            "photo_broken" => "在压缩包里已经损坏",
            "photo_archive" => "这是另一个压缩包，请把里面的照片直接放进来",
            "photo_home_unknown" => "表格里没有这个房源编号",
            "photo_home_rejected" => "这套房源不能导入，照片也没有处理",
            "photo_home_refused" => "这套房源没有导入，照片也没有处理",
            "photo_twice" => "和同一套房源的另一张完全一样",
            _ => return None,
        })
    },
    done: |done| {
        Some(match done {
            "checked" => "已比对，请看下面的变化，确认后再导入。",
            "applied" => "已导入。新增的和重要的修改正在等审核。",
            "going_on" => "已导入一部分，请继续。",
            "undone" => "已撤销。没能撤销的列在“没有处理”里。",
            "going_back" => "已撤销一部分，请继续。",
            _ => return None,
        })
    },
    differences: "变化",
    shelf: |shelf| match shelf {
        None => "全部",
        Some(ImportShelf::New) => "新增",
        Some(ImportShelf::Changed) => "修改",
        Some(ImportShelf::Same) => "相同",
        Some(ImportShelf::Rejected) => "不能导入",
        Some(ImportShelf::Left) => "没有处理",
        Some(ImportShelf::Photos) => "照片",
    },
    none_here: "这里没有内容。",
    nothing_to_do: "和现有的房源完全一样，或者都不能导入，没有要做的。",
    apply_heading: "确认导入",
    will: |counts, photos| {
        [
            (counts.new, " 套新房源会建立并提交审核"),
            (
                counts.changed,
                " 套房源会修改：只改租金、付款方式等的马上公开，其余的先审核",
            ),
            (photos.waiting, " 张照片会加到房源里"),
            (counts.rejected, " 行不能导入，会跳过"),
            (photos.refused, " 张照片不能用，会跳过"),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, says)| [&count.to_string(), says].concat())
        .collect()
    },
    sure: "变化我已经看过，确认导入",
    apply: "导入",
    go_on: "继续导入",
    progress: |done, all| [done, " / ", all, " 套已处理"].concat(),
    undo_heading: "撤销这次导入",
    undo_left: |hours, minutes| match hours {
        0 => ["还可以在 ", &minutes.to_string(), " 分钟内撤销。"].concat(),
        _ => [
            "还可以在 ",
            &hours.to_string(),
            " 小时 ",
            &minutes.to_string(),
            " 分钟内撤销。",
        ]
        .concat(),
    },
    undo_about: "新增的房源会删除，公开过的会下架；修改的房源恢复原来的内容，加上的照片会拿掉。之后又被改动过的不会动。",
    sure_undo: "确认撤销",
    undo: "撤销导入",
    too_late: "导入超过一天，不能再撤销。",
    line: "行",
    kind_head: "类型",
    what: "变化或原因",
    kind: |kind| match kind {
        ImportKind::New => "新增",
        ImportKind::Changed => "修改",
        ImportKind::Same => "相同",
        ImportKind::Rejected => "不能导入",
    },
    outcome: |outcome| match outcome {
        ImportOutcome::Waiting => "等待",
        ImportOutcome::Applied => "已导入",
        ImportOutcome::Refused => "没有导入",
        ImportOutcome::Undone => "已撤销",
        ImportOutcome::Kept => "没有撤销",
    },
    all_of_it: "全部内容",
    photos: "照片",
    photo_name: "文件",
    photo_counts: |photos| {
        let said = parts(
            &[
                (photos.waiting, "要加 ", " 张"),
                (photos.added, "已加 ", " 张"),
                (photos.known, "已有 ", " 张"),
                (photos.refused, "不能用 ", " 张"),
                (photos.removed, "已拿掉 ", " 张"),
            ],
            "，",
        );
        ["照片：", &said].concat()
    },
    photo_state: |state| match state {
        ImportPhotoState::Waiting => "要加",
        ImportPhotoState::Known => "已有",
        ImportPhotoState::Refused => "不能用",
        ImportPhotoState::Added => "已加",
        ImportPhotoState::Removed => "已拿掉",
    },
};

const EN: ImportsText = ImportsText {
    heading: "Import homes",
    one: "An import",
    back: "All imports",
    list: "Your imports",
    none_yet: "There are none yet.",
    unnamed: "A file without a name",
    file: "File",
    when: "When",
    state_head: "State",
    rows: "What is in it",
    state: |state, counts| {
        match state {
            ImportState::Checked if counts.waiting == 0 => "Nothing changes",
            ImportState::Checked if counts.applied + counts.refused > 0 => "Applied in part",
            ImportState::Checked => "Compared, not applied",
            ImportState::Applied => "Applied",
            ImportState::Undone => "Taken back",
        }
        .to_owned()
    },
    counts: |counts, photos| {
        parts(
            &[
                (counts.new, "", " new"),
                (counts.changed, "", " changed"),
                (counts.same, "", " the same"),
                (counts.rejected, "", " rejected"),
                (photos.total(), "", " photos"),
            ],
            ", ",
        )
    },
    new: "Bring in a file",
    about: "The file is compared first: you see what is new, what changes and what cannot be brought in. Nothing changes before you say so, and for a day all of it can be taken back.",
    template: "Download the template (CSV)",
    label: |field| match field {
        "file" => "Homes (CSV)",
        "photos" => "Photos (zip)",
        "sure" => "Confirmation",
        _ => "File",
    },
    file_hint: "At most 5 MB and 5,000 homes. In Excel, save it as “CSV UTF-8”; GBK is read as well.",
    photos_hint: "Put the photos of a home into a folder with its reference, such as A-1001/1.jpg, or begin their names with it, such as A-1001_1.jpg. They come in the order of their numbers, the main one first. At most 512 MB, 20 MB for each photo and 30 photos for each home.",
    check: "Upload and compare",
    help: "What may stand in the file",
    rules: &[
        "The first line names the columns, in Chinese or English, in any order. Leave out those you do not need.",
        "A home is known by its reference: one that was never there is new, any other is changed. The same file may come again and changes nothing.",
        "What has no column stays as it is; a column that is empty clears its field.",
        "New homes and changes that matter are looked at first; changes of rent, payment and the like are public at once.",
        "Photos are added, never replaced, and none is added twice.",
    ],
    columns: "Columns",
    head_chinese: "Head in Chinese",
    head_english: "Head in English",
    meaning: "What it is",
    takes: "What it takes",
    example: "Example",
    required: "required",
    needed,
    values: |field| match field {
        "mode" => "entire, shared, apartment",
        "city" => "The name or the code of the city",
        "district" => "The name or the code of the district",
        "business_district" | "estate" => "A number of this site; may be left out",
        "estate_name" => "A name; a new estate is made once it was looked at",
        "lon" | "lat" => "Degrees of WGS-84",
        "rent" => "CNY a month",
        "payment" => "monthly, bimonthly, quarterly, half_yearly, yearly",
        "agent_fee" | "lift" => "true, false",
        "available_from" => "Such as 2026-12-01; empty for at once",
        "area" => "Square metres",
        "rooms" | "halls" | "baths" | "floor_number" | "floor_total" => "A number",
        "orientation" => "south, south_east …; several are fine",
        "decoration" => "bare, simple, fine, luxury",
        "facilities" => "bed, wardrobe …, set apart by commas",
        "tags" => "Up to 10, set apart by commas",
        "external_id" => "Your own, up to 64 characters",
        _ => "Text",
    },
    external_id: "Reference",
    problem: |code| {
        Some(match code {
            "file_too_large" => "The file is too large; at most 5 MB",
            "file_cut" => "Part of the file is missing; please send it again",
            "not_utf8" => {
                "The encoding of the file cannot be read; in Excel, save it as “CSV UTF-8”"
            }
            "not_csv" => "This is no CSV file; in Excel, save it as “CSV UTF-8”",
            "unknown_column" => {
                "There is a column that is not known; compare it with the template, or delete it"
            }
            "column_twice" => "Two columns stand for the same; please delete one",
            "no_external_id" => "There is no column with the references of the homes",
            "too_many_rows" => "These are more than 5,000 homes; please make several files of it",
            "wrong_columns" => "This line has more or fewer columns than the first one",
            "twice" => "This reference stands further up already",
            "changed_since" => "It was changed after the comparison, and was left alone",
            "too_late" => "After a day it cannot be taken back any more",
            "not_sure" => "Please tick the box first",
            "zip_too_large" => "The archive is too large; at most 512 MB",
            "zip_cut" => "Part of the archive is missing; please send it again",
            "zip_unreadable" => "This is no zip archive, or part of it is missing",
            "zip_too_many" => {
                "There are more than 2,000 files in the archive; please make several of it"
            }
            "zip_overlaps" => "The archive is not made as it should be; please pack it again",
            "zip_bomb" => "Unpacked, the archive has more than 1 GB; please make several of it",
            "zip_empty" => "There is no photo in the archive",
            "photo_path" => {
                "The name leads out of the archive, or has a backslash or a drive in it"
            }
            "photo_link" => "This is a link and no photo",
            "photo_encrypted" => "It has a password and cannot be opened",
            "photo_packed" => {
                "It is packed in a way that is not read; please pack it as a plain zip"
            }
            "photo_broken" => "It is damaged inside the archive",
            "photo_archive" => "This is another archive; put its photos into this one",
            "photo_home_unknown" => "No home of the file has this reference",
            "photo_home_rejected" => "Its home cannot be brought in",
            "photo_home_refused" => "Its home was not brought in",
            "photo_twice" => "It is the same as another photo of this home",
            _ => return None,
        })
    },
    done: |done| {
        Some(match done {
            "checked" => "Compared. Look at what changes, then apply it.",
            "applied" => "Applied. New homes and changes that matter wait to be looked at.",
            "going_on" => "Part of it is applied; please go on.",
            "undone" => "Taken back. What could not be taken back is listed under “Left alone”.",
            "going_back" => "Part of it is taken back; please go on.",
            _ => return None,
        })
    },
    differences: "What changes",
    shelf: |shelf| match shelf {
        None => "All",
        Some(ImportShelf::New) => "New",
        Some(ImportShelf::Changed) => "Changed",
        Some(ImportShelf::Same) => "The same",
        Some(ImportShelf::Rejected) => "Rejected",
        Some(ImportShelf::Left) => "Left alone",
        Some(ImportShelf::Photos) => "Photos",
    },
    none_here: "There is nothing here.",
    nothing_to_do: "All of it is there already or cannot be brought in: there is nothing to do.",
    apply_heading: "Apply it",
    will: |counts, photos| {
        [
            (counts.new, "New homes that go to a moderator: "),
            (
                counts.changed,
                "Homes that change (rent, payment and the like at once, the rest after a look): ",
            ),
            (photos.waiting, "Photos that are added: "),
            (counts.rejected, "Lines that are passed over: "),
            (photos.refused, "Photos that are passed over: "),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, says)| [says, &count.to_string()].concat())
        .collect()
    },
    sure: "I have looked through the changes",
    apply: "Apply",
    go_on: "Go on",
    progress: |done, all| [done, " of ", all, " homes are done"].concat(),
    undo_heading: "Take this import back",
    undo_left: |hours, minutes| match hours {
        0 => [
            "It can be taken back for another ",
            &minutes.to_string(),
            " minutes.",
        ]
        .concat(),
        _ => [
            "It can be taken back for another ",
            &hours.to_string(),
            " h ",
            &minutes.to_string(),
            " min.",
        ]
        .concat(),
    },
    undo_about: "New homes are deleted, or withdrawn once they were public; the others say again what they said, and lose the photos that came with it. What was changed since is left alone.",
    sure_undo: "I want to take it back",
    undo: "Take back",
    too_late: "After a day it cannot be taken back any more.",
    line: "Line",
    kind_head: "Kind",
    what: "What changes, or why not",
    kind: |kind| match kind {
        ImportKind::New => "New",
        ImportKind::Changed => "Changed",
        ImportKind::Same => "The same",
        ImportKind::Rejected => "Rejected",
    },
    outcome: |outcome| match outcome {
        ImportOutcome::Waiting => "Waits",
        ImportOutcome::Applied => "Applied",
        ImportOutcome::Refused => "Not applied",
        ImportOutcome::Undone => "Taken back",
        ImportOutcome::Kept => "Not taken back",
    },
    all_of_it: "All of it",
    photos: "Photos",
    photo_name: "File",
    photo_counts: |photos| {
        let said = parts(
            &[
                (photos.waiting, "", " to add"),
                (photos.added, "", " added"),
                (photos.known, "", " there already"),
                (photos.refused, "", " not usable"),
                (photos.removed, "", " taken away"),
            ],
            ", ",
        );
        ["Photos: ", &said].concat()
    },
    photo_state: |state| match state {
        ImportPhotoState::Waiting => "To add",
        ImportPhotoState::Known => "There already",
        ImportPhotoState::Refused => "Not usable",
        ImportPhotoState::Added => "Added",
        ImportPhotoState::Removed => "Taken away",
    },
};
