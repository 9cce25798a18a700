//! The names of places and tags, as words of a search text.

use super::text::Plain;
use crate::{
    bits,
    model::{Model, Shard},
    text::{NameForms, normal},
};
use domain::{BusinessDistrictId, DivisionCode, EstateId, TagId};
use std::collections::HashMap;

/// The most readings in pinyin of one name.
const READINGS_MAX: usize = 4;
/// Names in Latin letters shorter than this are too often something else.
const LATIN_MIN: usize = 4;
/// Names of estates shorter than this are.
const ESTATE_MIN: usize = 3;
/// Of all homes in estates of one name in a city, the share that one must have to be meant.
const CLEAR_SHARE: u32 = 80;
/// Words that places are called but that hardly ever mean the place.
const COMMON: [&str; 24] = [
    "新城",
    "城区",
    "郊区",
    "市区",
    "高新",
    "新区",
    "开发",
    "开发区",
    "中心",
    "广场",
    "花园",
    "公寓",
    "国际",
    "小区",
    "其他",
    "其它",
    "不限",
    "人才公寓",
    "青年公寓",
    "单身公寓",
    "白领公寓",
    "学校",
    "家属院",
    "地铁站",
];

/// What a name stands for. Larger places come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Named {
    City(DivisionCode),
    District(DivisionCode),
    BusinessDistrict(BusinessDistrictId),
    Estate(EstateId),
    Tag(TagId),
}

/// A name with what it stands for.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    start: u32,
    length: u8,
    pub named: Named,
    /// The city it lies in; 0 for tags.
    pub city: i32,
    /// The district it lies in, as far as its homes say.
    pub district: Option<DivisionCode>,
    /// The business district of an estate.
    pub business_district: Option<BusinessDistrictId>,
    pub homes: u32,
    /// The whole name of a division, with the word for its level.
    pub full: bool,
}

/// All names in the order of their letters.
#[derive(Debug, Default)]
pub struct KnownNames {
    letters: String,
    entries: Vec<Entry>,
}

impl KnownNames {
    /// The names of the places and tags that have homes.
    pub fn of(model: &Model) -> Self {
        let mut found = Vec::new();
        let mut tags: HashMap<i64, (String, u32)> = HashMap::new();
        for shard in model.shards().iter().filter(|shard| shard.len() > 0) {
            divisions(shard, &mut found);
            business_districts(shard, &mut found);
            estates(shard, &mut found);
            for ((id, name), rows) in shard.tags.entries().iter().zip(&shard.tag_rows) {
                let homes = bits::count_shared(rows.words(), shard.live.words());
                if homes > 0 {
                    tags.entry(*id).or_insert_with(|| (name.to_string(), 0)).1 += homes;
                }
            }
        }
        for (id, (name, homes)) in tags {
            let key = key(&name);
            if key.chars().count() > 1 {
                found.push((key, entry(Named::Tag(TagId(id)), 0, homes)));
            }
        }
        found.retain(|(key, _)| !key.is_empty() && key.len() <= usize::from(u8::MAX));
        found.sort_by(|(a, one), (b, other)| {
            (a, one.city, one.named)
                .cmp(&(b, other.city, other.named))
                .then(other.full.cmp(&one.full))
        });
        found.dedup_by(|(a, one), (b, other)| {
            a == b && (one.city, one.named) == (other.city, other.named)
        });
        let mut names = Self::default();
        for (key, mut entry) in found {
            entry.start = u32::try_from(names.letters.len()).unwrap_or(u32::MAX);
            entry.length = u8::try_from(key.len()).unwrap_or(u8::MAX);
            names.letters.push_str(&key);
            names.entries.push(entry);
        }
        names.letters.shrink_to_fit();
        names.entries.shrink_to_fit();
        names
    }

    fn letters(&self, entry: &Entry) -> &str {
        let start = entry.start as usize;
        self.letters
            .get(start..start + usize::from(entry.length))
            .unwrap_or_default()
    }

    /// The longest name at `at` of which an entry is accepted and which may end where it ends, with
    /// all entries of that name and the place behind it.
    pub fn longest(
        &self,
        text: &Plain,
        at: usize,
        accept: impl Fn(&Entry) -> bool,
        may_end: impl Fn(usize, &[Entry]) -> bool,
    ) -> Option<(&[Entry], usize)> {
        let mut rest = self.entries.as_slice();
        let mut prefix = String::new();
        let mut best = None;
        let mut end = at;
        while let Some(c) = text.at(end) {
            if !c.is_alphanumeric() {
                // One sign within a name may be written or not: 三里屯 SOHO, 龙湖·天街, wang jing.
                let within = !prefix.is_empty() && !text.is_gap(end + 1);
                let sign = matches!(c, ' ' | '·' | '-' | '.' | '(' | '•' | '・');
                if within && sign {
                    end += 1;
                    continue;
                }
                break;
            }
            prefix.push(c);
            end += 1;
            let from = rest.partition_point(|entry| self.letters(entry) < prefix.as_str());
            rest = rest.get(from..).unwrap_or_default();
            let to = rest.partition_point(|entry| self.letters(entry).starts_with(&prefix));
            rest = rest.get(..to).unwrap_or_default();
            if rest.is_empty() {
                break;
            }
            let same = rest.partition_point(|entry| self.letters(entry) == prefix);
            let entries = rest.get(..same).unwrap_or_default();
            if entries.iter().any(&accept) && may_end(end, entries) {
                best = Some((entries, end));
            }
        }
        best
    }
}

