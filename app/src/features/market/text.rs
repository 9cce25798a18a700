//! What the statistics page says. Arguments that are numbers come already formatted.

use crate::locales::Text;
type Fixed = &'static str;
type With1 = fn(&str) -> String;
type With2 = fn(&str, &str) -> String;
type With3 = fn(&str, &str, &str) -> String;
type With4 = fn(&str, &str, &str, &str) -> String;

/// Texts of the statistics page.
pub(crate) struct MarketText {
    pub(crate) heading: Fixed,
    pub(crate) heading_in: With1,
    pub(crate) title: With1,
    /// Heading, homes, median rent.
    pub(crate) description: With3,
    pub(crate) per_area: With1,
    pub(crate) see_homes: With1,
    pub(crate) see_map: Fixed,
    pub(crate) csv: Fixed,
    pub(crate) empty_title: Fixed,
    pub(crate) empty: Fixed,
    pub(crate) few: With1,
    pub(crate) choose: Fixed,
    pub(crate) city: Fixed,
    pub(crate) all_cities: Fixed,

    pub(crate) show_table: Fixed,
    pub(crate) homes: Fixed,
    pub(crate) share: Fixed,
    pub(crate) median_rent: Fixed,
    pub(crate) median_per_area: Fixed,
    pub(crate) sample_too_small: Fixed,
    pub(crate) no_area: Fixed,
    pub(crate) chosen: Fixed,
    pub(crate) nothing_to_compare: Fixed,

    pub(crate) by_city: Fixed,
    pub(crate) by_district: Fixed,
    pub(crate) district: Fixed,
    /// Dearest place, its rent per m², cheapest place, its rent per m².
    pub(crate) places: With4,
    pub(crate) places_one: With2,
    /// The same by rent, where no area is known.
    pub(crate) places_by_rent: With4,
    pub(crate) places_by_rent_one: With2,
    pub(crate) map_of: With1,

    pub(crate) by_business_district: Fixed,
    pub(crate) business_district: Fixed,
    /// The place with most homes, how many, and their median rent.
    pub(crate) business_districts: With3,

    pub(crate) by_rent: Fixed,
    pub(crate) rent: Fixed,
    /// The commonest bin, its share, and the rents between which half of the homes lie.
    pub(crate) rents: With4,

    pub(crate) by_area: Fixed,
    pub(crate) area: Fixed,
    /// The commonest band, its homes, their median rent.
    pub(crate) areas: With3,
    pub(crate) areas_missing: With1,
    pub(crate) density: Fixed,
    /// Area, rent and homes of a cell, with `{area}`, `{rent}` and `{count}` for what the chart puts
    /// in.
    pub(crate) density_tip: Fixed,

    pub(crate) by_rooms: Fixed,
    pub(crate) rooms: Fixed,
    pub(crate) commonest: With2,

    pub(crate) by_mode: Fixed,
    pub(crate) mode: Fixed,

    pub(crate) history: Fixed,
    pub(crate) month: Fixed,
    /// A year and a month.
    pub(crate) month_of: With2,
    /// The first month, its median, the last month, its median.
    pub(crate) history_from_to: With4,
    pub(crate) rose: With1,
    pub(crate) fell: With1,
    pub(crate) stayed: Fixed,
    pub(crate) history_note: Fixed,
    pub(crate) history_needs_city: Fixed,
    pub(crate) history_too_short: Fixed,

    pub(crate) method_heading: Fixed,
    pub(crate) method: &'static [&'static str],
}

impl Text {
    /// The texts of this feature: in the code of its pages, not in that of every page.
    pub(crate) fn market(&self) -> &'static MarketText {
        self.locale.pick(&ZH_CN, &EN)
    }
}

