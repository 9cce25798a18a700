//! What people type into the forms of accounts, once it is known to be right.
//!
//! The rules are those of the classic system, except for passwords. Each type is made from text only;
//! the error is the code of what is wrong, a translation key below `problem.`.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Lengths of a username, in characters.
pub const USERNAME_LENGTH: std::ops::RangeInclusive<usize> = 6..=20;
/// The longest real name, in characters; the shortest has two.
pub const REAL_NAME_MAX: usize = 20;
/// Digits of a code (验证码).
pub const CODE_DIGITS: usize = 6;
/// The longest e-mail address, RFC 5321 section 4.5.3.1.3 less the brackets.
const EMAIL_MAX: usize = 254;
/// The longest part before the `@`, RFC 5321 section 4.5.3.1.1.
const EMAIL_LOCAL_MAX: usize = 64;

macro_rules! field {
    ($(#[$meta:meta])* $name:ident, $field:literal, $read:expr) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// What the field is called in forms and in the API.
            pub const FIELD: &'static str = $field;

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $name {
            type Err = &'static str;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                let read: fn(&str) -> Result<String, &'static str> = $read;
                let text = text.trim();
                if text.is_empty() {
                    return Err("missing");
                }
                read(text).map(Self)
            }
        }

        impl TryFrom<String> for $name {
            type Error = &'static str;

            fn try_from(text: String) -> Result<Self, Self::Error> {
                text.parse()
            }
        }

        impl From<$name> for String {
            fn from(field: $name) -> Self {
                field.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

field! {
    /// A username: 6 to 20 of `a-z A-Z 0-9 _ - .`. Two that differ in case only are the same.
    Username, "username", |text| {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.".contains(&byte);
        if !text.bytes().all(plain) {
            Err("username_characters")
        } else if !USERNAME_LENGTH.contains(&text.len()) {
            Err("username_length")
        } else if text.bytes().all(|byte| byte.is_ascii_digit()) && text.parse::<Phone>().is_ok() {
            // It would sign in as somebody's phone number.
            Err("username_is_phone")
        } else {
            Ok(text.to_owned())
        }
    }
}

impl Username {
    /// The name in small letters, by which it is known.
    pub fn key(&self) -> String {
        self.0.to_ascii_lowercase()
    }
}

field! {
    /// A real name (真实姓名): 2 to 20 Chinese characters, with `·` inside names of other peoples.
    RealName, "real_name", |text| {
        let han = |c: char| matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' | '〇');
        let parts_are_names = text.split('·').all(|part| !part.is_empty() && part.chars().all(han));
        if !parts_are_names {
            Err("real_name_characters")
        } else if !(2..=REAL_NAME_MAX).contains(&text.chars().count()) {
            Err("real_name_length")
        } else {
            Ok(text.to_owned())
        }
    }
}

field! {
    /// A mobile phone number of mainland China: `1[3-9]` and nine digits. Spaces, hyphens and the
    /// country's code `+86` are taken off.
    Phone, "phone", |text| {
        let digits: String = text.chars().filter(|c| !matches!(c, ' ' | '-')).collect();
        let digits = digits.strip_prefix("+86").or_else(|| digits.strip_prefix("0086")).unwrap_or(&digits);
        let bytes = digits.as_bytes();
        let right = bytes.len() == 11 && bytes.iter().all(u8::is_ascii_digit)
            && bytes.first() == Some(&b'1') && bytes.get(1).is_some_and(|digit| (b'3'..=b'9').contains(digit));
        if right { Ok(digits.to_owned()) } else { Err("phone") }
    }
}

impl Phone {
    /// The number with its middle hidden, for pages that others might see: `138****8000`.
    pub fn masked(&self) -> String {
        let (head, rest) = self.0.split_at(3);
        [head, "****", &rest[4..]].concat()
    }
}

field! {
    /// An e-mail address, in small letters.
    Email, "email", |text| {
        let text = text.to_lowercase();
        let (local, host) = text.rsplit_once('@').ok_or("email")?;
        let label = |label: &str| {
            (1..=63).contains(&label.len())
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let plain = |c: char| c.is_alphanumeric() || ".!#$%&'*+/=?^_`{|}~-".contains(c);
        let right = text.len() <= EMAIL_MAX
            && (1..=EMAIL_LOCAL_MAX).contains(&local.len())
            && local.chars().all(plain)
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && host.contains('.')
            && host.split('.').all(label);
        if right { Ok(text) } else { Err("email") }
    }
}

impl Email {
    /// The address with most of its local part hidden: `lu***@example.com`.
    pub fn masked(&self) -> String {
        let (local, host) = self.0.rsplit_once('@').unwrap_or((&self.0, ""));
        let long = local.chars().count() > 2;
        let shown: String = local.chars().take(if long { 2 } else { 0 }).collect();
        [&shown, "***@", host].concat()
    }
}

/// What somebody signs in with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Login {
    /// A username, in small letters.
    Username(String),
    /// A phone number.
    Phone(Phone),
    /// An e-mail address.
    Email(Email),
}

impl Login {
    /// Reads what was typed: a phone number, an e-mail address, or else a username.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Ok(phone) = text.parse() {
            Some(Self::Phone(phone))
        } else if let Ok(email) = text.parse() {
            Some(Self::Email(email))
        } else {
            let username: Username = text.parse().ok()?;
            Some(Self::Username(username.key()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_username_follows_the_classic_rule() {
        for right in ["luohao", "a-b.c_9", "Abcdefghij0123456789"] {
            assert_eq!(right.parse::<Username>().unwrap().as_str(), right);
        }
        for (wrong, code) in [
            ("", "missing"),
            ("short", "username_length"),
            ("a23456789012345678901", "username_length"),
            ("骆昊骆昊骆昊", "username_characters"),
            ("has space", "username_characters"),
            ("a@b.cde", "username_characters"),
            ("13800138000", "username_is_phone"),
        ] {
            assert_eq!(wrong.parse::<Username>(), Err(code), "{wrong}");
        }
        assert_eq!("LuoHao".parse::<Username>().unwrap().key(), "luohao");
    }

    #[test]
    fn a_real_name_is_two_to_twenty_chinese_characters() {
        for right in ["骆昊", "阿卜杜拉·买买提", "𠮷野"] {
            assert!(right.parse::<RealName>().is_ok(), "{right}");
        }
        for (wrong, code) in [
            ("骆", "real_name_length"),
            ("Luo Hao", "real_name_characters"),
            ("骆·", "real_name_characters"),
            (&"昊".repeat(21), "real_name_length"),
        ] {
            assert_eq!(wrong.parse::<RealName>(), Err(code), "{wrong}");
        }
    }

    #[test]
    fn a_phone_number_may_be_written_as_people_do() {
        for text in [
            "13800138000",
            "138 0013 8000",
            "+86 138-0013-8000",
            "008613800138000",
        ] {
            assert_eq!(text.parse::<Phone>().unwrap().as_str(), "13800138000");
        }
        for wrong in [
            "12800138000",
            "1380013800",
            "138001380000",
            "1380013800a",
            "１３８００１３８０００",
        ] {
            assert_eq!(wrong.parse::<Phone>(), Err("phone"), "{wrong}");
        }
        assert_eq!(
            "13800138000".parse::<Phone>().unwrap().masked(),
            "138****8000"
        );
    }

    #[test]
    fn an_email_address_has_a_name_and_a_host() {
        for right in ["a@b.cn", "lu.hao+zf@mail.example.com", "骆昊@例子.中国"] {
            assert!(right.parse::<Email>().is_ok(), "{right}");
        }
        for wrong in [
            "a",
            "@b.cn",
            "a@b",
            "a@@b.cn",
            "a b@c.cn",
            "a@-b.cn",
            ".a@b.cn",
            "a..b@c.cn",
            "a@b..cn",
            "a@b.cn\r\nBcc: x@y.cn",
        ] {
            assert!(wrong.parse::<Email>().is_err(), "{wrong}");
        }
        let address: Email = "Luo@Example.COM".parse().unwrap();
        assert_eq!(address.as_str(), "luo@example.com");
        assert_eq!(address.masked(), "lu***@example.com");
    }

    #[test]
    fn one_field_takes_username_phone_and_email() {
        assert_eq!(
            Login::read(" LuoHao "),
            Some(Login::Username("luohao".into()))
        );
        assert!(matches!(
            Login::read("138 0013 8000"),
            Some(Login::Phone(_))
        ));
        assert!(matches!(Login::read("a@b.cn"), Some(Login::Email(_))));
        assert_eq!(Login::read("?"), None);
    }
}
