//! What a listing says without words, and the words people search it by.

use domain::{Decoration, FloorBand, ListingCard, Orientation, RentMode};

/// Words that are not names: they say nothing about a home among homes for rent.
const EMPTY: [&str; 22] = [
    "租房", "出租", "房源", "房子", "租", "房", "找房", "小区", "附近", "周边", "的", "在", "和",
    "想", "要", "找", "有", "带", "个", "元", "租金", "求租",
];

/// Words that mean a fact, with the facts of which any will do.
const MEANINGS: &[(&[&str], &[&str])] = &[
    (&["整租", "整套"], &["entire"]),
    (&["合租", "合住", "次卧", "主卧"], &["shared"]),
    (&["独栋", "独栋公寓"], &["apartment"]),
    (&["单间"], &["studio", "shared"]),
    (&["开间", "零居", "零室"], &["studio"]),
    (&["毛坯", "毛坯房"], &["bare"]),
    (&["简装", "简装修", "简单装修"], &["simple"]),
    (&["精装", "精装修", "精装房"], &["fine"]),
    (&["豪装", "豪华装修", "豪华装"], &["luxury"]),
    (&["电梯", "电梯房", "有电梯", "带电梯"], &["lift"]),
    (
        &["近地铁", "地铁", "地铁房", "地铁口", "地铁站", "地铁旁"],
        &["subway"],
    ),
    (
        &[
            "免中介费",
            "无中介费",
            "无中介",
            "免佣",
            "免佣金",
            "零中介",
            "免中介",
        ],
        &["no_fee"],
    ),
    (&["南北通透", "南北", "通透"], &["through"]),
    (&["地下室"], &["basement"]),
    (&["低楼层", "低层"], &["low"]),
    (&["中楼层", "中层"], &["middle"]),
    (&["高楼层", "高层"], &["high"]),
];

/// Words for the parts of a layout, with the letter of their fact.
const LAYOUT: [(&str, char); 7] = [
    ("居室", 'r'),
    ("居", 'r'),
    ("室", 'r'),
    ("房", 'r'),
    ("厅", 'h'),
    ("卫", 'w'),
    ("卧", 'r'),
];

/// Numbers as people write them before a part of a layout.
const NUMBERS: [(&str, u8); 19] = [
    ("一", 1),
    ("二", 2),
    ("两", 2),
    ("三", 3),
    ("四", 4),
    ("五", 5),
    ("六", 6),
    ("七", 7),
    ("八", 8),
    ("九", 9),
    ("1", 1),
    ("2", 2),
    ("3", 3),
    ("4", 4),
    ("5", 5),
    ("6", 6),
    ("7", 7),
    ("8", 8),
    ("9", 9),
];

/// Whether `word` says nothing that could tell homes apart.
pub fn is_empty(word: &str) -> bool {
    EMPTY.contains(&word)
}

/// The words that the segmenter must keep whole.
pub fn vocabulary() -> impl Iterator<Item = String> {
    let layouts = NUMBERS.iter().flat_map(|(number, _)| {
        LAYOUT
            .iter()
            .map(move |(part, _)| format!("{number}{part}"))
    });
    let facing = ["朝", "向"].into_iter().flat_map(|prefix| {
        Orientation::ALL
            .iter()
            .map(move |orientation| format!("{prefix}{}", orientation.zh()))
    });
    let backwards = Orientation::ALL.iter().flat_map(|orientation| {
        ["向", "朝向"].map(|suffix| format!("{}{suffix}", orientation.zh()))
    });
    MEANINGS
        .iter()
        .flat_map(|(words, _)| words.iter().map(|word| (*word).to_owned()))
        .chain(layouts)
        .chain(facing)
        .chain(backwards)
}

/// The facts that `word` means; any of them will do. Empty for a word that means none.
pub fn meanings(word: &str) -> Vec<String> {
    if let Some((_, facts)) = MEANINGS.iter().find(|(words, _)| words.contains(&word)) {
        return facts.iter().map(|fact| (*fact).to_owned()).collect();
    }
    let layout = NUMBERS.iter().find_map(|(number, value)| {
        let part = word.strip_prefix(number)?;
        let (_, letter) = LAYOUT.iter().find(|(name, _)| *name == part)?;
        Some(format!("{letter}{value}"))
    });
    let orientation = || {
        let direction = ["朝", "向"]
            .iter()
            .find_map(|prefix| word.strip_prefix(prefix))
            .or_else(|| {
                ["朝向", "向"]
                    .iter()
                    .find_map(|suffix| word.strip_suffix(suffix))
            })?;
        let orientation = Orientation::ALL.iter().find(|o| o.zh() == direction)?;
        Some(facing(*orientation))
    };
    layout.or_else(orientation).into_iter().collect()
}

fn facing(orientation: Orientation) -> String {
    format!("faces_{orientation}")
}

/// The facts of a listing.
pub fn facts(card: &ListingCard) -> Vec<String> {
    let mut facts: Vec<String> = Vec::new();
    let layout = card.layout;
    for (letter, number) in [
        ('r', layout.rooms),
        ('h', layout.halls),
        ('w', layout.baths),
    ] {
        facts.extend(number.map(|number| format!("{letter}{number}")));
    }
    let words = [
        Some(card.mode.as_str()),
        card.decoration.map(Decoration::as_str),
        card.floor.band.map(FloorBand::as_str),
        (card.lift == Some(true)).then_some("lift"),
        card.near_subway.then_some("subway"),
        (card.agent_fee == Some(false)).then_some("no_fee"),
        (card.mode != RentMode::Shared
            && (layout.rooms == Some(0) || (layout.rooms == Some(1) && layout.halls == Some(0))))
        .then_some("studio"),
        (card.orientation.contains(Orientation::South)
            && card.orientation.contains(Orientation::North))
        .then_some("through"),
    ];
    facts.extend(words.into_iter().flatten().map(str::to_owned));
    facts.extend(card.orientation.iter().map(facing));
    facts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_mean_facts() {
        for (word, fact) in [
            ("两居", "r2"),
            ("二居室", "r2"),
            ("2室", "r2"),
            ("三房", "r3"),
            ("1厅", "h1"),
            ("两卫", "w2"),
            ("朝南", "faces_south"),
            ("东南向", "faces_south_east"),
            ("北朝向", "faces_north"),
            ("精装修", "fine"),
            ("低楼层", "low"),
        ] {
            assert_eq!(meanings(word), [fact], "{word}");
        }
        for word in ["望京", "朝阳", "2", "居", "朝", ""] {
            assert_eq!(meanings(word), Vec::<String>::new(), "{word}");
        }
    }
}