static ZH_CN: MarketText = MarketText {
    heading: "全国租房行情",
    heading_in: |place| [place, "租房行情"].concat(),
    title: |heading| [heading, "：租金中位数、单价与走势 · 租房网"].concat(),
    description: |heading, total, median| {
        [
            heading,
            "：在租 ",
            total,
            " 套，租金中位数 ",
            median,
            " 元/月。按区县、商圈、户型、面积看租金分布和走势。",
        ]
        .concat()
    },
    per_area: |rent| ["单价中位数 ", rent, " 元/㎡"].concat(),
    see_homes: |total| ["看这 ", total, " 套房源"].concat(),
    see_map: "在地图上看",
    csv: "下载 CSV",
    empty_title: "没有符合条件的房源",
    empty: "去掉一些条件，就能看到行情。",
    few: |total| ["样本太少：只有 ", total, " 套房源，数字仅供参考。"].concat(),
    choose: "选择范围",
    city: "城市",
    all_cities: "全国",
    show_table: "看表格",
    homes: "套数",
    share: "占比",
    median_rent: "租金中位数（元/月）",
    median_per_area: "单价中位数（元/㎡·月）",
    sample_too_small: "样本太少",
    no_area: "面积未知",
    chosen: "已选",
    nothing_to_compare: "样本太少，没有可以比较的数字。",
    by_city: "各城市租金",
    by_district: "各区县租金",
    district: "区县",
    places: |dear, most, cheap, least| {
        [
            "按每平米月租中位数，",
            dear,
            "最高，",
            most,
            " 元；",
            cheap,
            "最低，",
            least,
            " 元。",
        ]
        .concat()
    },
    places_one: |place, rent| [place, "每平米月租中位数 ", rent, " 元。"].concat(),
    places_by_rent: |dear, most, cheap, least| {
        [
            "面积大多未知，只比较月租中位数：",
            dear,
            "最高，",
            most,
            " 元；",
            cheap,
            "最低，",
            least,
            " 元。",
        ]
        .concat()
    },
    places_by_rent_one: |place, rent| [place, "月租中位数 ", rent, " 元。"].concat(),
    map_of: |says| ["区县地图。", says].concat(),
    by_business_district: "热门商圈租金",
    business_district: "商圈",
    business_districts: |place, homes, rent| {
        [
            "房源最多的商圈是",
            place,
            "，",
            homes,
            " 套，租金中位数 ",
            rent,
            " 元/月。",
        ]
        .concat()
    },
    by_rent: "租金分布",
    rent: "租金（元/月）",
    rents: |bin, share, lower, upper| {
        [
            "最集中的是每月 ",
            bin,
            " 元，占 ",
            share,
            "；一半房源在 ",
            lower,
            "–",
            upper,
            " 元。",
        ]
        .concat()
    },
    by_area: "租金与面积",
    area: "面积（㎡）",
    areas: |band, homes, rent| {
        [
            band,
            " ㎡ 的房源最多，",
            homes,
            " 套，租金中位数 ",
            rent,
            " 元/月。",
        ]
        .concat()
    },
    areas_missing: |homes| ["另有 ", homes, " 套面积未知，没有计入。"].concat(),
    density: "颜色越浓，房源越多。",
    density_tip: "{area} ㎡，{rent} 元/月：{count} 套",
    by_rooms: "户型构成",
    rooms: "户型",
    commonest: |what, share| [what, "最多，占 ", share, "。"].concat(),
    by_mode: "出租方式",
    mode: "方式",
    history: "租金走势",
    month: "发布月份",
    month_of: |year, month| [year, "年", month, "月"].concat(),
    history_from_to: |first, from, last, to| {
        [
            "租金中位数从",
            first,
            "的 ",
            from,
            " 元/月到",
            last,
            "的 ",
            to,
            " 元/月，",
        ]
        .concat()
    },
    rose: |percent| ["上涨 ", percent, "。"].concat(),
    fell: |percent| ["下降 ", percent, "。"].concat(),
    stayed: "基本持平。",
    history_note: "按房源的发布月份统计，少于 20 套的月份不列出。各月房源的构成不同，变化不全是价格变化。",
    history_needs_city: "各月的房源来自不同城市，放在一起不能比较。选一个城市看走势。",
    history_too_short: "发布月份太少，还看不出走势。",
    method_heading: "怎么算的",
    method: &[
        "中位数由全部符合条件的房源算出，不抽样；少于 5 套的分组不给中位数。",
        "单价是每套房源月租除以面积之后的中位数，合租按房间面积算；面积未知的房源不计入单价。",
        "每张图按其余条件统计，不受自身那一项条件限制，所以已选的区县、户型等旁边还能看到没选的。",
        "面积档两端都包含，正好在分界上的房源两档都算。",
    ],
};

