//! Chinese names of places in Latin letters, for pages in English.

mod pages;
mod places;
mod readings;
mod tags;

pub use pages::Romanise;

use readings::{syllables, word};

/// Ends of the names of divisions, the longest first, and what maps write in their place.
const LEVELS: &[(&str, &str)] = &[
    ("特别行政区", ""),
    ("自治区", ""),
    ("自治州", " Autonomous Prefecture"),
    ("自治县", " Autonomous County"),
    ("自治旗", " Autonomous Banner"),
    ("新区", " New Area"),
    ("矿区", " Mining District"),
    ("林区", " Forestry District"),
    ("地区", " Prefecture"),
    ("省", ""),
    ("市", ""),
    ("区", " District"),
    ("县", " County"),
    ("旗", " Banner"),
    ("盟", " League"),
];

/// Divisions whose names in English are not their pinyin.
const DIVISIONS: &[(&str, &str)] = &[
    ("陕西省", "Shaanxi"),
    ("内蒙古自治区", "Inner Mongolia"),
    ("广西壮族自治区", "Guangxi"),
    ("宁夏回族自治区", "Ningxia"),
    ("新疆维吾尔自治区", "Xinjiang"),
    ("西藏自治区", "Xizang"),
    ("香港特别行政区", "Hong Kong"),
    ("澳门特别行政区", "Macao"),
    ("呼和浩特市", "Hohhot"),
    ("乌鲁木齐市", "Urumqi"),
    ("哈尔滨市", "Harbin"),
    ("齐齐哈尔市", "Qiqihar"),
    ("鄂尔多斯市", "Ordos"),
    ("拉萨市", "Lhasa"),
];

/// The peoples in the names of autonomous divisions.
const PEOPLES: &[(&str, &str)] = &[
    ("土家族", "Tujia"),
    ("蒙古族", "Mongol"),
    ("哈尼族", "Hani"),
    ("布依族", "Bouyei"),
    ("朝鲜族", "Korean"),
    ("苗族", "Miao"),
    ("回族", "Hui"),
    ("满族", "Manchu"),
    ("藏族", "Tibetan"),
    ("壮族", "Zhuang"),
    ("侗族", "Dong"),
    ("瑶族", "Yao"),
    ("彝族", "Yi"),
    ("白族", "Bai"),
    ("傣族", "Dai"),
    ("黎族", "Li"),
    ("畲族", "She"),
    ("羌族", "Qiang"),
    ("水族", "Shui"),
    ("仡佬族", "Gelao"),
];

/// The name of a division the way maps write it: `Beijing`, `Chaoyang District`, `Miyun County`;
/// nothing when it holds no Chinese.
pub fn division(name: &str) -> Option<String> {
    if let Some((_, english)) = DIVISIONS.iter().find(|(known, _)| *known == name) {
        return Some((*english).to_owned());
    }
    let (stem, level) = LEVELS
        .iter()
        .find_map(|(end, level)| Some((name.strip_suffix(end)?, *level)))
        .unwrap_or((name, ""));
    // A name of one syllable keeps the word for its level: 唐县 is Tangxian County.
    if stem.chars().count() < 2 {
        return Some([&place(name)?, level].concat());
    }
    let (stem, peoples) = without_peoples(stem);
    let peoples = peoples.join(" and ");
    let gap = if peoples.is_empty() { "" } else { " " };
    Some([&word(stem)?, gap, &peoples, level].concat())
}

/// The place in the name of an autonomous division, and whose it is.
fn without_peoples(mut stem: &str) -> (&str, Vec<&'static str>) {
    let mut peoples = Vec::new();
    while let Some((rest, people)) = PEOPLES
        .iter()
        .find_map(|(name, people)| Some((stem.strip_suffix(name)?, *people)))
        .filter(|(rest, _)| rest.chars().count() >= 2)
    {
        peoples.insert(0, people);
        stem = rest;
    }
    (stem, peoples)
}

