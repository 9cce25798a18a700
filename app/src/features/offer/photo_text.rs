//! What is said about the photos of a home: by the forms, and by the module `photo-board`, which gets its
//! texts by an attribute.

use crate::locales::{Locale, Text};
use domain::photo::PhotoRoom;
use std::collections::BTreeMap;

type Fixed = &'static str;

/// Texts of the module; `{name}`, `{at}`, `{count}`, `{percent}` and `{most}` are filled in there.
#[derive(Clone, serde::Serialize)]
pub(crate) struct BoardText {
    drop: Fixed,
    pub(crate) hint: Fixed,
    pub(crate) main: Fixed,
    #[serde(rename = "move")]
    take: Fixed,
    move_help: Fixed,
    pub(crate) earlier: Fixed,
    pub(crate) later: Fixed,
    pub(crate) first: Fixed,
    pub(crate) remove: Fixed,
    pub(crate) really_remove: Fixed,
    pub(crate) caption: Fixed,
    pub(crate) room: Fixed,
    rooms: BTreeMap<Fixed, Fixed>,
    pub(crate) no_room: Fixed,
    queued: Fixed,
    sending: Fixed,
    pub(crate) waiting: Fixed,
    cancel: Fixed,
    retry: Fixed,
    dismiss: Fixed,
    photo: Fixed,
    added: Fixed,
    moved: Fixed,
    removed: Fixed,
    saved: Fixed,
    ready: Fixed,
    not_saved: Fixed,
    changed_elsewhere: Fixed,
    full: Fixed,
    pub(crate) closed: Fixed,
    problems: BTreeMap<Fixed, Fixed>,
    problem: Fixed,
}

/// Texts of the forms beside it.
pub(crate) struct PhotoText {
    pub(crate) photos: Fixed,
    pub(crate) none_yet: Fixed,
    pub(crate) choose: Fixed,
    pub(crate) upload: Fixed,
    pub(crate) save_words: Fixed,
    /// A photo without a caption, by its place.
    pub(crate) numbered: fn(&str) -> String,
    pub(crate) room_name: fn(PhotoRoom) -> Fixed,
    pub(crate) problem: fn(&str) -> Option<Fixed>,
    board: fn() -> BoardText,
}

/// The codes of what can be wrong with a photo.
const PROBLEMS: &[&str] = &[
    "photo_kind",
    "photo_cut",
    "photo_pixels",
    "photo_unreadable",
    "photo_lost",
    "photo_too_large",
    "photo_missing",
    "photos_too_many",
    "in_review",
    "too_long",
    "offline",
    "unauthenticated",
    "forbidden",
    "not_found",
    "rate_limited",
    "unavailable",
];

fn room_zh_cn(room: PhotoRoom) -> Fixed {
    match room {
        PhotoRoom::Living => "客厅",
        PhotoRoom::Bedroom => "卧室",
        PhotoRoom::Kitchen => "厨房",
        PhotoRoom::Bathroom => "卫生间",
        PhotoRoom::Dining => "餐厅",
        PhotoRoom::Study => "书房",
        PhotoRoom::Balcony => "阳台",
        PhotoRoom::Outside => "外景",
        PhotoRoom::Plan => "户型图",
    }
}

fn room_en(room: PhotoRoom) -> Fixed {
    match room {
        PhotoRoom::Living => "Living room",
        PhotoRoom::Bedroom => "Bedroom",
        PhotoRoom::Kitchen => "Kitchen",
        PhotoRoom::Bathroom => "Bathroom",
        PhotoRoom::Dining => "Dining room",
        PhotoRoom::Study => "Study",
        PhotoRoom::Balcony => "Balcony",
        PhotoRoom::Outside => "Outside",
        PhotoRoom::Plan => "Floor plan",
    }
}

fn problem_zh_cn(code: &str) -> Option<Fixed> {
    Some(match code {
        "photo_kind" => "这不是能用的照片，请选择 JPEG、PNG、WebP、HEIC 或 AVIF 图片",
        "photo_cut" => "文件不完整，可能传输中断了，请再传一次",
        "photo_pixels" => {
            "图片尺寸太大，最多 5200 万像素（HEIC 和 AVIF 最多 2600 万），请缩小后再传"
        }
        "photo_unreadable" => "图片损坏或格式特殊，打不开，请另存为 JPEG 后再传",
        "photo_lost" => "文件丢失了，请删掉后再传一次",
        "photo_too_large" => "文件太大，每张最大 20 MB",
        "photo_missing" => "请先选择照片",
        "photos_too_many" => "最多 30 张照片，先删掉一些再传",
        "in_review" => "正在审核，暂时不能修改照片",
        "too_long" => "说明最多 60 个字",
        "offline" => "网络断开了，请检查网络后重试",
        "unauthenticated" => "登录已过期，请重新登录",
        "forbidden" => "你没有权限这样做",
        "not_found" => "它已经不在了，请刷新页面",
        "rate_limited" => "操作太频繁，请稍后再试",
        "unavailable" => "服务暂时不可用，请稍后再试",
        _ => return None,
    })
}

