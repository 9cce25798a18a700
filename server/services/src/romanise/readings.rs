//! How the characters of place names are read.

use pinyin::ToPinyin;

/// Words whose characters are read otherwise than they mostly are in names of places.
const WORDS: &[(&str, &[&str])] = &[
    ("重庆", &["chong", "qing"]),
    ("厦门", &["xia", "men"]),
    ("六安", &["lu", "an"]),
    ("六合", &["lu", "he"]),
    ("乐清", &["yue", "qing"]),
    ("东莞", &["dong", "guan"]),
    ("番禺", &["pan", "yu"]),
    ("蚌埠", &["beng", "bu"]),
    ("亳州", &["bo", "zhou"]),
    ("单县", &["shan", "xian"]),
    ("洪洞", &["hong", "tong"]),
    ("大埔", &["da", "bu"]),
    ("里堡", &["li", "pu"]),
    ("家堡", &["jia", "pu"]),
    ("吴堡", &["wu", "bu"]),
    ("家长", &["jia", "zhang"]),
    ("什刹海", &["shi", "cha", "hai"]),
    ("大栅栏", &["da", "shi", "lan"]),
    ("行唐", &["xing", "tang"]),
    ("银行", &["yin", "hang"]),
    ("七里河", &["qi", "li", "he"]),
    ("会稽", &["kuai", "ji"]),
    ("阿房", &["e", "pang"]),
    ("浚县", &["xun", "xian"]),
    ("铅山", &["yan", "shan"]),
    ("丽水", &["li", "shui"]),
    ("台州", &["tai", "zhou"]),
    ("天台", &["tian", "tai"]),
    ("华容", &["hua", "rong"]),
];

/// Characters that names of places read in one way, where pinyin tables begin with another.
const CHARACTERS: &[(char, &str)] = &[
    ('长', "chang"),
    ('朝', "chao"),
    ('都', "du"),
    ('厦', "sha"),
    ('乐', "le"),
    ('重', "chong"),
    ('车', "che"),
    ('地', "di"),
    ('区', "qu"),
    ('圳', "zhen"),
    ('埔', "pu"),
    ('藏', "zang"),
    ('广', "guang"),
    ('厂', "chang"),
    ('石', "shi"),
    ('沈', "shen"),
    ('蔚', "wei"),
    ('解', "jie"),
    ('调', "diao"),
    ('大', "da"),
    ('行', "xing"),
];

/// The syllables of `text`, without tones; nothing unless all of it is Chinese.
pub(super) fn syllables(text: &str) -> Option<Vec<&'static str>> {
    let mut syllables = Vec::new();
    let mut rest = text;
    while let Some(character) = rest.chars().next() {
        if let Some((word, read)) = WORDS.iter().find(|(word, _)| rest.starts_with(word)) {
            syllables.extend_from_slice(read);
            rest = rest.get(word.len()..)?;
            continue;
        }
        let read = match CHARACTERS.iter().find(|(known, _)| *known == character) {
            Some((_, read)) => *read,
            None => character.to_pinyin()?.plain(),
        };
        syllables.push(read);
        rest = rest.get(character.len_utf8()..)?;
    }
    (!syllables.is_empty()).then_some(syllables)
}

/// `text` as one word with a capital; an apostrophe parts syllables that would run together
/// (`Xi'an`).
pub(super) fn word(text: &str) -> Option<String> {
    let mut word = String::new();
    for syllable in syllables(text)? {
        let syllable = syllable.replace('v', "ü");
        let mut letters = syllable.chars();
        match letters.next() {
            Some(first) if word.is_empty() => {
                word.extend(first.to_uppercase());
                word.push_str(letters.as_str());
            }
            Some('a' | 'e' | 'o') => {
                word.push('\'');
                word.push_str(&syllable);
            }
            _ => word.push_str(&syllable),
        }
    }
    Some(word)
}
