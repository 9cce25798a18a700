//! Ways round the site in a text: phone numbers, WeChat and QQ names, however they are hidden.

use serde::{Deserialize, Serialize};

crate::listing::words! {
    /// A way to reach somebody.
    ContactKind {
        /// A phone number.
        Phone = "phone",
        /// A name on WeChat (微信) or QQ.
        Chat = "chat",
    }
}

/// A way to reach somebody that stands in a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contact {
    /// Which way.
    pub kind: ContactKind,
    /// As it stands in the text.
    pub quote: String,
}

/// Characters that may stand between the digits of one number.
const BETWEEN: &str = " \u{3000}\u{a0}-‐‑–—－_.·•*~～|/\\,，、()（）[]【】+＋:：";
/// The most of them in a row.
const BETWEEN_MAX: usize = 3;
/// What says that a name for a chat follows, in small letters.
const CHATS: &[&str] = &[
    "微信", "薇信", "威信", "卫星", "微❤", "vx", "v信", "wx", "wechat", "weixin", "加微", "加v",
    "扣扣", "qq",
];
/// What may stand between such a word and the name.
const AFTER_CHAT: &str = " \u{3000}号是为:：=＝-—~～,，";

/// The ways to reach somebody in `text`.
pub fn contacts(text: &str) -> Vec<Contact> {
    let chars: Vec<char> = text.chars().collect();
    let mut found = phones(&chars);
    for chat in chats(text) {
        if !found.iter().any(|known| known.quote.contains(&chat.quote)) {
            found.push(chat);
        }
    }
    found
}

/// The digit that a character stands for.
fn digit(c: char) -> Option<u8> {
    let value = match c {
        '0'..='9' => u32::from(c) - u32::from('0'),
        '０'..='９' => u32::from(c) - u32::from('０'),
        '①'..='⑨' => u32::from(c) - u32::from('①') + 1,
        '〇' | '零' | '○' | '⓪' => 0,
        '一' | '壹' | '幺' => 1,
        '二' | '贰' | '两' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    };
    u8::try_from(value).ok()
}

/// A run of digits without anything between them: where it starts and ends, and the digits.
struct Group {
    from: usize,
    to: usize,
    digits: Vec<u8>,
}

/// Numbers that are made of whole groups of digits with little between them.
fn phones(chars: &[char]) -> Vec<Contact> {
    let groups = groups(chars);
    let mut found = Vec::new();
    let mut first = 0;
    while first < groups.len() {
        let mut digits: Vec<u8> = Vec::new();
        let mut last = None;
        for at in first..groups.len() {
            if at > first && !joined(chars, groups[at - 1].to, groups[at].from) {
                break;
            }
            digits.extend(&groups[at].digits);
            if digits.len() > 13 {
                break;
            }
            if is_phone(&digits) {
                last = Some(at);
            }
        }
        match last {
            Some(at) => {
                found.push(Contact {
                    kind: ContactKind::Phone,
                    quote: chars[groups[first].from..groups[at].to].iter().collect(),
                });
                first = at + 1;
            }
            None => first += 1,
        }
    }
    found
}

fn groups(chars: &[char]) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (at, c) in chars.iter().enumerate() {
        let Some(digit) = digit(*c) else { continue };
        match groups.last_mut().filter(|group| group.to == at) {
            Some(group) => {
                group.digits.push(digit);
                group.to = at + 1;
            }
            None => groups.push(Group {
                from: at,
                to: at + 1,
                digits: vec![digit],
            }),
        }
    }
    groups
}

/// Whether what stands between two groups may stand within a number.
fn joined(chars: &[char], from: usize, to: usize) -> bool {
    let between = chars.get(from..to).unwrap_or_default();
    between.len() <= BETWEEN_MAX && between.iter().all(|c| BETWEEN.contains(*c))
}

/// A mobile number, with or without the country's 86, or a number of a fixed line with its area code.
fn is_phone(digits: &[u8]) -> bool {
    match digits {
        [1, 3..=9, rest @ ..] if rest.len() == 9 => true,
        [8, 6, 1, 3..=9, rest @ ..] => rest.len() == 9,
        [0, 1 | 2, _, 2..=8, rest @ ..] => rest.len() == 7,
        [0, 3..=9, _, _, 2..=8, rest @ ..] => (6..=7).contains(&rest.len()),
        [4, 0, 0, rest @ ..] => rest.len() == 7,
        _ => false,
    }
}

