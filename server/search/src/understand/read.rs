//! Reading a text from left to right: at each place the longest thing that means something.

use super::{
    amounts::{self, Amount, Kind},
    dates,
    names::{Entry, KnownNames, Named},
    phrases::{PHRASES, Phrase},
    text::Plain,
};
use chrono::NaiveDate;
use domain::{Range, Rooms};
use std::cell::RefCell;

/// What a part of the text says.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning<'n> {
    Rent(Range),
    Area(Range),
    Rooms(Vec<Rooms>),
    Available(NaiveDate),
    Phrase(Phrase),
    /// A name, with everything that is called so.
    Names(&'n [Entry]),
    /// The place or tag that a name was found to mean.
    Named(&'n Entry),
    /// The name of another city than the one that is searched.
    OtherCity,
    /// It is searched for as it stands.
    Text,
    /// Spaces and signs.
    Gap,
}

impl Meaning<'_> {
    /// Whether it is taken out of the text.
    pub fn is_understood(&self) -> bool {
        !matches!(self, Self::OtherCity | Self::Text | Self::Gap)
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        (self.named, self.city) == (other.named, other.city)
    }
}

/// A part of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct Part<'n> {
    pub start: usize,
    pub end: usize,
    pub meaning: Meaning<'n>,
}

/// Reads texts with the names and the day of one search.
pub struct Reader<'a, 'n> {
    pub text: &'a Plain,
    pub names: &'n KnownNames,
    pub today: NaiveDate,
    /// The city in which places are looked for; everywhere without one.
    pub city: Option<i32>,
    /// What was found at each place so far.
    found: RefCell<Vec<Option<Found<'n>>>>,
}

/// What stands somewhere, and where it ends; `None` for nothing that means anything.
type Found<'n> = Option<(Meaning<'n>, usize)>;

/// Behind the short name of a place, these make the name of another: 南京西路, 朝阳公园.
const NAME_ENDINGS: &[&str] = &[
    "大道",
    "大街",
    "胡同",
    "立交",
    "公园",
    "花园",
    "花苑",
    "家园",
    "家苑",
    "小镇",
    "新村",
    "新城",
    "名城",
    "名苑",
    "名都",
    "雅苑",
    "豪庭",
    "广场",
    "大厦",
    "中心",
    "国际",
    "公馆",
    "别墅",
    "公寓",
    "大桥",
    "小学",
    "中学",
    "大学",
    "学院",
    "学校",
    "医院",
    "机场",
    "火车站",
    "体育",
    "soho",
];
/// Of one character; they must end a word.
const NAME_ENDING_CHARACTERS: [char; 32] = [
    '路', '街', '道', '巷', '弄', '桥', '门', '镇', '乡', '村', '庄', '园', '苑', '城', '里', '湾',
    '湖', '山', '河', '江', '海', '岛', '港', '府', '庭', '阁', '轩', '站', '寺', '坊', '坡', '口',
];
const DIRECTIONS: [char; 5] = ['东', '南', '西', '北', '中'];

impl<'a, 'n> Reader<'a, 'n> {
    /// A reader of `text` that looks for places in `city`.
    pub fn new(
        text: &'a Plain,
        names: &'n KnownNames,
        today: NaiveDate,
        city: Option<i32>,
    ) -> Self {
        Self {
            text,
            names,
            today,
            city,
            found: RefCell::new(vec![None; text.len() + 1]),
        }
    }

