//! The name of a place as a page says it.

/// The name of a place: Chinese, and on pages in English its romanisation beside it.
///
/// The two travel as one text, so that whatever takes a name can say it as it comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceName<'a> {
    /// The Chinese name, such as 朝阳区.
    pub chinese: &'a str,
    /// How it is written in Latin letters, such as `Chaoyang District`.
    pub latin: Option<&'a str>,
}

impl<'a> PlaceName<'a> {
    /// What stands between a Chinese name and its romanisation in one text: a space that is a little
    /// wider than others, so that the two can be told apart again.
    pub const GAP: char = '\u{2002}';

    /// Takes a text apart that [`PlaceName::text`] has written. Any other text is a Chinese name.
    pub fn of(text: &'a str) -> Self {
        match text.split_once(Self::GAP) {
            Some((chinese, latin)) => Self {
                chinese,
                latin: Some(latin),
            },
            None => Self {
                chinese: text,
                latin: None,
            },
        }
    }

    /// The name as one text.
    pub fn text(&self) -> String {
        let mut text = self.chinese.to_owned();
        if let Some(latin) = self.latin {
            text.push(Self::GAP);
            text.push_str(latin);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_reads_what_it_writes() {
        for name in [
            PlaceName {
                chinese: "朝阳区",
                latin: Some("Chaoyang District"),
            },
            PlaceName {
                chinese: "SOHO 现代城",
                latin: None,
            },
        ] {
            assert_eq!(PlaceName::of(&name.text()), name);
        }
    }
}
