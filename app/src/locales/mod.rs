//! Everything the interface says, in each language.
//!
//! A language is one value of [`Text`]: the compiler refuses a language that lacks a text or takes
//! other arguments. The language is decided once, on the server, and holds until the page is
//! loaded again, so texts are plain `&'static str` in views.

mod en;
mod text;
mod zh_cn;

pub(crate) use text::{ListingText, SearchText, SiteText, Text, WordText};

/// The cookie that holds the language somebody chose, as a [`Locale::tag`].
pub const COOKIE: &str = "locale";

/// A language the interface speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Locale {
    /// Chinese as written in mainland China.
    #[default]
    ZhCn,
    /// English.
    En,
}

impl Locale {
    /// Every language, the default first.
    pub const ALL: [Self; 2] = [Self::ZhCn, Self::En];

    /// Its BCP 47 tag: for `<html lang>`, the cookie and the address that switches to it.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::ZhCn => "zh-CN",
            Self::En => "en",
        }
    }

    /// The language with this tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|locale| locale.tag().eq_ignore_ascii_case(tag))
    }

    /// The language for a request: what its cookie says, else the first of `Accept-Language` that
    /// is spoken, else the default.
    pub fn negotiate(cookies: Option<&str>, accept_language: Option<&str>) -> Self {
        cookies
            .and_then(cookie)
            .or_else(|| accept_language.and_then(accepted))
            .unwrap_or_default()
    }

    pub(crate) const fn text(self) -> &'static Text {
        match self {
            Self::ZhCn => &zh_cn::TEXT,
            Self::En => &en::TEXT,
        }
    }
}

fn cookie(header: &str) -> Option<Locale> {
    header
        .split(';')
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE)
        .and_then(|(_, value)| Locale::from_tag(value))
}

/// The order of the header counts: browsers write it by preference, weights only repeat that.
fn accepted(header: &str) -> Option<Locale> {
    header.split(',').find_map(|part| {
        let tag = part.split(';').next().unwrap_or_default().trim();
        match tag.split('-').next().unwrap_or_default() {
            language if language.eq_ignore_ascii_case("zh") => Some(Locale::ZhCn),
            language if language.eq_ignore_ascii_case("en") => Some(Locale::En),
            _ => None,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_beats_the_browser_and_the_default_comes_last() {
        for (cookies, accept_language, expected) in [
            (None, None, Locale::ZhCn),
            (None, Some("fr, de;q=0.8"), Locale::ZhCn),
            (None, Some("fr, en-GB;q=0.8, zh;q=0.5"), Locale::En),
            (None, Some("zh-TW,en"), Locale::ZhCn),
            (Some("a=1; locale=en"), Some("zh-CN"), Locale::En),
            (Some("locale=zh-CN"), Some("en"), Locale::ZhCn),
            (Some("locale=<b>; x"), Some("en"), Locale::En),
        ] {
            assert_eq!(
                Locale::negotiate(cookies, accept_language),
                expected,
                "{cookies:?} {accept_language:?}"
            );
        }
    }
}
