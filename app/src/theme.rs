//! Light or dark.

/// The cookie that holds the theme somebody chose, as a [`Theme::tag`].
pub const COOKIE: &str = "theme";

/// The colours the interface is shown in. Decided once, on the server, so that the first paint is
/// right; it holds until the page is loaded again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says, also when it changes its mind.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// Every theme, the default first.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// Its word: in the cookie, in the address that chooses it, and in `data-theme`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme with this word.
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.tag() == tag)
    }

    /// The theme that a `Cookie` header names.
    pub fn of_cookies(header: &str) -> Option<Self> {
        header
            .split(';')
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, _)| *name == COOKIE)
            .and_then(|(_, value)| Self::from_tag(value))
    }

    /// What `data-theme` on the document says; nothing when the system decides.
    #[cfg(feature = "ssr")]
    pub(crate) fn attribute(self) -> Option<&'static str> {
        (self != Self::System).then_some(self.tag())
    }

    /// The schemes that the browser's own parts (scroll bars, form fields) may use.
    #[cfg(feature = "ssr")]
    pub(crate) const fn color_scheme(self) -> &'static str {
        match self {
            Self::System => "light dark",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_known_word_in_the_cookie_chooses() {
        for (cookies, expected) in [
            ("", None),
            ("theme=dark", Some(Theme::Dark)),
            ("locale=en; theme=light", Some(Theme::Light)),
            ("theme=system", Some(Theme::System)),
            ("theme=DARK", None),
            ("theme=\"><script>", None),
            ("other-theme=dark", None),
        ] {
            assert_eq!(Theme::of_cookies(cookies), expected, "{cookies}");
        }
    }
}
