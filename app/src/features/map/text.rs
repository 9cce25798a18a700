//! What the map page says.

use crate::locales::Text;

type Fixed = &'static str;
type With1 = fn(&str) -> String;
type With2 = fn(&str, &str) -> String;

/// Texts of the map page.
pub(crate) struct MapText {
    pub(crate) heading: Fixed,
    pub(crate) heading_in: With1,
    /// Heading, homes.
    pub(crate) title: With2,
    pub(crate) description: With2,
    pub(crate) places: Fixed,
    pub(crate) cities: Fixed,
    pub(crate) without_script: Fixed,
    pub(crate) by_edges: Fixed,
    pub(crate) edges: Fixed,
    pub(crate) edges_hint: Fixed,
    pub(crate) element: ElementText,
}

/// What the map itself says. Braces are filled in by the map.
pub(crate) struct ElementText {
    pub(crate) label: Fixed,
    pub(crate) zoom_in: Fixed,
    pub(crate) zoom_out: Fixed,
    pub(crate) whole: Fixed,
    pub(crate) here: Fixed,
    pub(crate) draw: Fixed,
    pub(crate) drawing: Fixed,
    pub(crate) draw_hint: Fixed,
    pub(crate) corners: Fixed,
    pub(crate) add_middle: Fixed,
    pub(crate) undo: Fixed,
    pub(crate) finish: Fixed,
    pub(crate) cancel: Fixed,
    pub(crate) clear_area: Fixed,
    pub(crate) rent: Fixed,
    pub(crate) place_count: Fixed,
    pub(crate) only_count: Fixed,
    pub(crate) group_count: Fixed,
    pub(crate) open_place: Fixed,
    pub(crate) open_cluster: Fixed,
    pub(crate) group: Fixed,
    pub(crate) vague_group: Fixed,
    pub(crate) pin: Fixed,
    pub(crate) vague_pin: Fixed,
    pub(crate) rooms: Fixed,
    pub(crate) area: Fixed,
    pub(crate) shown: Fixed,
    pub(crate) unplaced: Fixed,
    pub(crate) no_district: Fixed,
    pub(crate) vague: Fixed,
    pub(crate) failed: Fixed,
}

impl Text {
    /// What the map page says in this language.
    pub(crate) fn map(&self) -> &'static MapText {
        self.locale.pick(&ZH_CN, &EN)
    }
}

impl ElementText {
    /// As the map reads it: one `name=text` a line.
    pub(crate) fn lines(&self) -> String {
        let pairs = [
            ("label", self.label),
            ("zoom_in", self.zoom_in),
            ("zoom_out", self.zoom_out),
            ("whole", self.whole),
            ("here", self.here),
            ("draw", self.draw),
            ("drawing", self.drawing),
            ("draw_hint", self.draw_hint),
            ("corners", self.corners),
            ("add_middle", self.add_middle),
            ("undo", self.undo),
            ("finish", self.finish),
            ("cancel", self.cancel),
            ("clear_area", self.clear_area),
            ("rent", self.rent),
            ("place_count", self.place_count),
            ("only_count", self.only_count),
            ("group_count", self.group_count),
            ("open_place", self.open_place),
            ("open_cluster", self.open_cluster),
            ("group", self.group),
            ("vague_group", self.vague_group),
            ("pin", self.pin),
            ("vague_pin", self.vague_pin),
            ("rooms", self.rooms),
            ("area", self.area),
            ("shown", self.shown),
            ("unplaced", self.unplaced),
            ("no_district", self.no_district),
            ("vague", self.vague),
            ("failed", self.failed),
        ];
        let mut lines = String::new();
        for (name, text) in pairs {
            lines.push_str(name);
            lines.push('=');
            lines.push_str(text);
            lines.push('\n');
        }
        lines
    }
}

