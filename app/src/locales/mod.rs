//! Everything the interface says, in each language.
//!
//! A language is one value of [`Text`]: the compiler refuses a language that lacks a text or takes
//! other arguments. The language is decided once, on the server, and holds until the page is
//! loaded again, so texts are plain `&'static str` in views.

mod en;
mod text;
mod zh_cn;

pub(crate) use text::{FootText, ListingText, NavText, SearchText, SiteText, Text, WordText};

/// The cookie that holds the language somebody chose, as a [`Locale::tag`].
pub const COOKIE: &str = "locale";

/// The query parameter that says the language of an address, as a [`Locale::tag`].
pub const PARAMETER: &str = "lang";

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

    /// Its own name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::ZhCn => "中文",
            Self::En => "English",
        }
    }

    /// The language with this tag.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|locale| locale.tag().eq_ignore_ascii_case(tag))
    }

    /// The language for a request: what its address says, else its cookie, else the first of
    /// `Accept-Language` that is spoken, else the default.
    pub fn negotiate(
        query: Option<&str>,
        cookies: Option<&str>,
        accept_language: Option<&str>,
    ) -> Self {
        query
            .and_then(Self::of_query)
            .or_else(|| cookies.and_then(Self::of_cookies))
            .or_else(|| accept_language.and_then(accepted))
            .unwrap_or_default()
    }

    /// The language that a query string names with [`PARAMETER`].
    pub fn of_query(query: &str) -> Option<Self> {
        query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .find(|(name, _)| *name == PARAMETER)
            .and_then(|(_, value)| Self::from_tag(value))
    }

    /// The language that a `Cookie` header names with [`COOKIE`].
    pub fn of_cookies(header: &str) -> Option<Self> {
        header
            .split(';')
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, _)| *name == COOKIE)
            .and_then(|(_, value)| Self::from_tag(value))
    }

    /// The address of the page at `path` (with its query) in this language, for everybody.
    ///
    /// An address that names no language is the page in the default one to whoever asks for none,
    /// as crawlers do; it stands for that language, so that a page has one address in each.
    pub fn address(self, path: &str) -> String {
        if self == Self::default() {
            return path.to_owned();
        }
        let joint = if path.contains('?') { "&" } else { "?" };
        [path, joint, PARAMETER, "=", self.tag()].concat()
    }

    /// The text or texts of this language.
    pub(crate) const fn pick<T>(self, zh_cn: &'static T, en: &'static T) -> &'static T {
        match self {
            Self::ZhCn => zh_cn,
            Self::En => en,
        }
    }

    pub(crate) const fn text(self) -> &'static Text {
        self.pick(&zh_cn::TEXT, &en::TEXT)
    }
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
    fn the_address_beats_the_cookie_the_cookie_the_browser_and_the_default_comes_last() {
        for (query, cookies, accept_language, expected) in [
            (None, None, None, Locale::ZhCn),
            (None, None, Some("fr, de;q=0.8"), Locale::ZhCn),
            (None, None, Some("fr, en-GB;q=0.8, zh;q=0.5"), Locale::En),
            (None, None, Some("zh-TW,en"), Locale::ZhCn),
            (None, Some("a=1; locale=en"), Some("zh-CN"), Locale::En),
            (None, Some("locale=zh-CN"), Some("en"), Locale::ZhCn),
            (None, Some("locale=<b>; x"), Some("en"), Locale::En),
            (Some("lang=en"), Some("locale=zh-CN"), None, Locale::En),
            (Some("q=a&lang=zh-CN"), None, Some("en"), Locale::ZhCn),
            (Some("lang=fr"), Some("locale=en"), None, Locale::En),
            (Some("lang=&language=en"), None, None, Locale::ZhCn),
        ] {
            assert_eq!(
                Locale::negotiate(query, cookies, accept_language),
                expected,
                "{query:?} {cookies:?} {accept_language:?}"
            );
        }
    }

    #[test]
    fn a_page_has_one_address_in_each_language() {
        for (path, chinese, english) in [
            ("/", "/", "/?lang=en"),
            ("/listings/1", "/listings/1", "/listings/1?lang=en"),
            (
                "/listings?rooms=2",
                "/listings?rooms=2",
                "/listings?rooms=2&lang=en",
            ),
        ] {
            assert_eq!(Locale::ZhCn.address(path), chinese);
            assert_eq!(Locale::En.address(path), english);
        }
    }
}
