//! Which passwords are accepted: OWASP ASVS 5.0, section 6.2.

use std::{collections::HashSet, sync::LazyLock};

/// Lengths of a password, in characters (ASVS 6.2.1 and 6.2.9).
pub const PASSWORD_LENGTH: std::ops::RangeInclusive<usize> = 8..=128;

/// Passwords that are tried first by whoever guesses, in small letters, sorted by bytes, one a line
/// (ASVS 6.2.4: at least the 3,000 most common that are long enough).
///
/// They are the 6,000 most frequent of 8 characters or more in the list of npm
/// `@zxcvbn-ts/language-common` 4.1.3 (MIT, copyright 2012-2016 Dan Wheeler and Dropbox, Inc., 2021
/// zxcvbn-ts), and what people in China like to take.
const LIST: &str = include_str!("common_passwords.txt");
/// [`LIST`] for looking up. Only servers do so: `password_problem` stays out of the browser's code,
/// or the whole list would be sent there.
static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| LIST.lines().collect());

/// What is wrong with `password` as the password of somebody who is known by `names` (username,
/// phone, e-mail, real name), as a code; nothing when it is accepted.
///
/// Any characters may be used and none has to be (ASVS 6.2.5). It is taken as typed, blanks included
/// (ASVS 6.2.8).
pub fn password_problem<'a>(
    password: &str,
    names: impl IntoIterator<Item = &'a str>,
) -> Option<&'static str> {
    let length = password.chars().count();
    if password.is_empty() {
        return Some("missing");
    } else if length < *PASSWORD_LENGTH.start() {
        return Some("password_short");
    } else if length > *PASSWORD_LENGTH.end() {
        return Some("password_long");
    }
    let folded = password.to_lowercase();
    if COMMON.contains(folded.as_str()) || is_one_thing_repeated(&folded) {
        return Some("password_common");
    }
    names
        .into_iter()
        .any(|name| !name.is_empty() && name.to_lowercase() == folded)
        .then_some("password_is_name")
}

/// `aaaaaaaa`, `abababab`, `123123123`.
fn is_one_thing_repeated(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    (1..=3).any(|period| {
        chars
            .iter()
            .skip(period)
            .eq(chars.iter().take(chars.len() - period))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_and_composition_does_not() {
        let longest: String = "租一套好房子".chars().cycle().take(128).collect();
        for right in [
            "zhaofang",
            "天天向上租房子啦",
            "correct horse battery staple",
            " pass word ",
        ]
        .into_iter()
        .chain([longest.as_str()])
        {
            assert_eq!(password_problem(right, []), None, "{right}");
        }
        for (wrong, code) in [
            ("", "missing"),
            ("seven77", "password_short"),
            (&*"长".repeat(129), "password_long"),
        ] {
            assert_eq!(password_problem(wrong, []), Some(code), "{wrong}");
        }
    }

    #[test]
    fn what_everybody_tries_first_is_refused() {
        for common in [
            "password",
            "PassWord",
            "12345678",
            "woaini1314",
            "qwertyuiop",
            "iloveyou",
            "a123456789",
            "88888888",
            "abcabcabc",
            "1q2w3e4r",
        ] {
            assert_eq!(
                password_problem(common, []),
                Some("password_common"),
                "{common}"
            );
        }
    }

    #[test]
    fn the_list_is_long_enough_and_looked_up_from_end_to_end() {
        let lines: Vec<&str> = LIST.lines().collect();
        let long_enough = |line: &&&str| PASSWORD_LENGTH.contains(&line.chars().count());
        assert!(lines.iter().filter(long_enough).count() >= 3_000);
        assert!(lines.is_sorted_by(|one, next| one < next), "sorted, once");
        for line in [lines[0], lines[lines.len() / 2], lines[lines.len() - 1]] {
            for typed in [line.to_owned(), line.to_uppercase()] {
                assert_eq!(
                    password_problem(&typed, []),
                    Some("password_common"),
                    "{typed}"
                );
            }
        }
        // What a password is compared with is in small letters, without blanks around it.
        assert!(lines.iter().all(|line| *line == line.trim().to_lowercase()));
    }

    #[test]
    fn nobodys_name_is_their_password() {
        let names = ["luohao2026", "13800138000", "luo@example.com"];
        assert_eq!(
            password_problem("LuoHao2026", names),
            Some("password_is_name")
        );
        assert_eq!(password_problem("luohao2026!", names), None);
    }
}