/// 简体中文.
static ZH_CN: MapText = MapText {
    heading: "地图找房",
    heading_in: |place| [place, "地图找房"].concat(),
    title: |heading, total| [heading, "：", total, " 套在租房源 · 租房网"].concat(),
    description: |heading, total| {
        [
            heading,
            "，在地图上看 ",
            total,
            " 套在租房源的位置和租金，可按区域、商圈或自己画的范围找房。",
        ]
        .concat()
    },
    places: "按区域找",
    cities: "按城市找",
    without_script: "地图需要 JavaScript。没有它也能找房：选一个区域，或看下面的列表。",
    by_edges: "按经纬度范围",
    edges: "西,南,东,北（经纬度）",
    edges_hint: "如 116.3,39.9,116.5,40.0",
    element: ElementText {
        label: "房源地图",
        zoom_in: "放大",
        zoom_out: "缩小",
        whole: "回到搜索的地方",
        here: "只看地图里的房源",
        draw: "画区域找房",
        drawing: "画区域",
        draw_hint: "点地图画出区域的角；用键盘时移动地图，再选“在中间加一点”。Esc 取消。",
        corners: "已有 {count} 个角。至少三个角，点第一个角或“完成”来闭合。",
        add_middle: "在中间加一点",
        undo: "撤销",
        finish: "完成",
        cancel: "取消",
        clear_area: "清除画的区域",
        rent: "{rent} 元",
        place_count: "{count} 套",
        only_count: "{count}",
        group_count: "{count} 套 · {rent} 元",
        open_place: "{name}：{count} 套，租金中位数 {rent} 元，放大查看",
        open_cluster: "{count} 套，租金中位数 {rent} 元，放大查看",
        group: "{name}：{count} 套，租金中位数 {rent} 元，查看这些房源",
        vague_group: "{name}：{count} 套，租金中位数 {rent} 元，位置约为商圈中心，查看这些房源",
        pin: "{rent} 元/月：{title}",
        vague_pin: "{rent} 元/月：{title}，位置约为商圈中心",
        rooms: "{count} 室",
        area: "{area} ㎡",
        shown: "图上 {count} 套，共 {total} 套。",
        unplaced: "另有 {count} 套只知道所在区域，没有标在图上。",
        no_district: "另有 {count} 套不知道所在区域。",
        vague: "虚线的位置约为商圈中心。",
        failed: "地图上的房源没有加载出来，移动一下地图再试。",
    },
};

/// English.
static EN: MapText = MapText {
    heading: "Homes on the map",
    heading_in: |place| ["Homes on the map: ", place].concat(),
    title: |heading, total| [heading, ": ", total, " homes to let · Zufang"].concat(),
    description: |heading, total| {
        [
            heading,
            ". See where ",
            total,
            " homes to let are and what they cost; search by district, business district or an area you draw.",
        ]
        .concat()
    },
    places: "By district",
    cities: "By city",
    without_script: "The map needs JavaScript. You can search without it: choose a district, or see the list below.",
    by_edges: "By coordinates",
    edges: "West, south, east, north (degrees)",
    edges_hint: "such as 116.3,39.9,116.5,40.0",
    element: ElementText {
        label: "Map of homes",
        zoom_in: "Zoom in",
        zoom_out: "Zoom out",
        whole: "Back to where you search",
        here: "Only homes in sight",
        draw: "Draw an area",
        drawing: "Drawing an area",
        draw_hint: "Click the map to set corners. With the keyboard, move the map and choose “Add the middle”. Esc cancels.",
        corners: "Corners so far: {count}. Set at least three, then click the first one or choose “Done”.",
        add_middle: "Add the middle",
        undo: "Undo",
        finish: "Done",
        cancel: "Cancel",
        clear_area: "Clear the area",
        rent: "¥{rent}",
        place_count: "{count} homes",
        only_count: "{count}",
        group_count: "{count} homes · ¥{rent}",
        open_place: "{name}: {count} homes, median rent {rent} CNY, zoom in",
        open_cluster: "{count} homes, median rent {rent} CNY, zoom in",
        group: "{name}: {count} homes, median rent {rent} CNY, show them",
        vague_group: "{name}: {count} homes, median rent {rent} CNY, roughly the middle of the business district, show them",
        pin: "{rent} CNY a month: {title}",
        vague_pin: "{rent} CNY a month: {title}, roughly the middle of the business district",
        rooms: "{count} rooms",
        area: "{area} ㎡",
        shown: "{count} of {total} homes on the map.",
        unplaced: "{count} more are known by their district only and not on the map.",
        no_district: "The district of {count} more is not known.",
        vague: "Dashed: roughly the middle of the business district.",
        failed: "The homes on the map could not be loaded. Move the map to try again.",
    },
};