    /// The parts of the text, which cover it from its first to its last character.
    pub fn parts(&self) -> Vec<Part<'n>> {
        let mut parts: Vec<Part<'n>> = Vec::new();
        let mut at = 0;
        while let Some(c) = self.text.at(at) {
            let (meaning, end) = if let Some(end) = self.quoted(at) {
                (Meaning::Text, end)
            } else if let Some(found) = self.starts_word(at).then(|| self.at(at)).flatten() {
                found
            } else if !c.is_alphanumeric() {
                (Meaning::Gap, at + 1)
            } else {
                (Meaning::Text, self.unit_end(at, c))
            };
            match parts.last_mut() {
                Some(last) if last.meaning == meaning && is_plain(&meaning) => last.end = end,
                _ => parts.push(Part {
                    start: at,
                    end,
                    meaning,
                }),
            }
            at = end;
        }
        settle_fillers(&mut parts);
        parts
    }

    /// Where the quotation that opens at `at` ends: what is in quotes is searched for as it stands.
    fn quoted(&self, at: usize) -> Option<usize> {
        let close = match self.text.at(at)? {
            '"' => '"',
            '“' => '”',
            '「' => '」',
            _ => return None,
        };
        (at + 1..self.text.len())
            .find(|end| self.text.at(*end) == Some(close))
            .map(|end| end + 1)
    }

    /// Whether a word can start at `at`: not within a run of letters or of digits.
    fn starts_word(&self, at: usize) -> bool {
        let within = |is: fn(&Plain, usize) -> bool| {
            is(self.text, at)
                && at
                    .checked_sub(1)
                    .is_some_and(|before| is(self.text, before))
        };
        !within(Plain::is_digit) && (!within(Plain::is_letter) || self.run_was_understood(at))
    }

    /// A run of letters is cut only where names follow each other: chaoyangwangjing.
    fn run_was_understood(&self, at: usize) -> bool {
        let mut start = at;
        while start > 0 && self.text.is_letter(start - 1) {
            start -= 1;
        }
        let mut reached = start;
        while reached < at {
            match self.at(reached) {
                Some((_, end)) if end > reached => reached = end,
                _ => return false,
            }
        }
        reached == at
    }

    fn unit_end(&self, at: usize, c: char) -> usize {
        let same: fn(&Plain, usize) -> bool = if c.is_ascii_digit() {
            Plain::is_digit
        } else if c.is_ascii_alphabetic() {
            Plain::is_letter
        } else {
            return at + 1;
        };
        let mut end = at + 1;
        while same(self.text, end) {
            end += 1;
        }
        end
    }

    /// The longest thing that means something at `at`.
    fn at(&self, at: usize) -> Found<'n> {
        if let Some(Some(known)) = self.found.borrow().get(at) {
            return known.clone();
        }
        let found = self.longest(at);
        if let Some(place) = self.found.borrow_mut().get_mut(at) {
            *place = Some(found.clone());
        }
        found
    }

    fn longest(&self, at: usize) -> Found<'n> {
        let rooms = || {
            amounts::rooms(self.text, at)
                .filter(|(_, end)| self.may_end(*end))
                .map(|(rooms, end)| (Meaning::Rooms(rooms), end))
        };
        let date = || {
            dates::moving_day(self.text, at, self.today)
                .map(|(day, end)| (Meaning::Available(day), end))
        };
        let mut best: Option<(Meaning<'n>, usize)> = None;
        let mut take = |found: Option<(Meaning<'n>, usize)>| {
            if let Some((meaning, end)) = found
                && best.as_ref().is_none_or(|(_, longest)| end > *longest)
            {
                best = Some((meaning, end));
            }
        };
        take(rooms());
        take(date());
        take(self.amount(at));
        take(self.phrase(at));
        take(self.name(at));
        best
    }

    fn amount(&self, at: usize) -> Found<'n> {
        let Amount {
            kind,
            range,
            end,
            bare,
        } = amounts::amount(self.text, at)?;
        let after_letter = self
            .text
            .before(at)
            .is_some_and(|c| c.is_ascii_alphabetic());
        let alone = || !after_letter && (self.text.is_gap(end) || self.at(end).is_some());
        if !self.may_end(end) || (bare && !alone()) {
            return None;
        }
        let meaning = match kind {
            Kind::Rent => Meaning::Rent(range),
            Kind::Area => Meaning::Area(range),
        };
        Some((meaning, end))
    }

    fn phrase(&self, at: usize) -> Found<'n> {
        let mut best: Option<(Phrase, usize)> = None;
        for (phrase, words) in PHRASES {
            for word in *words {
                let Some(end) = self.text.after(at, word) else {
                    continue;
                };
                if best.is_none_or(|(_, longest)| end > longest)
                    && self.may_end(end)
                    && self.phrase_fits(*phrase, at, end)
                {
                    best = Some((*phrase, end));
                }
            }
        }
        match best? {
            // What is denied is left to the text search together with its denial.
            (Phrase::Not, end) => {
                let (meaning, end) = self.at(self.text.skip_spaces(end))?;
                let deniable = !matches!(
                    meaning,
                    Meaning::Phrase(Phrase::Filler | Phrase::NoFee | Phrase::Not)
                );
                deniable.then_some((Meaning::Text, end))
            }
            (Phrase::Text, end) => Some((Meaning::Text, end)),
            (phrase, end) => Some((Meaning::Phrase(phrase), end)),
        }
    }

    fn phrase_fits(&self, phrase: Phrase, at: usize, end: usize) -> bool {
        let cut = || self.text.is_cut(at) && self.text.is_cut(end);
        let last = self.text.before(end);
        match phrase {
            Phrase::Filler | Phrase::Not if self.text.is_letter(at) => {
                !(self.text.is_letter(end) || at > 0 && self.text.is_letter(at - 1))
            }
            Phrase::Filler if end == at + 1 => cut(),
            // 精装房山 is 精装 and a district.
            _ if last == Some('房') && !self.text.is_cut(end) => false,
            // 朝南里 is a street.
            Phrase::Orientation(_) => !self.goes_on_as_name(end),
            // 望京公寓 may be the name of one.
            Phrase::Mode(_) if end == at + 2 && self.text.at(at) == Some('公') => {
                at == 0 || self.text.is_gap(at - 1) || self.ends_fact(at)
            }
            _ => true,
        }
    }

    /// Whether one of the words for facts ends before `at`.
    fn ends_fact(&self, at: usize) -> bool {
        (at.saturating_sub(6)..at).any(|start| {
            let rooms = amounts::rooms(self.text, start).is_some_and(|(_, end)| end == at);
            let amount = amounts::amount(self.text, start)
                .is_some_and(|found| found.end == at && !found.bare);
            let phrase = PHRASES.iter().any(|(phrase, words)| {
                !matches!(phrase, Phrase::Filler | Phrase::Not)
                    && words
                        .iter()
                        .any(|word| self.text.after(start, word) == Some(at))
            });
            rooms || amount || phrase
        })
    }

    fn name(&self, at: usize) -> Found<'n> {
        let accepted = |entry: &Entry| match (entry.named, self.city) {
            (Named::Tag(_) | Named::City(_), _) | (_, None) => true,
            (_, Some(city)) => entry.city == city,
        };
        let may_end = |end: usize, entries: &[Entry]| {
            let long = end - at > 3;
            let full = entries.iter().any(|entry| entry.full);
            let fits = long || full || self.text.is_letter(at) || self.text.is_cut(at);
            let ends = long || full || self.text.is_cut(end) || self.text.is_letter(end - 1);
            let digits = self.text.is_digit(end) && self.text.is_digit(end - 1);
            fits && ends && !digits && self.may_end(end) && (full || !self.goes_on_as_name(end))
        };
        let (entries, end) = self.names.longest(self.text, at, accepted, may_end)?;
        Some((Meaning::Names(entries), end))
    }

    /// Whether something may end before `end`: not within a run of letters, unless what follows in
    /// it means something too (nearmetro, chaoyangwangjing).
    fn may_end(&self, end: usize) -> bool {
        let within = self.text.is_letter(end) && end > 0 && self.text.is_letter(end - 1);
        !within || self.at(end).is_some()
    }

    /// Whether what stands at `at` makes a longer name of a place that ends there.
    fn goes_on_as_name(&self, at: usize) -> bool {
        let text = self.text;
        // Except where that means something itself: 朝阳三里屯, 望京一居.
        if self.at(at).is_some() {
            return false;
        }
        if text.after_any(at, NAME_ENDINGS).is_some() {
            return true;
        }
        let ending = |at: usize| {
            text.at(at)
                .is_some_and(|c| NAME_ENDING_CHARACTERS.contains(&c))
                && text.is_cut(at + 1)
        };
        let direction = text.at(at).is_some_and(|c| DIRECTIONS.contains(&c));
        // 富力城D区, 望京西园三区, 中路1号.
        let part = text.at(at).is_some_and(|c| {
            c.is_ascii_alphanumeric()
                || "一二三四五六七八九十".contains(c)
                || DIRECTIONS.contains(&c)
        }) && matches!(
            text.at(at + 1),
            Some('区' | '期' | '里' | '村' | '号' | '座' | '栋' | '院' | '路' | '街' | '弄')
        ) && text.is_cut(at + 2)
            && text.at(at + 2) != Some('线');
        ending(at)
            || part
            || (direction && (ending(at + 1) || text.after_any(at + 1, NAME_ENDINGS).is_some()))
    }
}