/// Names after a word for a chat: a letter with five to nineteen letters, digits, `-` or `_` behind
/// it, or five to eleven digits.
fn chats(text: &str) -> Vec<Contact> {
    let small: Vec<char> = text.chars().flat_map(|c| c.to_lowercase().next()).collect();
    let plain: Vec<char> = text.chars().collect();
    let mut found: Vec<Contact> = Vec::new();
    for word in CHATS {
        let word: Vec<char> = word.chars().collect();
        let mut at = 0;
        while at + word.len() <= small.len() {
            if small[at..at + word.len()] != word[..] || is_inside_word(&small, at) {
                at += 1;
                continue;
            }
            let mut from = at + word.len();
            while small.get(from).is_some_and(|c| AFTER_CHAT.contains(*c)) {
                from += 1;
            }
            let name = |c: &&char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
            let length = small[from..].iter().take_while(name).count();
            let named = small.get(from).is_some_and(char::is_ascii_alphabetic);
            let digits = small[from..from + length].iter().all(char::is_ascii_digit);
            let right =
                (named && (6..=20).contains(&length)) || (digits && (5..=11).contains(&length));
            if right {
                let quote: String = plain[at..from + length].iter().collect();
                if !found.iter().any(|known| known.quote.contains(&quote)) {
                    found.push(Contact {
                        kind: ContactKind::Chat,
                        quote,
                    });
                }
            }
            at = from.max(at + 1);
        }
    }
    found
}

/// Whether Latin letters stand right before `at`: `wx` in `abwx` says nothing.
fn is_inside_word(chars: &[char], at: usize) -> bool {
    let starts_latin = chars.get(at).is_some_and(char::is_ascii_alphabetic);
    let before = at.checked_sub(1).and_then(|before| chars.get(before));
    starts_latin && before.is_some_and(char::is_ascii_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quotes(text: &str) -> Vec<(ContactKind, String)> {
        let found = contacts(text).into_iter();
        found.map(|contact| (contact.kind, contact.quote)).collect()
    }

    #[test]
    fn numbers_are_found_however_they_are_written() {
        for (text, quote) in [
            ("电话13800138000随时看房", "13800138000"),
            ("请打 138 0013 8000", "138 0013 8000"),
            ("１３８－００１３－８０００", "１３８－００１３－８０００"),
            ("一三八零零一三八零零零找我", "一三八零零一三八零零零"),
            ("幺三八 〇〇一三 八〇〇〇", "幺三八 〇〇一三 八〇〇〇"),
            ("1 3 8 0 0 1 3 8 0 0 0", "1 3 8 0 0 1 3 8 0 0 0"),
            ("+86 138-0013-8000", "86 138-0013-8000"),
            ("座机 010-82345678", "010-82345678"),
            ("①③⑧00138000", "①③⑧00138000"),
        ] {
            let found = quotes(text);
            assert_eq!(found, [(ContactKind::Phone, quote.to_owned())], "{text}");
        }
    }

    #[test]
    fn names_for_chats_are_found() {
        for (text, quote) in [
            ("加微信：zufang_88 看房", "微信：zufang_88"),
            ("VX fangdong2020", "VX fangdong2020"),
            ("qq号是 12345678", "qq号是 12345678"),
        ] {
            assert_eq!(
                quotes(text),
                [(ContactKind::Chat, quote.to_owned())],
                "{text}"
            );
        }
    }

    #[test]
    fn what_only_looks_like_it_is_left_alone() {
        for text in [
            "",
            "距离地铁 13 号线 800 米，2024 年装修，租金 3500-4200 元",
            "面积 89.25 平米，18 层中的第 7 层",
            "支持微信支付，押一付三",
            "一室一厅一卫，三面采光，两梯四户",
            "编号 20240613800138000123",
            "maxwx 100000",
        ] {
            assert_eq!(quotes(text), [], "{text}");
        }
    }
}
