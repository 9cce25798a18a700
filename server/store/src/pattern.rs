//! Patterns for `LIKE … ESCAPE '!'`.

/// The pattern of texts that begin with `text`.
pub(crate) fn beginning(text: &str) -> String {
    [&escaped(text), "%"].concat()
}

/// The pattern of texts in small letters that `text` is a part of.
pub(crate) fn part_of(text: &str) -> String {
    ["%", &escaped(&text.trim().to_lowercase()), "%"].concat()
}

/// `text` with nothing left in it that stands for other text.
fn escaped(text: &str) -> String {
    let escaped = text.chars().flat_map(|c| {
        let special = matches!(c, '%' | '_' | '!');
        special.then_some('!').into_iter().chain([c])
    });
    escaped.collect()
}
