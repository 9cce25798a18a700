//! Whether what was typed stands for a part of a name.

use super::units::{Unit, Units};
use crate::text::normal;

/// The most characters of what was typed that are looked at: longer than any name.
const TYPED_MAX: usize = 30;

/// How well a name matches, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Quality {
    /// The whole name, as it is written or in pinyin.
    Whole,
    /// Its beginning, as it is written.
    Beginning,
    /// Its beginning in pinyin, or partly so.
    BeginningRead,
    /// Its beginning by initials.
    BeginningInitials,
    /// A part of it, as it is written.
    Part,
    /// A part of it in pinyin.
    PartRead,
    /// A part of it by initials.
    PartInitials,
}

/// How units were matched, the most literal first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Way {
    Written,
    Read,
    Initials,
}

/// What was typed, in the normal spelling and without spaces.
pub struct Typed(Vec<char>);

/// Where a name matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// How well.
    pub quality: Quality,
    /// The first unit that matches.
    pub first: usize,
    /// How many units match.
    pub units: usize,
}

impl Typed {
    /// `None` if nothing was typed that could be part of a name.
    pub fn new(typed: &str) -> Option<Self> {
        let characters = normal(typed)
            .chars()
            .filter(|c| !c.is_whitespace())
            .take(TYPED_MAX)
            .collect::<Vec<char>>();
        (!characters.is_empty()).then_some(Self(characters))
    }

    /// Whether it may begin with `unit`.
    pub fn may_begin_with(&self, unit: &Unit) -> bool {
        let first = self.0.first();
        unit.text.first() == first
            || unit
                .readings
                .iter()
                .any(|reading| reading.chars().next().as_ref() == first)
    }

    /// The best match in a name of these units, of which the first `whole` make the whole name.
    /// `beginning` says which units it may begin with.
    pub fn best(
        &self,
        numbers: &[u32],
        whole: usize,
        units: &Units,
        beginning: &[bool],
    ) -> Option<Match> {
        let may_begin = |number: &u32| beginning.get(*number as usize).copied().unwrap_or(false);
        let starts = numbers.iter().enumerate();
        let starts = starts.filter(|(_, number)| may_begin(number));
        let mut best: Option<Match> = None;
        for (first, _) in starts {
            let rest = numbers.get(first..).unwrap_or_default();
            let Some(Walk { way, count, cut }) = walk(rest, units, &self.0) else {
                continue;
            };
            let quality = match (first, way) {
                (0, Way::Written | Way::Read) if count >= whole && !cut => Quality::Whole,
                (0, Way::Written) => Quality::Beginning,
                (0, Way::Read) => Quality::BeginningRead,
                (0, Way::Initials) => Quality::BeginningInitials,
                (_, Way::Written) => Quality::Part,
                // One letter within a name says nothing.
                (..) if self.0.len() < 2 => continue,
                (_, Way::Read) => Quality::PartRead,
                (_, Way::Initials) => Quality::PartInitials,
            };
            if best.is_none_or(|best| quality < best.quality) {
                best = Some(Match {
                    quality,
                    first,
                    units: count,
                });
            }
        }
        best
    }
}

/// A way to take what was typed.
#[derive(Clone, Copy)]
struct Walk {
    /// The least literal way of its units.
    way: Way,
    /// How many units it takes.
    count: usize,
    /// Whether the last of them is cut short.
    cut: bool,
}

impl Walk {
    const END: Self = Self {
        way: Way::Written,
        count: 0,
        cut: false,
    };
    const CUT: Self = Self {
        cut: true,
        ..Self::END
    };

    /// This after a unit that is taken in `way`.
    fn after(self, way: Way) -> Self {
        Self {
            way: way.max(self.way),
            count: self.count + 1,
            ..self
        }
    }
}

