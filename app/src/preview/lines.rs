//! Words in lines of a given width. SVG breaks no lines, so widths are estimated: a Chinese
//! character is as wide as it is high, a Latin one a little more than half.

/// `text` broken into at most `most` lines of `width` pixels at `size` pixels a character; what
/// does not fit ends in an ellipsis. Breaks at spaces where there are some, else anywhere.
pub(super) fn lines(text: &str, width: u32, size: u32, most: usize) -> Vec<String> {
    let room = width * 100 / size.max(1);
    let mut lines = Vec::new();
    let mut rest = clean(text);
    while !rest.is_empty() {
        let fitting = fitting(&rest, room);
        if fitting == rest.len() {
            lines.push(rest);
            return lines;
        }
        if lines.len() + 1 >= most {
            // The ellipsis takes a place too.
            let mut line = rest.get(..fitting).unwrap_or_default().to_owned();
            line.pop();
            lines.push([line.trim_end(), "…"].concat());
            return lines;
        }
        let head = rest.get(..fitting).unwrap_or_default();
        let at_word_end = rest
            .get(fitting..)
            .is_some_and(|after| after.starts_with(' '));
        let at_space = head
            .rfind(' ')
            .filter(|at| !at_word_end && *at > head.len() / 2);
        let cut = at_space.unwrap_or(head.len()).max(1);
        let (line, after) = rest.split_at_checked(cut).unwrap_or((&rest, ""));
        lines.push(line.trim_end().to_owned());
        rest = after.trim_start().to_owned();
    }
    lines
}

/// The bytes of `text` that fit into `room` hundredths of a character's height; at least one
/// character.
fn fitting(text: &str, room: u32) -> usize {
    let mut used = 0;
    for (at, character) in text.char_indices() {
        used += if character.is_ascii() { 60 } else { 100 };
        if used > room && at > 0 {
            return at;
        }
    }
    text.len()
}

/// Text without what XML does not take or the font does not have (control characters, emoji),
/// with single spaces.
fn clean(text: &str) -> String {
    let shown: String = text
        .chars()
        .map(|c| if c.is_control() || c.is_whitespace() { ' ' } else { c })
        .filter(|c| !matches!(*c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{E000}'..='\u{FFFF}' if !is_wide_form(*c)))
        .filter(|c| *c < '\u{1F000}')
        .collect();
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Full-width forms such as `，` and `（`.
fn is_wide_form(c: char) -> bool {
    matches!(c, '\u{FF01}'..='\u{FFE5}')
}

/// `text` as XML takes it.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            c if c.is_control() => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_keep_to_width_and_number() {
        assert_eq!(lines("望京花园", 400, 40, 2), ["望京花园"]);
        assert_eq!(lines("望京花园东区", 160, 40, 2), ["望京花园", "东区"]);
        assert_eq!(
            lines("望京花园东区二期三号楼", 160, 40, 2),
            ["望京花园", "东区二…"]
        );
        assert_eq!(
            lines("one bedroom near the park", 400, 40, 3),
            ["one bedroom near", "the park"]
        );
        assert_eq!(lines("", 400, 40, 2), Vec::<String>::new());
        assert_eq!(lines("长", 1, 40, 2), ["长"]);
        assert_eq!(
            lines("a\u{0}\u{1F3E0} b\u{FFFE}（c）", 900, 40, 2),
            ["a b（c）"]
        );
    }

    #[test]
    fn markup_stays_text() {
        assert_eq!(
            escaped("<a b='\"'>&\u{0}"),
            "&lt;a b=&apos;&quot;&apos;&gt;&amp;"
        );
    }
}
