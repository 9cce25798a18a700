//! What is said about kept homes.

use crate::locales::{Locale, Text};

type Fixed = &'static str;

/// Texts of favourites and history.
pub(crate) struct SavedText {
    pub(crate) favourites: Fixed,
    pub(crate) history: Fixed,
    pub(crate) searches: Fixed,
    pub(crate) favourites_about: Fixed,
    pub(crate) history_about: Fixed,
    /// The same for who is signed in.
    pub(crate) favourites_in_account: Fixed,
    pub(crate) history_in_account: Fixed,
    pub(crate) favourites_empty_title: Fixed,
    pub(crate) favourites_empty: Fixed,
    pub(crate) history_empty_title: Fixed,
    pub(crate) history_empty: Fixed,
    pub(crate) find_homes: Fixed,
    pub(crate) clear_favourites: Fixed,
    pub(crate) clear_history: Fixed,
    pub(crate) needs_script: Fixed,
    pub(crate) storage_off: Fixed,
    pub(crate) storage_full: Fixed,
    pub(crate) count: fn(&str) -> String,
    pub(crate) gone: Fixed,
    pub(crate) gone_about: Fixed,
    pub(crate) home_number: fn(&str) -> String,
    pub(crate) remove: Fixed,
    pub(crate) remove_named: fn(&str) -> String,
}

const ZH_CN: SavedText = SavedText {
    favourites: "我的收藏",
    history: "浏览记录",
    searches: "保存的搜索",
    favourites_about: "收藏只保存在这台设备的浏览器里，最多 100 套。",
    history_about: "最近看过的房源，只保存在这台设备的浏览器里，最多 100 套。",
    favourites_in_account: "收藏跟着你的账号，登录任何设备都能看到，最多 100 套。",
    history_in_account: "最近看过的房源，最多 100 套，会并入你的账号。",
    favourites_empty_title: "还没有收藏",
    favourites_empty: "点房源照片上的爱心，喜欢的房源就会留在这里。",
    history_empty_title: "还没有浏览记录",
    history_empty: "看过的房源会出现在这里，方便回头再找。",
    find_homes: "去找房",
    clear_favourites: "清空收藏",
    clear_history: "清空记录",
    needs_script: "收藏和浏览记录保存在浏览器里，需要开启 JavaScript 才能使用。找房、看房源和对比不受影响。",
    storage_off: "浏览器不允许网站保存数据，收藏和记录关闭页面后会丢失。请在浏览器设置里允许本站保存数据。",
    storage_full: "浏览器的存储空间已满，新的收藏和记录关闭页面后会丢失。请清理一些网站数据。",
    count: |count| ["共 ", count, " 套"].concat(),
    gone: "已下架",
    gone_about: "可能已出租，或被发布人撤下。",
    home_number: |id| ["房源 ", id].concat(),
    remove: "移除",
    remove_named: |title| ["移除：", title].concat(),
};

const EN: SavedText = SavedText {
    favourites: "Favourites",
    history: "Recently viewed",
    searches: "Saved searches",
    favourites_about: "Favourites are kept in this browser only, up to 100 homes.",
    history_about: "Homes you looked at lately, kept in this browser only, up to 100.",
    favourites_in_account: "Favourites belong to your account: they are on every device where you sign in, up to 100 homes.",
    history_in_account: "Homes you looked at lately, up to 100. They join your account.",
    favourites_empty_title: "No favourites yet",
    favourites_empty: "Press the heart on a photo, and the home stays here.",
    history_empty_title: "Nothing viewed yet",
    history_empty: "Homes you look at appear here, so that you find them again.",
    find_homes: "Find homes",
    clear_favourites: "Clear favourites",
    clear_history: "Clear history",
    needs_script: "Favourites and history are kept in the browser and need JavaScript. Searching, viewing and comparing homes work without it.",
    storage_off: "The browser does not let this site keep data: favourites and history are lost when the page is closed. Allow this site to keep data in the browser’s settings.",
    storage_full: "The browser’s storage is full: new favourites and history are lost when the page is closed. Please clear some site data.",
    count: |count| match count {
        "1" => "1 home".to_owned(),
        count => [count, " homes"].concat(),
    },
    gone: "No longer listed",
    gone_about: "It may have been let or taken back.",
    home_number: |id| ["Home ", id].concat(),
    remove: "Remove",
    remove_named: |title| ["Remove: ", title].concat(),
};

impl Text {
    /// Texts of favourites and history.
    pub(crate) fn saved(&self) -> &'static SavedText {
        match self.locale {
            Locale::ZhCn => &ZH_CN,
            Locale::En => &EN,
        }
    }
}
