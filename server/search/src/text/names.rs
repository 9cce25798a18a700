//! The ways in which people write the name of a place.

use super::normal::{normal, units};
use pinyin::{ToPinyin, ToPinyinMulti};

/// The most readings of one character that are tried.
const CHARACTER_READINGS_MAX: usize = 3;
/// The most units of a beginning that is a form in pinyin.
const BEGINNING_MAX: usize = 3;
/// The most units of an end that is a form in pinyin.
const END_MAX: usize = 2;

/// What a name can be found by.
#[derive(Debug, Default)]
pub struct NameForms {
    /// The whole name in Chinese and in pinyin, with and without the suffix of its level (朝阳区 and
    /// 朝阳).
    pub whole: Vec<String>,
    /// The initials of the same.
    pub initials: Vec<String>,
    /// Units and pairs of neighbouring units in Chinese, of which a longer part consists, and short
    /// beginnings and ends in pinyin.
    pub parts: Vec<String>,
}

impl NameForms {
    /// The forms of `name`. A `division` is also known without the word for its level. Of an
    /// ambiguous name at most `readings` are forms.
    pub fn of(name: &str, division: bool, readings: usize) -> Self {
        let name = normal(name);
        let units = units(&name);
        let mut forms = Self::default();
        forms.add_whole(&units, readings);
        if division
            && units.len() > 2
            && let Some((level, short)) = units.split_last()
            && ["市", "区", "县", "州", "盟", "旗"].contains(level)
        {
            forms.add_whole(short, readings);
        }
        for length in [1, 2] {
            let parts = units
                .windows(length)
                .filter(|part| part.len() < units.len());
            forms.parts.extend(parts.map(<[&str]>::concat));
        }
        let beginnings = (1..=BEGINNING_MAX).filter_map(|length| units.get(..length));
        let ends = (1..=END_MAX).filter_map(|length| units.get(units.len().checked_sub(length)?..));
        for part in beginnings.chain(ends) {
            if part.len() < units.len() {
                forms.parts.push(usual_reading(part));
            }
        }
        forms
    }

    fn add_whole(&mut self, units: &[&str], max: usize) {
        let chinese = units.concat();
        for (full, initials) in readings(units, max) {
            if full == chinese {
                continue;
            }
            if units.len() > 1 {
                self.initials.push(initials);
            }
            self.whole.push(full);
        }
        self.whole.push(chinese);
    }
}

fn usual_reading(units: &[&str]) -> String {
    units
        .iter()
        .map(|unit| reading(unit).map_or(*unit, |pinyin| pinyin.plain()))
        .collect()
}

fn reading(unit: &str) -> Option<pinyin::Pinyin> {
    unit.chars().next().and_then(|c| c.to_pinyin())
}

/// The ways to read `units` aloud, with their initials: several characters have more than one reading
/// (重庆 is chongqing, 重 alone zhong). At most `max`.
fn readings(units: &[&str], max: usize) -> Vec<(String, String)> {
    let mut readings = vec![(String::new(), String::new())];
    for unit in units {
        let mut syllables: Vec<&str> = syllables(unit);
        if syllables.is_empty() {
            syllables.push(unit);
        }
        if readings.len() * syllables.len() > max {
            syllables.truncate(1);
        }
        readings = readings
            .iter()
            .flat_map(|(full, initials)| {
                syllables.iter().map(move |syllable| {
                    let initial = syllable.chars().next().unwrap_or_default();
                    (format!("{full}{syllable}"), format!("{initials}{initial}"))
                })
            })
            .collect();
    }
    readings
}

/// The syllables that `unit` may be read as, the usual one first; none if it is no Chinese character.
pub fn syllables(unit: &str) -> Vec<&'static str> {
    let mut syllables: Vec<&str> = unit
        .chars()
        .next()
        .and_then(|c| c.to_pinyin_multi())
        .map(|all| all.into_iter().map(pinyin::Pinyin::plain).collect())
        .unwrap_or_default();
    dedup(&mut syllables);
    syllables.truncate(CHARACTER_READINGS_MAX);
    syllables
}

fn dedup(syllables: &mut Vec<&str>) {
    let mut seen = Vec::new();
    syllables.retain(|syllable| {
        let new = !seen.contains(syllable);
        if new {
            seen.push(*syllable);
        }
        new
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_whole(name: &str, whole: &[&str], initials: &[&str]) {
        let forms = NameForms::of(name, true, 12);
        for (found, expected) in [(&forms.whole, whole), (&forms.initials, initials)] {
            for form in expected {
                assert!(found.iter().any(|f| f == form), "{form} in {forms:?}");
            }
        }
    }

    #[test]
    fn a_name_is_found_in_pinyin_by_initials_and_without_its_level() {
        assert_whole(
            "朝阳区",
            &["朝阳区", "朝阳", "chaoyang", "chaoyangqu"],
            &["cy", "cyq"],
        );
        assert_whole("北京市", &["北京市", "北京", "beijing"], &["bj"]);
        assert_whole("SOHO现代城", &["soho现代城", "sohoxiandaicheng"], &["sxdc"]);
    }

    #[test]
    fn characters_with_several_readings_are_found_by_the_right_one() {
        for (name, pinyin) in [
            ("重庆", "chongqing"),
            ("长沙", "changsha"),
            ("厦门", "xiamen"),
            ("长宁区", "changning"),
            ("朝阳", "chaoyang"),
            ("番禺区", "panyu"),
            ("莘庄", "xinzhuang"),
        ] {
            assert_whole(name, &[pinyin], &[]);
        }
    }

    #[test]
    fn parts_of_a_name_are_forms_of_their_own() {
        let forms = NameForms::of("万科城市花园", false, 1);
        for part in ["万科", "科城", "花", "huayuan", "wanke", "wankecheng"] {
            assert!(forms.parts.iter().any(|form| form == part), "{part}");
        }
        assert!(!forms.parts.iter().any(|form| form == "万科城市花园"));
    }
}
