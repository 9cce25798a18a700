//! What the words in listing files mean.

use domain::{
    Decoration, Facility, FacilitySet, FloorBand, Orientation, OrientationSet, PaymentTerms,
    RentMode,
};

/// The longest tag that is kept, in characters.
const TAG_MAX: usize = 12;

/// How the home is let; blank means the whole home.
pub(crate) fn rent_mode(text: &str) -> Option<RentMode> {
    Some(match text {
        "" | "整租" => RentMode::Entire,
        "合租" => RentMode::Shared,
        "独栋公寓" | "独栋" => RentMode::Apartment,
        _ => return None,
    })
}

/// How the home is fitted out.
pub(crate) fn decoration(text: &str) -> Option<Decoration> {
    Some(match text {
        "毛坯" | "毛坯房" => Decoration::Bare,
        "简装" | "简单装修" | "普通装修" | "中等装修" => Decoration::Simple,
        "精装" | "精装修" => Decoration::Fine,
        "豪装" | "豪华装修" => Decoration::Luxury,
        _ => return None,
    })
}

/// How the rent is paid.
pub(crate) fn payment(text: &str) -> Option<PaymentTerms> {
    Some(match text {
        "押一付一" | "月付" => PaymentTerms::Monthly,
        "双月付" | "押一付二" => PaymentTerms::Bimonthly,
        "季付" | "押一付三" => PaymentTerms::Quarterly,
        "半年付" => PaymentTerms::HalfYearly,
        "年付" => PaymentTerms::Yearly,
        _ => return None,
    })
}

/// Whether there is a lift.
pub(super) fn lift(text: &str) -> Option<bool> {
    match text {
        "1" | "有" => Some(true),
        "0" | "无" => Some(false),
        _ => None,
    }
}

/// The part of the building.
pub(super) fn floor_band(text: &str) -> Option<FloorBand> {
    Some(match text.trim_end_matches("楼层") {
        "低" | "底层" => FloorBand::Low,
        "中" => FloorBand::Middle,
        "高" | "顶层" => FloorBand::High,
        "地下室" | "地下" => FloorBand::Basement,
        _ => return None,
    })
}

/// The directions named in `text`, set apart by signs or run together (`东南 南`, `南北`), and
/// whether every sign was understood.
pub(crate) fn orientation(text: &str) -> (OrientationSet, bool) {
    let mut set = OrientationSet::default();
    let mut understood = true;
    for word in text.split([' ', '/', '|', '、', ',', '，', '\u{3000}']) {
        let mut rest = word.trim_matches(['朝', '向']);
        while !rest.is_empty() {
            // Two signs first: 东南 is one direction, 南东 are two.
            let found = Orientation::ALL
                .iter()
                .filter(|direction| rest.starts_with(direction.zh()))
                .max_by_key(|direction| direction.zh().len());
            match found {
                Some(direction) => {
                    set.insert(*direction);
                    rest = rest.get(direction.zh().len()..).unwrap_or_default();
                }
                None => {
                    understood = false;
                    break;
                }
            }
        }
    }
    (set, understood)
}

/// The facility that `word` names.
fn facility(word: &str) -> Option<Facility> {
    let direct = Facility::ALL
        .iter()
        .copied()
        .find(|facility| facility.zh() == word);
    direct.or(match word {
        "无线网络" | "WIFI" | "wifi" | "宽带网" => Some(Facility::Broadband),
        "燃气" | "煤气" => Some(Facility::NaturalGas),
        "停车位" => Some(Facility::Parking),
        "独卫" => Some(Facility::PrivateBathroom),
        _ => None,
    })
}

/// The facilities of a `|`-separated list and how many words were not understood. A mere count
/// (`count:8`) says nothing.
pub(super) fn facilities(text: &str) -> (FacilitySet, u64) {
    let mut set = FacilitySet::default();
    let mut unknown = 0;
    for word in text.split('|').map(str::trim) {
        match facility(word) {
            Some(facility) => set.insert(facility),
            None if word.is_empty() || word.starts_with("count:") => {}
            None => unknown += 1,
        }
    }
    (set, unknown)
}

/// What a list of tags says, sorted into facts and words that remain tags.
#[derive(Debug, Default, PartialEq)]
pub(super) struct TagFacts {
    /// What remains: words people filter by, in their order.
    pub(super) tags: Vec<String>,
    /// Payment terms.
    pub(super) payment: Option<PaymentTerms>,
    /// Decoration.
    pub(super) decoration: Option<Decoration>,
    /// Facilities.
    pub(super) facilities: FacilitySet,
    /// Whether a metro station is near.
    pub(super) near_subway: bool,
    /// Facts without a field of their own, as clauses for the description.
    pub(super) clauses: Vec<String>,
    /// Words too long to be tags.
    pub(super) too_long: u64,
}