static EN: MarketText = MarketText {
    heading: "Rents in China",
    heading_in: |place| ["Rents in ", place].concat(),
    title: |heading| [heading, ": medians, rent per m² and trend · Zufang"].concat(),
    description: |heading, total, median| {
        [
            heading,
            ": ",
            total,
            " homes to rent, median ",
            median,
            " CNY/month. Rents by district, area, rooms and size, and how they change.",
        ]
        .concat()
    },
    per_area: |rent| ["Median ", rent, " CNY/m²"].concat(),
    see_homes: |total| {
        if total == "1" {
            "See this home".into()
        } else {
            ["See these ", total, " homes"].concat()
        }
    },
    see_map: "See them on the map",
    csv: "Download CSV",
    empty_title: "No home meets every condition",
    empty: "Drop some conditions to see the market.",
    few: |total| {
        let homes = if total == "1" { " home" } else { " homes" };
        [
            "Small sample: only ",
            total,
            homes,
            ". Read the figures with care.",
        ]
        .concat()
    },
    choose: "What to look at",
    city: "City",
    all_cities: "All cities",
    show_table: "Show the table",
    homes: "Homes",
    share: "Share",
    median_rent: "Median rent (CNY/month)",
    median_per_area: "Median rent per m² (CNY/month)",
    sample_too_small: "Sample too small",
    no_area: "Size unknown",
    chosen: "chosen",
    nothing_to_compare: "The sample is too small to compare anything.",
    by_city: "Rents by city",
    by_district: "Rents by district",
    district: "District",
    places: |dear, most, cheap, least| {
        [
            "By median rent per m² and month, ",
            dear,
            " is dearest at ",
            most,
            " CNY and ",
            cheap,
            " cheapest at ",
            least,
            " CNY.",
        ]
        .concat()
    },
    places_one: |place, rent| {
        [
            "The median rent per m² and month in ",
            place,
            " is ",
            rent,
            " CNY.",
        ]
        .concat()
    },
    places_by_rent: |dear, most, cheap, least| {
        [
            "Sizes are mostly unknown, so only monthly rents are compared: ",
            dear,
            " is dearest with a median of ",
            most,
            " CNY, ",
            cheap,
            " cheapest with ",
            least,
            " CNY.",
        ]
        .concat()
    },
    places_by_rent_one: |place, rent| {
        ["The median rent in ", place, " is ", rent, " CNY/month."].concat()
    },
    map_of: |says| ["Map of the districts. ", says].concat(),
    by_business_district: "Rents in the busiest areas",
    business_district: "Area",
    business_districts: |place, homes, rent| {
        [
            place,
            " has most homes, ",
            homes,
            ", with a median rent of ",
            rent,
            " CNY/month.",
        ]
        .concat()
    },
    by_rent: "How rents are spread",
    rent: "Rent (CNY/month)",
    rents: |bin, share, lower, upper| {
        [
            "Most common are ",
            bin,
            " CNY/month, ",
            share,
            " of the homes; half lie between ",
            lower,
            " and ",
            upper,
            " CNY.",
        ]
        .concat()
    },
    by_area: "Rent and size",
    area: "Size (m²)",
    areas: |band, homes, rent| {
        [
            band,
            " m² is most common, ",
            homes,
            " homes, with a median rent of ",
            rent,
            " CNY/month.",
        ]
        .concat()
    },
    areas_missing: |homes| {
        [
            "The size of ",
            homes,
            " more is unknown; they are not counted.",
        ]
        .concat()
    },
    density: "The stronger the colour, the more homes.",
    density_tip: "{area} m², {rent} CNY/month: {count} homes",
    by_rooms: "Rooms",
    rooms: "Rooms",
    commonest: |what, share| ["Most common: ", what, ", ", share, " of the homes."].concat(),
    by_mode: "How homes are let",
    mode: "Type",
    history: "Rents over time",
    month: "Month published",
    month_of: |year, month| {
        let names = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ];
        let at: usize = month.parse().unwrap_or(0);
        let name = names.get(at.wrapping_sub(1)).copied().unwrap_or(month);
        [name, " ", year].concat()
    },
    history_from_to: |first, from, last, to| {
        [
            "The median rent went from ",
            from,
            " CNY in ",
            first,
            " to ",
            to,
            " CNY in ",
            last,
            ": ",
        ]
        .concat()
    },
    rose: |percent| ["up ", percent, "."].concat(),
    fell: |percent| ["down ", percent, "."].concat(),
    stayed: "about the same.",
    history_note: "By the month in which homes were published; months with fewer than 20 homes are left out. The mix of homes differs from month to month, so not every change is one of prices.",
    history_needs_city: "The homes of each month come from different cities, which cannot be compared. Choose a city to see its trend.",
    history_too_short: "There are too few months to see a trend.",
    method_heading: "How this is reckoned",
    method: &[
        "Medians are taken over all matching homes, not a sample; groups of fewer than 5 homes get none.",
        "Rent per m² is the median over each home's rent divided by its size, for shared homes the room's; homes of unknown size are left out of it.",
        "Each chart counts with all other conditions but not its own, so that what you chose stands beside what you did not.",
        "Size bands include both ends: a home exactly on an edge counts in both.",
    ],
};
