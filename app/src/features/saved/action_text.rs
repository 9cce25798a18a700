//! What the module `saved` says. The server hands it over with the document, so the app never carries it.

use crate::locales::{Locale, Text};

type Fixed = &'static str;

/// The texts of the buttons, the tray and the messages that the module draws.
#[derive(serde::Serialize)]
pub(crate) struct ActionText {
    save: Fixed,
    compare: Fixed,
    tray: Fixed,
    open: Fixed,
    clear: Fixed,
    compare_full: Fixed,
    save_full: Fixed,
    storage_off: Fixed,
    storage_full: Fixed,
    did_save: Fixed,
    did_remove: Fixed,
    did_clear: Fixed,
    undo: Fixed,
    share: Fixed,
    copied: Fixed,
    copy_failed: Fixed,
    print: Fixed,
    searches_left: Fixed,
}

const ACTIONS_ZH_CN: ActionText = ActionText {
    save: "收藏",
    compare: "对比",
    tray: "对比",
    open: "去对比",
    clear: "清空",
    compare_full: "最多同时对比 4 套，先移除一套再加。",
    save_full: "最多收藏 100 套，先移除一些再加。",
    storage_off: "浏览器不允许网站保存数据，关闭页面后会丢失。",
    storage_full: "浏览器存储空间已满，关闭页面后会丢失。",
    did_save: "已收藏",
    did_remove: "已移除",
    did_clear: "已清空",
    undo: "撤销",
    share: "分享",
    copied: "链接已复制",
    copy_failed: "复制不了，请从地址栏复制链接。",
    print: "打印",
    searches_left: "账号最多保存 50 个搜索，放不下的还在这台设备上，见“保存的搜索”。",
};

const ACTIONS_EN: ActionText = ActionText {
    save: "Save",
    compare: "Compare",
    tray: "Compare",
    open: "Compare now",
    clear: "Clear",
    compare_full: "At most 4 homes stand side by side. Remove one first.",
    save_full: "At most 100 favourites. Remove some first.",
    storage_off: "The browser keeps no data for this site: this is lost when the page is closed.",
    storage_full: "The browser’s storage is full: this is lost when the page is closed.",
    did_save: "Saved",
    did_remove: "Removed",
    did_clear: "Cleared",
    undo: "Undo",
    share: "Share",
    copied: "Link copied",
    copy_failed: "Could not copy. Please copy the link from the address bar.",
    print: "Print",
    searches_left: "An account keeps 50 searches at most. The others stay on this device: see “Saved searches”.",
};

impl Text {
    /// What the module `saved` says.
    pub(crate) fn actions(&self) -> &'static ActionText {
        match self.locale {
            Locale::ZhCn => &ACTIONS_ZH_CN,
            Locale::En => &ACTIONS_EN,
        }
    }
}