fn is_plain(meaning: &Meaning<'_>) -> bool {
    matches!(meaning, Meaning::Text | Meaning::Gap)
}

/// Words that say nothing belong to the text they touch (带阳台的), Latin ones to the text that stands
/// around them (house of cards).
fn settle_fillers(parts: &mut [Part<'_>]) {
    let is_filler = |part: &Part<'_>| part.meaning == Meaning::Phrase(Phrase::Filler);
    let is_text = |part: Option<&Part<'_>>| part.is_some_and(|part| part.meaning == Meaning::Text);
    loop {
        let touched = (0..parts.len()).find(|at| {
            let part = |at: Option<usize>| at.and_then(|at| parts.get(at));
            let beyond_gap = |at: Option<usize>, step: fn(usize) -> Option<usize>| match part(at) {
                Some(gap) if gap.meaning == Meaning::Gap => part(at.and_then(step)),
                other => other,
            };
            let (before, after) = (at.checked_sub(1), at.checked_add(1));
            part(Some(*at)).is_some_and(is_filler)
                && (is_text(part(before))
                    || is_text(part(after))
                    || (is_text(beyond_gap(before, |at| at.checked_sub(1)))
                        && is_text(beyond_gap(after, |at| at.checked_add(1)))))
        });
        match touched.and_then(|at| parts.get_mut(at)) {
            Some(part) => part.meaning = Meaning::Text,
            None => return,
        }
    }
}