/// The name of any other place in pinyin without tones, one word for what is said in one breath:
/// `Wangjing`, `Guoyuan Chenguang Yunting`; nothing when it holds no Chinese.
pub fn place(name: &str) -> Option<String> {
    let mut words = Vec::new();
    let mut han = String::new();
    let mut found = false;
    let mut other = String::new();
    for character in name.chars().chain(['\0']) {
        if syllables(character.encode_utf8(&mut [0; 4])).is_some() {
            push(&mut words, &mut other);
            han.push(character);
            continue;
        }
        for part in breaths(&han) {
            words.extend(word(part));
            found = true;
        }
        han.clear();
        match character {
            '\0' => {}
            '·' | '•' | '（' | '）' | '(' | ')' | ' ' => push(&mut words, &mut other),
            _ => other.push(character),
        }
    }
    push(&mut words, &mut other);
    found.then(|| words.join(" "))
}

fn push(words: &mut Vec<String>, word: &mut String) {
    if !word.is_empty() {
        words.push(std::mem::take(word));
    }
}

/// Words that names of estates end with.
const ENDS: &[&str] = &[
    "小区", "花园", "家园", "公寓", "大厦", "新村", "新城", "广场", "社区", "大街", "中心", "花苑",
    "雅苑", "嘉园", "名苑", "公馆", "国际", "一期", "二期", "三期", "四期", "五期", "东区", "西区",
    "南区", "北区", "东路", "西路", "南路", "北路", "东里", "西里", "南里", "北里", "东街", "西街",
    "宿舍", "别墅",
];

/// Cuts a name into the parts that are written as one word: known ends, and pairs before them,
/// as most words are. Three characters stay together.
fn breaths(name: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = name;
    while let Some(before) = ENDS.iter().find_map(|end| rest.strip_suffix(end)) {
        if before.is_empty() {
            break;
        }
        parts.push(&rest[before.len()..]);
        rest = before;
    }
    parts.reverse();
    let mut front = Vec::new();
    while !rest.is_empty() {
        let left = rest.chars().count();
        let take = if left <= 3 { left } else { 2 };
        let end = rest
            .char_indices()
            .nth(take)
            .map_or(rest.len(), |(index, _)| index);
        front.push(&rest[..end]);
        rest = &rest[end..];
    }
    front.extend(parts);
    front
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn divisions_are_written_as_on_maps() {
        for (chinese, english) in [
            ("北京市", "Beijing"),
            ("重庆市", "Chongqing"),
            ("长沙市", "Changsha"),
            ("厦门市", "Xiamen"),
            ("西安市", "Xi'an"),
            ("成都市", "Chengdu"),
            ("六安市", "Lu'an"),
            ("台州市", "Taizhou"),
            ("陕西省", "Shaanxi"),
            ("山西省", "Shanxi"),
            ("朝阳区", "Chaoyang District"),
            ("浦东新区", "Pudong New Area"),
            ("长宁区", "Changning District"),
            ("番禺区", "Panyu District"),
            ("密云县", "Miyun County"),
            ("昆山市", "Kunshan"),
            ("唐县", "Tangxian County"),
            (
                "彭水苗族土家族自治县",
                "Pengshui Miao and Tujia Autonomous County",
            ),
            (
                "恩施土家族苗族自治州",
                "Enshi Tujia and Miao Autonomous Prefecture",
            ),
        ] {
            assert_eq!(division(chinese).as_deref(), Some(english), "{chinese}");
        }
    }

    #[test]
    fn other_places_are_written_word_by_word() {
        for (chinese, latin) in [
            ("望京", "Wangjing"),
            ("西红门", "Xihongmen"),
            ("十里堡", "Shilipu"),
            ("长阳", "Changyang"),
            ("万科城市花园", "Wanke Chengshi Huayuan"),
            ("绿地大厦", "Lüdi Dasha"),
            ("车公庄", "Chegongzhuang"),
            ("建外SOHO", "Jianwai SOHO"),
            ("首开·国风上观", "Shoukai Guofeng Shangguan"),
            ("天通苑（北区）", "Tiantongyuan Beiqu"),
        ] {
            assert_eq!(place(chinese).as_deref(), Some(latin), "{chinese}");
        }
    }

    #[test]
    fn what_holds_no_chinese_stays_alone() {
        for name in ["", "MOMA", "2046", " "] {
            assert_eq!(place(name), None, "{name}");
            assert_eq!(division(name), None, "{name}");
        }
    }
}
