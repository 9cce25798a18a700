//! What the installed app says.

/// Texts of the manifest and of the page without a network.
pub(super) struct InstalledText {
    /// The name where there is room for it; the brand stands where there is not.
    pub(super) name: &'static str,
    pub(super) description: &'static str,
    /// The shortcuts of its icon, by their path.
    pub(super) shortcuts: [(&'static str, &'static str); 3],
    pub(super) offline_title: &'static str,
    pub(super) offline: &'static str,
    pub(super) kept_homes: &'static str,
    pub(super) no_kept_homes: &'static str,
    pub(super) try_again: &'static str,
}

pub(super) const ZH_CN: InstalledText = InstalledText {
    name: "租房网：找到合适的家",
    description: "按地点、租金、户型和地铁找房，租金明明白白。",
    shortcuts: [
        ("/listings", "找房"),
        ("/map", "地图找房"),
        ("/favourites", "收藏"),
    ],
    offline_title: "现在没有网络",
    offline: "这个页面要联网才能打开。网络恢复后会自动重试。",
    kept_homes: "最近看过的房源，离线也能看",
    no_kept_homes: "还没有保存过房源。联网时看过的房源会留在这里。",
    try_again: "再试一次",
};

pub(super) const EN: InstalledText = InstalledText {
    name: "Zufang: homes to rent",
    description: "Find a home by place, rent, layout and metro, with prices you can trust.",
    shortcuts: [
        ("/listings", "Find a home"),
        ("/map", "Map"),
        ("/favourites", "Favourites"),
    ],
    offline_title: "You are offline",
    offline: "This page needs a network. It loads by itself when you are connected again.",
    kept_homes: "Homes you looked at last, readable offline",
    no_kept_homes: "No home is kept yet. Homes you look at while connected stay here.",
    try_again: "Try again",
};