/// Sorts the tags of a `|`-separated list.
pub(super) fn tags(text: &str) -> TagFacts {
    let mut facts = TagFacts::default();
    let mut supply = Vec::new();
    for word in text.split('|').map(str::trim) {
        if let Some(payment) = payment(word) {
            facts.payment = Some(payment);
            continue;
        }
        match word {
            // The day of publication says what is new; the rent mode says what is an apartment.
            "" | "新上" | "独栋公寓" => {}
            "近地铁" | "地铁房" => facts.near_subway = true,
            "有阳台" | "独立阳台" => facts.facilities.insert(Facility::Balcony),
            "独立卫生间" => facts.facilities.insert(Facility::PrivateBathroom),
            "集中供暖" => facts.facilities.insert(Facility::Heating),
            "车位:租用车位" => {
                facts.facilities.insert(Facility::Parking);
                facts.clauses.push("车位需另行租用".into());
            }
            "车位:免费使用" => {
                facts.facilities.insert(Facility::Parking);
                facts.clauses.push("车位免费使用".into());
            }
            "民水" | "民电" | "商水" | "商电" => supply.push(word),
            "1~3个月" | "1年以内" | "1~2年" | "2~3年" | "3年以上" => {
                facts.clauses.insert(0, format!("租期{word}"));
            }
            _ if decoration(word).is_some() => facts.decoration = decoration(word),
            _ if word.chars().count() > TAG_MAX => facts.too_long += 1,
            _ if facts.tags.iter().any(|tag| tag == word) => {}
            _ => facts.tags.push(word.to_owned()),
        }
    }
    facts.clauses.extend(supply_clause(&supply));
    facts
}

/// Water and power are billed at the rates of homes (民) or of businesses (商).
fn supply_clause(supply: &[&str]) -> Option<String> {
    let has = |word| supply.contains(&word);
    if has("民水") && has("民电") {
        Some("水电按民用标准".into())
    } else if has("商水") && has("商电") {
        Some("水电按商用标准".into())
    } else if supply.is_empty() {
        None
    } else {
        let words: Vec<_> = supply
            .iter()
            .map(|word| match *word {
                "民水" => "民用水",
                "民电" => "民用电",
                "商水" => "商用水",
                _ => "商用电",
            })
            .collect();
        Some(words.join("、"))
    }
}

/// Whether the name of an estate was replaced by a number before publication (`小区#1461`).
pub(super) fn is_anonymous_estate(name: &str) -> bool {
    name.strip_prefix("小区#")
        .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_are_read_apart_or_run_together() {
        for (text, words, understood) in [
            ("南 北", vec!["南", "北"], true),
            ("南北", vec!["南", "北"], true),
            ("东南 南", vec!["南", "东南"], true),
            ("东 东南 南", vec!["南", "东", "东南"], true),
            ("南西", vec!["南", "西"], true),
            ("朝南/朝北", vec!["南", "北"], true),
            ("", vec![], true),
            ("暂无数据", vec![], false),
            ("南 ?", vec!["南"], false),
        ] {
            let (set, all) = orientation(text);
            let read: Vec<_> = set.iter().map(Orientation::zh).collect();
            assert_eq!((read, all), (words, understood), "{text}");
        }
    }

    #[test]
    fn tags_that_are_facts_become_fields() {
        let facts = tags("近地铁|季付|新上|独立阳台|精装|随时看房|随时看房|车位:免费使用");
        assert_eq!(facts.tags, ["随时看房"]);
        assert!(facts.near_subway);
        assert_eq!(facts.payment, Some(PaymentTerms::Quarterly));
        assert_eq!(facts.decoration, Some(Decoration::Fine));
        let facilities: Vec<_> = facts.facilities.iter().collect();
        assert_eq!(facilities, [Facility::Balcony, Facility::Parking]);
        assert_eq!(facts.clauses, ["车位免费使用"]);
    }

    #[test]
    fn lease_and_supply_become_clauses() {
        let facts = tags("季付|民水|民电|1年以内");
        assert!(facts.tags.is_empty());
        assert_eq!(facts.clauses, ["租期1年以内", "水电按民用标准"]);
        assert_eq!(tags("民水|商电").clauses, ["民用水、商用电"]);
    }

    #[test]
    fn a_tag_as_long_as_a_sentence_is_none() {
        let facts = tags("这是一句很长很长的话不可能是一个标签");
        assert!(facts.tags.is_empty());
        assert_eq!(facts.too_long, 1);
    }

    #[test]
    fn facilities_are_named_and_counts_ignored() {
        let (set, unknown) = facilities("冰箱|count:8||床|游泳池");
        let words: Vec<_> = set.iter().map(Facility::zh).collect();
        assert_eq!((words, unknown), (vec!["床", "冰箱"], 1));
    }

    #[test]
    fn an_estate_that_is_only_a_number_is_anonymous() {
        assert!(is_anonymous_estate("小区#1461"));
        assert!(!is_anonymous_estate("小区#"));
        assert!(!is_anonymous_estate("幸福小区"));
        assert!(!is_anonymous_estate("#9公馆"));
    }
}
