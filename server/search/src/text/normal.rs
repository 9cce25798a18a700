//! One spelling for what people write in several.

/// `text` in lower case, with full-width letters and digits made half-width and everything that is
/// neither letter nor digit made a space.
pub fn normal(text: &str) -> String {
    let mut normal = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            // Nearly every character is one of these; the general rule is slow.
            '\u{4E00}'..='\u{9FFF}' => normal.push(c),
            _ if c.is_ascii_alphanumeric() => normal.push(c.to_ascii_lowercase()),
            _ => {
                let half = half_width(c);
                if half.is_alphanumeric() {
                    normal.extend(half.to_lowercase());
                } else {
                    normal.push(' ');
                }
            }
        }
    }
    normal
}

fn half_width(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFF01 + 0x21).unwrap_or(' '),
        _ => c,
    }
}

/// Whether `c` is a Chinese character.
pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3134F}')
}

/// The units of a normal text: each Chinese character, and each run of other letters and digits.
pub fn units(text: &str) -> Vec<&str> {
    let mut units = Vec::new();
    for run in text.split_whitespace() {
        let mut start = 0;
        for (at, c) in run.char_indices() {
            if is_han(c) {
                units.extend(run.get(start..at).filter(|unit| !unit.is_empty()));
                start = at + c.len_utf8();
                units.extend(run.get(at..start));
            }
        }
        units.extend(run.get(start..).filter(|unit| !unit.is_empty()));
    }
    units
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_is_made_one() {
        assert_eq!(normal("ＳＯＨＯ（二期）V6"), "soho 二期 v6");
        assert_eq!(normal("a\0b🏠<i>"), "a b  i ");
        assert_eq!(
            units("soho现代城 3号"),
            ["soho", "现", "代", "城", "3", "号"]
        );
    }
}