/// The most literal way to take all of `typed` as a beginning of these units.
/// Each unit is written, read, or said by its initial; the last may be cut short.
fn walk(numbers: &[u32], units: &Units, typed: &[char]) -> Option<Walk> {
    if typed.is_empty() {
        return Some(Walk::END);
    }
    let (number, rest) = numbers.split_first()?;
    let unit = units.get(*number)?;
    if let Some(left) = typed.strip_prefix(&*unit.text) {
        if let Some(rest) = walk(rest, units, left) {
            return Some(rest.after(Way::Written));
        }
    } else if unit.text.starts_with(typed) {
        return Some(Walk::CUT.after(Way::Written));
    }
    let mut best: Option<Walk> = None;
    let mut take = |rest: Option<Walk>, way: Way| {
        let found = rest.map(|rest| rest.after(way));
        if let Some(found) = found
            && best.is_none_or(|best| (found.way, found.cut) < (best.way, best.cut))
        {
            best = Some(found);
        }
    };
    for reading in &unit.readings {
        let letters = reading.chars().count();
        let shared = reading
            .chars()
            .zip(typed)
            .take_while(|(letter, typed)| letter == *typed)
            .count();
        if shared == letters {
            let left = typed.get(letters..).unwrap_or_default();
            take(walk(rest, units, left), Way::Read);
        } else if shared == typed.len() {
            take(Some(Walk::CUT), Way::Read);
        }
        // 中 is said z, or zh.
        let digraph =
            reading.starts_with("zh") || reading.starts_with("ch") || reading.starts_with("sh");
        for length in 1..=1 + usize::from(digraph) {
            if shared >= length && letters > length && typed.len() > length {
                let left = typed.get(length..).unwrap_or_default();
                take(walk(rest, units, left), Way::Initials);
            }
        }
    }
    if unit.readings.is_empty() && unit.text.first() == typed.first() && typed.len() > 1 {
        take(
            walk(rest, units, typed.get(1..).unwrap_or_default()),
            Way::Initials,
        );
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::units as cut;
    use proptest::prelude::*;

    fn found(name: &str, typed: &str) -> Option<Match> {
        let mut units = Units::default();
        let name = normal(name);
        let numbers: Vec<u32> = cut(&name).iter().map(|unit| units.number(unit)).collect();
        let typed = Typed::new(typed)?;
        let beginning = units.beginning(&typed);
        typed.best(&numbers, numbers.len(), &units, &beginning)
    }

    #[test]
    fn a_name_is_found_as_people_type_it() {
        use Quality::{
            Beginning, BeginningInitials, BeginningRead, Part, PartInitials, PartRead, Whole,
        };
        for (name, typed, quality, first, units) in [
            ("望京西园", "望京西园", Whole, 0, 4),
            ("望京西园", "望京", Beginning, 0, 2),
            ("望京西园", "wangjingxiyuan", Whole, 0, 4),
            ("望京西园", "Wang Jing", BeginningRead, 0, 2),
            ("望京西园", "wangj", BeginningRead, 0, 2),
            ("望京西园", "w", BeginningRead, 0, 1),
            ("望京西园", "wjxy", BeginningInitials, 0, 4),
            ("望京西园", "wjx", BeginningInitials, 0, 3),
            ("望京西园", "wangjx", BeginningInitials, 0, 3),
            ("望京西园", "望jing", BeginningRead, 0, 2),
            ("望京西园", "望j西", BeginningInitials, 0, 3),
            ("望京西园", "西园", Part, 2, 2),
            ("望京西园", "xiyuan", PartRead, 2, 2),
            ("望京西园", "xy", PartInitials, 2, 2),
            ("重庆", "chongqing", Whole, 0, 2),
            ("重庆", "cq", BeginningInitials, 0, 2),
            ("长沙", "changsha", Whole, 0, 2),
            ("绿城", "lvcheng", Whole, 0, 2),
            ("绿城", "lucheng", Whole, 0, 2),
            ("中关村", "zhgc", BeginningInitials, 0, 3),
            ("中关村", "zgc", BeginningInitials, 0, 3),
            ("SOHO现代城", "soho", Beginning, 0, 1),
            ("ＳＯＨＯ现代城", "so", Beginning, 0, 1),
            ("SOHO现代城", "sohoxdc", BeginningInitials, 0, 4),
            ("SOHO现代城", "sxdc", BeginningInitials, 0, 4),
            ("西安门", "xianmen", Whole, 0, 3),
            ("厦", "x", BeginningRead, 0, 1),
            ("Wehouse", "w", Beginning, 0, 1),
            ("望京", "wangj", BeginningRead, 0, 2),
        ] {
            let expected = Match {
                quality,
                first,
                units,
            };
            assert_eq!(found(name, typed), Some(expected), "{typed} in {name}");
        }
    }

    #[test]
    fn what_a_name_does_not_say_is_not_found() {
        for (name, typed) in [
            ("望京西园", "wangjingd"),
            ("望京西园", "京望"),
            ("望京西园", "j"),
            ("望京西园", "angjing"),
            ("望京西园", "望京西园三区"),
            ("望京西园", "🏠"),
            ("", "w"),
        ] {
            assert_eq!(found(name, typed), None, "{typed} in {name}");
        }
    }

    proptest! {
        #[test]
        fn every_beginning_is_found_in_characters_pinyin_and_initials(
            name in "[望京西园重庆长沙朝阳花家地北里厦门绿地]{1,12}",
            length in 1_usize..12,
        ) {
            let characters: Vec<char> = name.chars().take(length).collect();
            let written: String = characters.iter().collect();
            let matched = found(&name, &written).unwrap();
            prop_assert!(matched.quality <= Quality::Beginning);
            prop_assert_eq!((matched.first, matched.units), (0, characters.len()));
            let syllables: Vec<String> = characters
                .iter()
                .map(|c| crate::text::syllables(&c.to_string())[0].replace('ü', "v"))
                .collect();
            prop_assert!(found(&name, &syllables.concat()).unwrap().quality <= Quality::BeginningRead);
            let initials: String = syllables.iter().filter_map(|s| s.chars().next()).collect();
            prop_assert!(found(&name, &initials).unwrap().quality <= Quality::BeginningInitials);
        }

        #[test]
        fn anything_may_be_typed(name in "\\PC{0,20}", typed in "\\PC{0,60}") {
            if let Some(matched) = found(&name, &typed) {
                prop_assert!(matched.units > 0);
            }
        }
    }
}