fn entry(named: Named, city: i32, homes: u32) -> Entry {
    Entry {
        start: 0,
        length: 0,
        named,
        city,
        district: None,
        business_district: None,
        homes,
        full: false,
    }
}

/// A name as it is compared.
fn key(name: &str) -> String {
    normal(name).split_whitespace().collect()
}

/// The spellings of a name under which a place that is no estate is known.
fn spellings(name: &str, division: bool) -> Vec<String> {
    let mut forms = NameForms::of(name, division, READINGS_MAX).whole;
    if let Some(short) = name
        .strip_suffix("新区")
        .filter(|short| short.chars().count() > 1)
    {
        forms.extend(NameForms::of(short, division, READINGS_MAX).whole);
    }
    forms.retain(|form| {
        let letters = form.chars().count();
        let latin = form.is_ascii();
        letters >= if latin { LATIN_MIN } else { 2 } && !COMMON.contains(&form.as_str())
    });
    forms
}

fn code(id: i64) -> DivisionCode {
    DivisionCode(i32::try_from(id).unwrap_or(0))
}

fn divisions(shard: &Shard, found: &mut Vec<(String, Entry)>) {
    let city = code(shard.city.id);
    let mut put = |name: &str, entry: Entry| {
        let whole = key(name);
        for form in spellings(name, true) {
            let full = form == whole && whole.chars().count() > 2;
            found.push((form, Entry { full, ..entry }));
        }
    };
    put(
        &shard.city.name,
        entry(Named::City(city), city.0, shard.len()),
    );
    let live = shard.live.words();
    for (id, name) in shard.districts.names.entries() {
        let homes = bits::count_shared(shard.districts.rows_of(*id), live);
        if homes > 0 {
            let district = code(*id);
            let entry = entry(Named::District(district), city.0, homes);
            put(
                name,
                Entry {
                    district: Some(district),
                    ..entry
                },
            );
        }
    }
}

fn business_districts(shard: &Shard, found: &mut Vec<(String, Entry)>) {
    let live = shard.live.words();
    for (id, name) in shard.business_districts.names.entries() {
        let rows = shard.business_districts.rows_of(*id);
        let homes = bits::count_shared(rows, live);
        if homes == 0 || COMMON.contains(&&**name) {
            continue;
        }
        let first = bits::rows(rows).find(|row| bits::contains(live, *row));
        let entry = Entry {
            district: first.and_then(|row| district_of(shard, row)),
            ..entry(
                Named::BusinessDistrict(BusinessDistrictId(*id)),
                code(shard.city.id).0,
                homes,
            )
        };
        let forms = spellings(name, false).into_iter();
        found.extend(forms.map(|form| (form, entry)));
    }
}

fn district_of(shard: &Shard, row: u32) -> Option<DivisionCode> {
    let places = &shard.districts;
    places.names.id(places.code(row)).map(code)
}

/// The estates whose name means one of them: what others are called too, or begin with, the text
/// search finds better.
fn estates(shard: &Shard, found: &mut Vec<(String, Entry)>) {
    let city = code(shard.city.id).0;
    let mut homes: Vec<(u32, u32)> = vec![(0, 0); shard.estates.entries().len()];
    for row in bits::rows(shard.live.words()) {
        let code = shard.estate.get(row as usize).copied();
        if let Some(count) = code.and_then(|code| homes.get_mut(code as usize)) {
            *count = (count.0 + 1, row);
        }
    }
    let mut named: Vec<(String, Entry)> = shard
        .estates
        .entries()
        .iter()
        .zip(homes)
        .filter(|(_, (homes, _))| *homes > 0)
        .map(|((id, name), (homes, row))| {
            let places = &shard.business_districts;
            let entry = Entry {
                district: district_of(shard, row),
                business_district: places.names.id(places.code(row)).map(BusinessDistrictId),
                ..entry(Named::Estate(EstateId(*id)), city, homes)
            };
            (key(name), entry)
        })
        .collect();
    named.sort_by(|(a, one), (b, other)| (a, other.homes).cmp(&(b, one.homes)));
    let mut at = 0;
    while let Some((key, first)) = named.get(at) {
        let same = |(other, _): &&(String, Entry)| other == key;
        let all = named.iter().skip(at).take_while(same);
        let (count, total) = all.fold((0, 0), |(count, total), (_, entry)| {
            (count + 1, total + entry.homes)
        });
        let begins_another = named
            .get(at + count)
            .is_some_and(|(next, _)| next.starts_with(key.as_str()));
        let letters = key.chars().count();
        let long_enough = letters
            >= if key.is_ascii() {
                LATIN_MIN
            } else {
                ESTATE_MIN
            };
        // A mere number is a name of nothing.
        let telling = key.chars().any(|c| !c.is_ascii_digit()) && !COMMON.contains(&key.as_str());
        let clear = u64::from(first.homes) * 100 >= u64::from(total) * u64::from(CLEAR_SHARE);
        if long_enough && telling && clear && !begins_another {
            found.push((key.clone(), *first));
        }
        at += count;
    }
}