fn problem_en(code: &str) -> Option<Fixed> {
    Some(match code {
        "photo_kind" => "This is no photo; please choose a JPEG, PNG, WebP, HEIC or AVIF picture",
        "photo_cut" => "Part of the file is missing; please send it again",
        "photo_pixels" => {
            "The picture is too large: at most 52 million pixels, of HEIC and AVIF 26 million; \
             please make it smaller"
        }
        "photo_unreadable" => {
            "The picture is broken or unusual and cannot be read; please save it as JPEG"
        }
        "photo_lost" => "The file was lost; please delete this and send it again",
        "photo_too_large" => "The file is too large; at most 20 MB each",
        "photo_missing" => "Please choose photos first",
        "photos_too_many" => "A home has at most 30 photos; please delete some first",
        "in_review" => "This is being looked through; its photos cannot be changed now",
        "too_long" => "A caption has at most 60 characters",
        "offline" => "The connection was lost; please check it and try again",
        "unauthenticated" => "You are signed out by now; please sign in again",
        "forbidden" => "You may not do this",
        "not_found" => "It is not there any more; please load the page again",
        "rate_limited" => "Too many at once; please try again in a while",
        "unavailable" => "This does not work right now; please try again later",
        _ => return None,
    })
}

/// What is said for each of [`PROBLEMS`].
fn problems(said: fn(&str) -> Option<Fixed>) -> BTreeMap<Fixed, Fixed> {
    let words = PROBLEMS.iter().map(|code| (*code, said(code)));
    words
        .filter_map(|(code, words)| Some((code, words?)))
        .collect()
}

fn rooms(name: fn(PhotoRoom) -> Fixed) -> BTreeMap<Fixed, Fixed> {
    let rooms = PhotoRoom::ALL.iter();
    rooms.map(|room| (room.as_str(), name(*room))).collect()
}

const ZH_CN: PhotoText = PhotoText {
    photos: "照片",
    none_yet: "还没有照片。有照片的房源更容易被看到。",
    choose: "选择照片（可多选）",
    upload: "上传",
    save_words: "保存说明",
    numbered: |at| ["照片 ", at].concat(),
    room_name: room_zh_cn,
    problem: problem_zh_cn,
    board: || BoardText {
        drop: "拖照片到这里，或点击选择（可多选）",
        hint: "JPEG、PNG、WebP、HEIC、AVIF，每张最大 20 MB，最多 30 张。拍摄地点等信息会被去掉。",
        main: "主图",
        take: "移动",
        move_help: "按住照片左上角的六个点拖动排序；用键盘时，选中六个点后按方向键移动，Home 移到最前，End 移到最后。第一张是主图。",
        earlier: "前移",
        later: "后移",
        first: "设为主图",
        remove: "删除",
        really_remove: "删除这张照片？",
        caption: "一句说明（选填）",
        room: "房间",
        rooms: rooms(room_zh_cn),
        no_room: "房间（选填）",
        queued: "等待上传",
        sending: "正在上传 {percent}%",
        waiting: "正在处理…",
        cancel: "取消",
        retry: "重试",
        dismiss: "移除",
        photo: "照片 {at}（共 {count} 张）",
        added: "{name} 已上传，正在处理",
        moved: "已移到第 {at} 张，共 {count} 张",
        removed: "照片已删除",
        saved: "说明已保存",
        ready: "照片处理好了",
        not_saved: "没有保存成功，请重试",
        changed_elsewhere: "照片刚刚在别处改过，这里已更新为最新的",
        full: "最多 {most} 张照片，多出的没有上传",
        closed: "正在审核，暂时不能修改照片。",
        problems: problems(problem_zh_cn),
        problem: "出了点问题，请重试",
    },
};

const EN: PhotoText = PhotoText {
    photos: "Photos",
    none_yet: "No photos yet. Homes with photos are looked at more.",
    choose: "Choose photos (several at once)",
    upload: "Upload",
    save_words: "Save caption",
    numbered: |at| ["Photo ", at].concat(),
    room_name: room_en,
    problem: problem_en,
    board: || BoardText {
        drop: "Drop photos here, or press to choose several",
        hint: "JPEG, PNG, WebP, HEIC or AVIF, at most 20 MB each and 30 in all. Where they were taken is removed.",
        main: "Main photo",
        take: "Move",
        move_help: "Drag a photo by the six dots in its corner. With a keyboard, go to the dots and press the arrow keys, Home or End. The first photo is the main one.",
        earlier: "Earlier",
        later: "Later",
        first: "Make main",
        remove: "Delete",
        really_remove: "Delete this photo?",
        caption: "A line about it (optional)",
        room: "Room",
        rooms: rooms(room_en),
        no_room: "Room (optional)",
        queued: "Waiting to be sent",
        sending: "Sending, {percent}%",
        waiting: "Being processed…",
        cancel: "Cancel",
        retry: "Try again",
        dismiss: "Take away",
        photo: "photo {at} of {count}",
        added: "{name} was sent and is being processed",
        moved: "Moved to place {at} of {count}",
        removed: "The photo was deleted",
        saved: "The caption was saved",
        ready: "A photo is ready",
        not_saved: "This was not saved, please try again",
        changed_elsewhere: "The photos were changed somewhere else; these are the newest",
        full: "At most {most} photos; the others were not sent",
        closed: "This is being looked through; its photos cannot be changed now.",
        problems: problems(problem_en),
        problem: "Something went wrong, please try again",
    },
};

impl PhotoText {
    /// Texts of the module.
    pub(crate) fn board(&self) -> BoardText {
        (self.board)()
    }
}

impl Text {
    /// Texts of the photos of a home.
    pub(crate) fn home_photos(&self) -> &'static PhotoText {
        match self.locale {
            Locale::ZhCn => &ZH_CN,
            Locale::En => &EN,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_problem_has_words_in_both_languages() {
        for said in [problem_zh_cn, problem_en] {
            assert_eq!(problems(said).len(), PROBLEMS.len());
        }
    }
}
